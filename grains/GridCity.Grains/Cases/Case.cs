using System.Diagnostics;
using GridCity.Grains.Cells;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Cases.CaseEvent;
using static GridCity.Grains.Decision<GridCity.Grains.Cases.CaseEvent>;

namespace GridCity.Grains.Cases;

/// <summary>
/// The rules of a ticket from report to closing. What is open to whom stands in <see cref="CaseWorkflow"/>, what follows
/// from an act in <see cref="Decide"/>; the helpers only compute.
/// Mail and timers that come too late are accepted without an event: a refusal would make each a dead letter.
/// </summary>
public static class Case
{
    /// <summary>The timer that runs while a department handles the case.</summary>
    public const string HandlingTimer = "handling";

    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<CaseEvent> Decide(CaseState state, CaseCommand command, DecisionContext context) =>
        (state, command) switch
        {
            _ when CaseWorkflow.Refusal(state, command, context) is { } why => Refuse(why),

            (CaseState.Unregistered, Register c) => Registering(c.Report, context),
            (CaseState.Registered, CaseCommand.File c) => Accept(new Filed(c.Standard, c.Note, context.Now)),
            (CaseState.Registered s, CaseCommand.Void c) =>
                Accept(new Voided(c.Reason, context.Now)).With(Forget(s, context)),

            (CaseState.Filed s, Dispatch c) => Dispatching(s, c, context),
            (CaseState.Dispatched, Handle) => Accept(new HandlingStarted(context.Actor.Id, context.Now)),
            (CaseState.Handling s, Feedback c) => FeedingBack(s, c, context),
            (CaseState.Dispatched or CaseState.Handling, ReportOverdue) when !state.Overdue =>
                Accept(new WentOverdue(context.Now)),

            (CaseState.AwaitingCheck s, CheckAssigned c) when c.Round == s.Work.Reworks =>
                Accept(new InspectorAssigned(c.Inspector, context.Now)),
            (CaseState.AwaitingCheck s, CheckDeclined c) when c.Round == s.Work.Reworks =>
                Accept(new InspectorMissing(c.Reason, context.Now)),
            (CaseState.Known, CheckAssigned c) =>
                Accept(new TaskWithdrawn(c.Inspector, c.Round, context.Now))
                    .With(Release(c.Inspector, c.Round, context)),
            (_, ReportOverdue or CheckAssigned or CheckDeclined) => Accept(),

            (CaseState.AwaitingCheck s, Check { Confirmed: true } c) =>
                Accept(new Checked(context.Actor.Id, c.Note, context.Now)).With([.. Released(s, context)]),
            (CaseState.AwaitingCheck s, Check c) => SendingBack(s, c, context),
            (CaseState.Checked s, Close c) =>
                Accept(new Closed(c.Standard, c.Note, context.Now)).With(Forget(s, context)),

            _ => throw new UnreachableException($"{state.GetType().Name} met {command.GetType().Name}"),
        };

    /// <summary>
    /// Folds one event. Accepts all history: an event that no longer fits leaves the state as it is; the pairs ignored
    /// on purpose stand in a test.
    /// </summary>
    public static CaseState Evolve(CaseState state, CaseEvent happened) =>
        (state, happened) switch
        {
            (CaseState.Unregistered, Registered e) => new CaseState.Registered(new(e.Report, e.At), e.At),
            (CaseState.Known s, Filed e) => new CaseState.Filed(s.Ticket with { Standard = e.Standard }, e.At),
            (CaseState.Known s, Voided e) => new CaseState.Voided(s.Ticket, e.At),
            (CaseState.Known s, Dispatched e) =>
                new CaseState.Dispatched(s.Ticket, e.At, new(e.Department, e.Dispatcher, e.At, e.DueAt)),
            (CaseState.Tasked s, HandlingStarted e) => new CaseState.Handling(s.Ticket, e.At, s.Work, e.Handler),
            (CaseState.Handling s, FeedbackGiven e) =>
                new CaseState.AwaitingCheck(s.Ticket, e.At, s.Work, s.Handler, Inspector: null),
            (CaseState.Tasked s, WentOverdue) => s with { Work = s.Work with { Overdue = true } },
            (CaseState.AwaitingCheck s, InspectorAssigned e) => s with { Inspector = e.Inspector },
            (CaseState.AwaitingCheck s, InspectorMissing) => s with { Inspector = null },
            (CaseState.Tasked s, Checked e) => new CaseState.Checked(s.Ticket, e.At, s.Work, e.Checker),
            (CaseState.Tasked s, Reworked e) =>
                new CaseState.Dispatched(s.Ticket, e.At, s.Work with { Reworks = s.Work.Reworks + 1 }),
            (CaseState.Checked s, Closed e) => new CaseState.Closed(s.Ticket, e.At, s.Work, s.Checker),
            _ => state,
        };

    private static Accepted Registering(Report report, DecisionContext context) =>
        Accept(new Registered(report, context.Now)).With(
            ToCell(
                report,
                new CellCommand.NoteCase(CaseId.Of(context.Self), report.Category, report.Place, context.Now)));

    private static Accepted Dispatching(CaseState.Filed state, Dispatch command, DecisionContext context)
    {
        var category = context.City.Categories[state.Ticket.Report.Category];
        var due = context.Now.AddMinutes(category.HandlingMinutesMax);
        return Accept(new Dispatched(command.Department, command.Note, context.Actor.Id, due, context.Now))
            .With(new Effect.SetTimer(HandlingTimer, due, new ReportOverdue()));
    }

    private static Accepted FeedingBack(CaseState.Handling state, Feedback command, DecisionContext context) =>
        Accept([.. LateBy(state.Work, context), new FeedbackGiven(command.Result, command.SealedResult, context.Now)])
            .With(
                new Effect.CancelTimer(HandlingTimer),
                ToCell(state.Ticket.Report, new CellCommand.WantCheck(CaseId.Of(context.Self), state.Work.Reworks)));

    private static Accepted SendingBack(CaseState.AwaitingCheck state, Check command, DecisionContext context) =>
        Accept([new Reworked(context.Actor.Id, command.Note, context.Now), .. LateBy(state.Work, context)])
            .With([.. Released(state, context), .. Rewound(state.Work, context)]);

    /// <summary>The deadline decides what is late, not the moment at which a timer got its turn.</summary>
    private static IEnumerable<CaseEvent> LateBy(Work work, DecisionContext context) =>
        !work.Overdue && context.Now >= work.DueAt ? [new WentOverdue(context.Now)] : [];

    /// <summary>Rework keeps the first deadline, so the timer goes back to it unless that is over.</summary>
    private static IEnumerable<Effect> Rewound(Work work, DecisionContext context) =>
        context.Now < work.DueAt ? [new Effect.SetTimer(HandlingTimer, work.DueAt, new ReportOverdue())] : [];

    private static IEnumerable<Effect> Released(CaseState.AwaitingCheck state, DecisionContext context) =>
        state.Inspector is { } inspector ? [Release(inspector, state.Work.Reworks, context)] : [];

    private static Effect Release(string inspector, int round, DecisionContext context) =>
        new Effect.Send(InspectorKind.Kind.Id(inspector), new InspectorCommand.Finish(CaseId.Of(context.Self), round));

    private static Effect Forget(CaseState.Known state, DecisionContext context) =>
        ToCell(state.Ticket.Report, new CellCommand.ForgetCase(CaseId.Of(context.Self)));

    private static Effect ToCell(Report report, CellCommand command) =>
        new Effect.Send(CellKind.Kind.Id(report.Cell), command);
}
