using GridCity.Grains.Cases;
using static GridCity.Grains.Cases.CaseEvent;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>One history per stage and one well-formed command and event of each sort.</summary>
internal static class CaseExamples
{
    public static readonly DateTimeOffset Due = Morning.AddMinutes(CoverMinutes);
    public static readonly Sealed Words = new("person-99", "c2VhbGVk");

    public static readonly CaseEvent
        Begun = new Registered(CoverReport, Morning),
        Taken = new Filed("0101-1", null, Morning),
        Dropped = new Voided("not ours", Morning),
        Sent = new Dispatched(Roads, null, Posts.Dispatcher.Id, Due, Morning),
        Started = new HandlingStarted(Posts.Handler.Id, Morning),
        Fed = new FeedbackGiven("replaced", null, Morning),
        Assigned = new InspectorAssigned(Walker, Morning),
        Missing = new InspectorMissing("no-duty-inspector", Morning),
        Withdrawn = new TaskWithdrawn(Walker, 0, Morning),
        Found = new Checked(Posts.Inspector.Id, null, Morning),
        Failed = new Reworked(Posts.Inspector.Id, "still open", Morning),
        Late = new WentOverdue(Morning),
        Ended = new Closed("0101-1", null, Morning);

    public static readonly CaseEvent[] Events =
        [Begun, Taken, Dropped, Sent, Started, Fed, Assigned, Missing, Withdrawn, Found, Failed, Late, Ended];

    /// <summary>Histories by the stage that they lead to.</summary>
    public static readonly IReadOnlyDictionary<string, CaseEvent[]> Histories = new Dictionary<string, CaseEvent[]>
    {
        [CaseStages.Unregistered] = [],
        [CaseStages.Registered] = [Begun],
        [CaseStages.Filed] = [Begun, Taken],
        [CaseStages.Voided] = [Begun, Dropped],
        [CaseStages.Dispatched] = [Begun, Taken, Sent],
        [CaseStages.Handling] = [Begun, Taken, Sent, Started],
        [CaseStages.AwaitingCheck] = [Begun, Taken, Sent, Started, Fed],
        [CaseStages.Checked] = [Begun, Taken, Sent, Started, Fed, Found],
        [CaseStages.Closed] = [Begun, Taken, Sent, Started, Fed, Found, Ended],
    };

    public static readonly CaseCommand[] Commands =
    [
        new CaseCommand.Register(CoverReport),
        new CaseCommand.File("0101-1"),
        new CaseCommand.Void("not ours"),
        new CaseCommand.Dispatch(Roads),
        new CaseCommand.Handle(),
        new CaseCommand.Feedback("replaced"),
        new CaseCommand.Check(Confirmed: true),
        new CaseCommand.Close("0101-1"),
        new CaseCommand.ReportOverdue(),
        new CaseCommand.CheckAssigned(Walker, Round: 0),
        new CaseCommand.CheckDeclined("off-duty", Round: 0),
    ];

    public static CaseState In(string stage) => After(Histories[stage]);

    public static CaseState After(params IEnumerable<CaseEvent> history) =>
        history.Aggregate(CaseState.Initial, Case.Evolve);

    public static Decision<CaseEvent> Ask(
        CaseState state, Actor actor, CaseCommand command, DateTimeOffset? now = null) =>
        Case.Decide(state, command, By(actor, FirstCase.Grain, now));
}
