using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Grains.DutyGrids;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Cases.CaseEvent;
using static GridCity.Grains.Tests.Cases.CaseExamples;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>One row, one rule: what happened, who asks what when, what is answered.</summary>
public sealed class CaseDecideTests
{
    private static readonly DateTimeOffset Noon = Morning.AddHours(4);
    private static readonly Report Somewhere = CoverReport with { Place = null, Address = "by the old bridge" };
    private static readonly CaseEvent[]
        InHandling = [Begun, Taken, Sent, Started],
        Waiting = [.. InHandling, Fed],
        SecondRound = [.. Waiting, Failed, Started, Fed];

    private static readonly Effect
        Forget = ToCell(new CellCommand.ForgetCase(FirstCase)),
        NoTimer = new Effect.CancelTimer(Case.HandlingTimer),
        TimerAtDue = new Effect.SetTimer(Case.HandlingTimer, Due, new ReportOverdue());

    public static TheoryData<string, CaseEvent[], Actor, CaseCommand, DateTimeOffset, CaseEvent[], Effect[]>
        Accepted => new()
    {
        { "the cell is told of a new case", [], Posts.Agent, new Register(CoverReport), Morning,
            [new Registered(CoverReport, Morning)],
            [ToCell(new CellCommand.NoteCase(FirstCase, Cover, CoverReport.Place, Morning))] },
        { "a case may be known by words only", [], Posts.Agent, new Register(Somewhere), Morning,
            [new Registered(Somewhere, Morning)],
            [ToCell(new CellCommand.NoteCase(FirstCase, Cover, null, Morning))] },
        { "filing tells nobody", [Begun], Posts.Clerk, new CaseCommand.File("0101-1", "clear"), Noon,
            [new Filed("0101-1", "clear", Noon)], [] },
        { "a void case is forgotten", [Begun], Posts.Clerk, new CaseCommand.Void("not ours"), Noon,
            [new Voided("not ours", Noon)], [Forget] },
        { "dispatch starts the category's clock", [Begun, Taken], Posts.Dispatcher, new Dispatch(Roads), Morning,
            [new Dispatched(Roads, null, Posts.Dispatcher.Id, Due, Morning)], [TimerAtDue] },
        { "who takes the work on is kept", [Begun, Taken, Sent], Posts.Handler, new Handle(), Noon,
            [new HandlingStarted(Posts.Handler.Id, Noon)], [] },
        { "feedback stops the clock and wants a check", InHandling, Posts.Handler, new Feedback("done"), Morning,
            [new FeedbackGiven("done", null, Morning, LakeGrid)], [NoTimer, Want(0)] },
        { "feedback may be sealed", InHandling, Posts.Handler, new Feedback(SealedResult: Words), Morning,
            [new FeedbackGiven(null, Words, Morning, LakeGrid)], [NoTimer, Want(0)] },
        { "feedback at the deadline is late, whenever the timer fires", InHandling, Posts.Handler, new Feedback("done"),
            Due, [new WentOverdue(Due), new FeedbackGiven("done", null, Due, LakeGrid)], [NoTimer, Want(0)] },
        { "overdue is said once", [.. InHandling, Late], Posts.Handler, new Feedback("done"), Noon,
            [new FeedbackGiven("done", null, Noon, LakeGrid)], [NoTimer, Want(0)] },
        { "each rework begins a round of checking", [.. Waiting, Failed, Started], Posts.Handler, new Feedback("done"),
            Morning, [new FeedbackGiven("done", null, Morning, LakeGrid)], [NoTimer, Want(1)] },
        { "any inspector may check", Waiting, Posts.Inspector, new Check(true, "fine"), Noon,
            [new Checked(Posts.Inspector.Id, "fine", Noon)], [Drop(0)] },
        { "the duty grid need not send anybody any more", [.. Waiting, InspectorCame], Posts.Inspector, new Check(true),
            Noon, [new Checked(Posts.Inspector.Id, null, Noon)], [Drop(0)] },
        { "rework goes back to the first deadline", [.. Waiting, InspectorCame], Posts.Inspector, new Check(false, "open"),
            Morning, [new Reworked(Posts.Inspector.Id, "open", Morning)], [Drop(0), TimerAtDue] },
        { "rework after the deadline is overdue", Waiting, Posts.Inspector, new Check(false, "open"), Due,
            [new Reworked(Posts.Inspector.Id, "open", Due), new WentOverdue(Due)], [Drop(0)] },
        { "rework of an overdue case stays so", [.. InHandling, Late, Fed], Posts.Inspector, new Check(false, "open"),
            Noon, [new Reworked(Posts.Inspector.Id, "open", Noon)], [Drop(0)] },
        { "a closed case is forgotten", [.. Waiting, Found], Posts.Clerk, new Close("0101-1", "ok"), Noon,
            [new Closed("0101-1", "ok", Noon)], [Forget] },
    };

    public static TheoryData<string, CaseEvent[], CaseCommand, CaseEvent[], Effect[]> Mail => new()
    {
        { "the time runs out before anyone began", [Begun, Taken, Sent], new ReportOverdue(),
            [new WentOverdue(Noon)], [] },
        { "the time runs out during the work", InHandling, new ReportOverdue(), [new WentOverdue(Noon)], [] },
        { "the time runs out once", [.. InHandling, Late], new ReportOverdue(), [], [] },
        { "the time runs out too late", Waiting, new ReportOverdue(), [], [] },
        { "an inspector takes the task", Waiting, new CheckAssigned(Walker, 0),
            [new InspectorAssigned(Walker, Noon)], [] },
        { "the duty grid has no room for the task", Waiting, new CheckDeclined("too-many-tasks", 0),
            [new InspectorMissing("too-many-tasks", Noon)], [] },
        { "the shift ends with the task open", [.. Waiting, InspectorCame], new CheckDeclined("shift-ended", 0),
            [new InspectorMissing("shift-ended", Noon)], [] },
        { "a task given after the check is nothing", [.. Waiting, Found], new CheckAssigned(Walker, 0), [], [] },
        { "a task of an earlier round is nothing", SecondRound, new CheckAssigned(Walker, 0), [], [] },
        { "a refusal of an earlier round is nothing", SecondRound, new CheckDeclined("shift-ended", 0), [], [] },
        { "a refusal after the check is nothing", [.. Waiting, Found], new CheckDeclined("shift-ended", 0), [], [] },
    };

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(
        string rule,
        CaseEvent[] given,
        Actor who,
        CaseCommand when,
        DateTimeOffset now,
        CaseEvent[] then,
        Effect[] follows) =>
        AssertAccepted(rule, Ask(After(given), who, when, now), then, follows);

    [Theory, MemberData(nameof(Mail))]
    public void Takes_mail(string rule, CaseEvent[] given, CaseCommand when, CaseEvent[] then, Effect[] follows) =>
        AssertAccepted(rule, Ask(After(given), Posts.Mail, when, Noon), then, follows);

    private static void AssertAccepted(string rule, Decision<CaseEvent> decision, CaseEvent[] then, Effect[] follows)
    {
        var accepted = Assert.IsType<Decision<CaseEvent>.Accepted>(decision);
        Assert.True(then.SequenceEqual(accepted.Events), $"{rule}: {string.Join(", ", accepted.Events)}");
        Assert.True(follows.SequenceEqual(accepted.Effects), $"{rule}: {string.Join(", ", accepted.Effects)}");
    }

    private static Effect ToCell(CellCommand command) => new Effect.Send(CellGrain, command);

    private static Effect Want(int round) =>
        new Effect.Send(LakeGrid.Grain, new DutyGridCommand.WantTask(new(FirstCase, round), CoverReport.Place));

    private static Effect Drop(int round) =>
        new Effect.Send(LakeGrid.Grain, new DutyGridCommand.DropTask(new(FirstCase, round)));
}
