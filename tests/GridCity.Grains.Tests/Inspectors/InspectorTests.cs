using GridCity.Grains.Cases;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Inspectors.InspectorCommand;
using static GridCity.Grains.Inspectors.InspectorEvent;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Inspectors;

/// <summary>One row, one rule: what happened, what is asked, what is answered.</summary>
public sealed class InspectorTests
{
    private static readonly DutyGrid Grid = new("330106-011");
    private static readonly FieldTask
        One = new(new("1"), 0),
        Two = new(new("2"), 0),
        Three = new(new("3"), 0),
        OneAgain = One with { Round = 1 };


    public static TheoryData<string, InspectorEvent[], InspectorCommand, InspectorEvent[], Effect[]> Accepted => new()
    {
        { "a shift begins", [], new SignOn(Grid), [On], [] },
        { "a shift ends", [On], new SignOff(), [Off], [] },
        { "open tasks are handed back", Holding(One, Two), new SignOff(),
            [new TaskHandedBack(One), new TaskHandedBack(Two), Off],
            [Declined(One, "shift-ended"), Declined(Two, "shift-ended")] },
        { "a task is taken", [On], new Assign(One), [new TaskAssigned(One)], [Taken(One)] },
        { "a task is taken once", Holding(One), new Assign(One), [], [] },
        { "a later round replaces the earlier", Holding(One), new Assign(OneAgain), [new TaskAssigned(OneAgain)],
            [Taken(OneAgain)] },
        { "a later round needs no room", Holding(One, Two), new Assign(OneAgain), [new TaskAssigned(OneAgain)],
            [Taken(OneAgain)] },
        { "nobody works off duty", [], new Assign(One), [new TaskDeclined(One, "off-duty")],
            [Declined(One, "off-duty")] },
        { "there is a limit", Holding(One, Two), new Assign(Three),
            [new TaskDeclined(Three, "too-many-tasks")], [Declined(Three, "too-many-tasks")] },
        { "a task is finished", Holding(One), new Finish(One.Case, 0), [new TaskFinished(One)], [] },
        { "the end of an earlier round is nothing", Holding(OneAgain), new Finish(One.Case, 0), [], [] },
        { "the end of a task handed back is nothing", [], new Finish(One.Case, 0), [], [] },
    };

    public static TheoryData<string, InspectorEvent[], InspectorCommand, Actor> Refused => new()
    {
        { "inspector/already-on-duty", [On], new SignOn(Grid), Posts.Inspector },
        { "inspector/not-on-duty", [], new SignOff(), Posts.Inspector },
        { "inspector/not-yourself", [], new SignOn(Grid), Posts.Inspector with { Unit = "inspector-8" } },
        { "inspector/not-yourself", [On], new SignOff(), Posts.Inspector with { Unit = "inspector-8" } },
        { "text/missing", [], new SignOn(new("")), Posts.Inspector },
        { "text/missing", [], new SignOn(default), Posts.Administrator },
    };

    public static TheoryData<Role> AllPosts => [.. Enum.GetValues<Role>()];

    private static SignedOn On => new(Grid, Morning);

    private static SignedOff Off => new(Morning);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(
        string rule, InspectorEvent[] given, InspectorCommand when, InspectorEvent[] then, Effect[] follows)
    {
        var actor = when is SignOn or SignOff ? Posts.Inspector : Posts.Mail;

        var accepted = Assert.IsType<Decision<InspectorEvent>.Accepted>(Decide(given, when, actor));

        Assert.True(then.SequenceEqual(accepted.Events), rule);
        Assert.True(follows.SequenceEqual(accepted.Effects), rule);
    }

    [Theory, MemberData(nameof(Refused))]
    public void Refuses(string code, InspectorEvent[] given, InspectorCommand when, Actor who) =>
        Assert.Equal(code, Code(given, when, who));

    [Theory, MemberData(nameof(AllPosts))]
    public void Inspectors_and_administrators_sign_on_and_grains_send_mail(Role post)
    {
        InspectorCommand[] commands = [new SignOn(Grid), new SignOff(), new Assign(One), new Finish(One.Case, 0)];
        var actor = new Actor("someone", post, Walker);

        Assert.All(commands, one =>
            Assert.Equal(MayAsk(one, post), Code([On], one, actor) != "inspector/not-your-post"));
    }

    /// <summary>The pairs that are ignored on purpose: whatever speaks of tasks while off duty.</summary>
    [Fact]
    public void History_that_no_longer_fits_changes_nothing()
    {
        InspectorEvent[] ignored =
            [new TaskAssigned(One), new TaskFinished(One), new TaskHandedBack(One), new TaskDeclined(One, "off-duty")];

        Assert.All(ignored, happened =>
            Assert.Same(InspectorState.Initial, Inspector.Evolve(InspectorState.Initial, happened)));
    }

    [Fact]
    public void A_declined_task_is_not_held() =>
        Assert.Empty(Tasks(After(On, new TaskDeclined(One, "too-many-tasks"))));

    [Fact]
    public void Tasks_stand_in_the_order_they_came() =>
        Assert.Equal([Two, OneAgain], Tasks(After([.. Holding(One, Two), new TaskAssigned(OneAgain)])));

    private static bool MayAsk(InspectorCommand command, Role post) =>
        command is SignOn or SignOff ? post is Role.Inspector or Role.Administrator : post is Role.Grain;

    private static Decision<InspectorEvent> Decide(InspectorEvent[] given, InspectorCommand when, Actor who) =>
        Inspector.Decide(After(given), when, By(who, InspectorGrain));

    private static string? Code(InspectorEvent[] given, InspectorCommand when, Actor who) =>
        (Decide(given, when, who) as Decision<InspectorEvent>.Refused)?.Why.Code;

    private static IEnumerable<FieldTask> Tasks(InspectorState state) =>
        Assert.IsType<InspectorState.OnDuty>(state).Tasks;

    private static InspectorState After(params InspectorEvent[] given) =>
        given.Aggregate(InspectorState.Initial, Inspector.Evolve);

    private static InspectorEvent[] Holding(params FieldTask[] tasks) =>
        [On, .. tasks.Select(task => new TaskAssigned(task))];

    private static Effect Taken(FieldTask task) =>
        new Effect.Send(task.Case.Grain, new CaseCommand.CheckAssigned(Walker, task.Round));

    private static Effect Declined(FieldTask task, string reason) =>
        new Effect.Send(task.Case.Grain, new CaseCommand.CheckDeclined(reason, task.Round));
}
