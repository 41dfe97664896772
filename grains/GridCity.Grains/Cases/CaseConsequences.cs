using System.Collections.Immutable;
using GridCity.Grains.Cells;
using GridCity.Grains.Components;
using GridCity.Grains.DutyGrids;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Cases.CaseEvent;
using static GridCity.Grains.Decision<GridCity.Grains.Cases.CaseEvent>;

namespace GridCity.Grains.Cases;

/// <summary>What follows from an act that is open: events, mail and timers. No rule of who may do what is here.</summary>
internal static class CaseConsequences
{
    public static Accepted Verifying(CaseState.Known state, WantVerify command, DecisionContext context)
    {
        var round = state.Ticket.Had.Verifications + 1;
        return Accept(new VerifyWanted(command.Note, round, context.Now, GridOf(state, context)))
            .With([.. Wanted(state, round, FieldTaskKind.VerifyBeforeFiling, context)]);
    }

    public static Accepted ToDispatcher(CaseState.Tasked state, string reason, DecisionContext context) =>
        Accept([
                .. LateBy(state.Work, context),
                new ReturnedToDispatcher(reason, state.Ticket.Had.Former is null, context.Now)])
            .With(new Effect.CancelTimer(Case.HandlingTimer));

    /// <summary>The department is done: its clock stops, and someone has to look.</summary>
    public static Accepted Done(CaseState.Tasked state, CaseEvent done, DecisionContext context) =>
        Accept([.. LateBy(state.Work, context), done])
            .With([
                new Effect.CancelTimer(Case.HandlingTimer),
                .. Wanted(state, state.Work.Round, FieldTaskKind.CheckBeforeClosing, context)]);

    public static Accepted SendingBack(
        CaseState.Tasked state, string? note, DecisionContext context, Proof? proof = null) =>
        Accept([new Reworked(context.Actor.Id, note, context.Now, proof), .. LateBy(state.Work, context)])
            .With([.. Released(state, context), .. Rewound(state.Work, context)]);

    /// <summary>One limit more, counted from the present deadline.</summary>
    public static Decision<CaseEvent> Extending(
        CaseState.Tasked state, DecideExtension command, DecisionContext context)
    {
        if (IsLate(state.Work, context)) return Refuse(CaseRefusals.AlreadyOverdue);
        var due = state.Work.DueAt + state.Work.Given.Limit;
        return Accept(new ExtensionGranted(due, command.Note, context.Now))
            .With(new Effect.SetTimer(Case.HandlingTimer, due, new ReportOverdue()));
    }

    public static Decision<CaseEvent> Suspending(
        CaseState.Tasked state, DecideSuspension command, DecisionContext context)
    {
        var until = state.Work.Given.SuspensionAskedUntil!.Value;
        return IsLate(state.Work, context) ? Refuse(CaseRefusals.AlreadyOverdue)
            : until <= context.Now ? Refuse(CaseRefusals.UntilPassed(until))
            : Accept(new Suspended(until, command.Note, context.Now)).With(
                new Effect.CancelTimer(Case.HandlingTimer),
                new Effect.SetTimer(Case.SuspensionTimer, until, new EndSuspension()));
    }

    /// <summary>The deadline moves by as long as the clock stood.</summary>
    public static Accepted Resuming(CaseState.Suspended state, string? reason, DecisionContext context)
    {
        var due = state.Work.DueAt + (context.Now - state.StageSince);
        return Accept(new Resumed(due, reason, context.Now))
            .With(new Effect.SetTimer(Case.HandlingTimer, due, new ReportOverdue()));
    }

    /// <summary>Handled work is looked at again, and the clock stood while the case was closed.</summary>
    public static Accepted Contesting(CaseState.Known state, Contest command, DecisionContext context)
    {
        var noted = Note(state.Ticket.Report, context);
        if (state is not CaseState.Closed { Work: { } work })
            return Accept(new Contested(command.Reason, null, context.Now, SealedReason: command.SealedReason)).With(noted);
        var due = work.DueAt + (context.Now - state.StageSince);
        return Accept(new Contested(command.Reason, due, context.Now, GridOf(state, context), command.SealedReason))
            .With([.. noted, .. Wanted(state, work.Round + 1, FieldTaskKind.CheckBeforeClosing, context)]);
    }

    /// <summary>Who does not accept the end says so in the same call.</summary>
    public static Decision<CaseEvent> Visiting(CaseState.Known state, ReturnVisit command, DecisionContext context)
    {
        var visited = new Visited(command.Reached, command.Satisfaction, command.Note, context.Now);
        if (command.SealedContest is not { } reason) return Accept(visited);
        if (CaseConditions.StillContestable.Hindrance(state, context) is { } why) return Refuse(why);
        var contested = Contesting(state, new Contest(SealedReason: reason), context);
        return contested with { Events = contested.Events.Insert(0, visited) };
    }

    /// <summary>
    /// Filing and closing name a standard of the category: its condition, its closing condition. A category that the city
    /// has no more names none, and what was begun under it has to come to its end.
    /// </summary>
    public static Refusal? UnknownStandard(CaseState.Known state, string code, DecisionContext context) =>
        context.City.Categories.TryGetValue(state.Ticket.Report.Category, out var category)
            && category.Standard(code) is null
            ? CaseRefusals.UnknownStandard(code, category)
            : null;

    public static bool IsAhead(DateTimeOffset until, DecisionContext context) =>
        until > context.Now && until <= context.Now.AddDays(context.City.Cases.SuspensionDaysMax);

    /// <summary>
    /// True when the case waits for that very task, from the duty grid that speaks: one that had it before the ground
    /// was divided anew may still have mail on its way.
    /// </summary>
    public static bool IsWanted(CaseState.Known state, FieldTaskKind kind, int round, DecisionContext context) =>
        TaskOf(state, context) is { } task && task.Kind == kind && task.Round == round && GridHeld(state) is { } grid
        && string.Equals(grid.Grain.ToString(), context.Actor.Id, StringComparison.Ordinal);

    /// <summary>The task that a case waits for; null when it waits for none.</summary>
    public static FieldTask? TaskOf(CaseState.Known state, DecisionContext context) => state switch
    {
        CaseState.AwaitingCheck s => new(CaseId.Of(context.Self), s.Work.Round),
        CaseState.Verifying s =>
            new(CaseId.Of(context.Self), s.Ticket.Had.Verifications, FieldTaskKind.VerifyBeforeFiling),
        _ => null,
    };

    /// <summary>The duty grid that has the task; null when none has.</summary>
    public static DutyGridId? GridHeld(CaseState state) => state switch
    {
        CaseState.AwaitingCheck s => s.Grid,
        CaseState.Verifying s => s.Grid,
        _ => null,
    };

    /// <summary>The duty grid that a case's ground belongs to today.</summary>
    public static DutyGridId? GridOf(CaseState.Known state, DecisionContext context) =>
        context.City.Ground.Of(state.Ticket.Report.Cell);

    /// <summary>The site was looked at: the duty grid that was asked need not send anybody.</summary>
    public static IEnumerable<Effect> Released(CaseState.Known state, DecisionContext context) =>
        GridHeld(state) is { } grid && TaskOf(state, context) is { } task
            ? [new Effect.Send(grid.Grain, new DutyGridCommand.DropTask(task))]
            : [];

    /// <summary>The case is open: its cell hears of it, and the component that it is about.</summary>
    public static ImmutableArray<Effect> Note(Report report, DecisionContext context)
    {
        var id = CaseId.Of(context.Self);
        var noted = ToCell(report, new CellCommand.NoteCase(id, report.Category, report.Place, context.Now));
        return report.Component is null
            ? [noted]
            : [noted, ToComponent(report.Component, new ComponentCommand.NoteCase(id, report.Category, context.Now))];
    }

    /// <summary>The case has ended: its cell hears of it, and the component that it is about.</summary>
    public static ImmutableArray<Effect> Forget(CaseState.Known state, DecisionContext context)
    {
        var (id, report) = (CaseId.Of(context.Self), state.Ticket.Report);
        var forgotten = ToCell(report, new CellCommand.ForgetCase(id));
        return report.Component is null
            ? [forgotten]
            : [forgotten, ToComponent(report.Component, new ComponentCommand.EndCase(id, context.Now))];
    }

    private static IEnumerable<Effect> Wanted(
        CaseState.Known state, int round, FieldTaskKind kind, DecisionContext context)
    {
        if (GridOf(state, context) is not { } grid) return [];
        var task = new FieldTask(CaseId.Of(context.Self), round, kind);
        return [new Effect.Send(grid.Grain, new DutyGridCommand.WantTask(task, state.Ticket.Report.Place))];
    }

    private static Effect ToComponent(string code, ComponentCommand command) =>
        new Effect.Send(ComponentKind.Kind.Id(code), command);

    private static Effect ToCell(Report report, CellCommand command) =>
        new Effect.Send(CellKind.Kind.Id(report.Cell), command);

    /// <summary>The deadline decides what is late, not the moment at which a timer got its turn.</summary>
    private static IEnumerable<CaseEvent> LateBy(Work work, DecisionContext context) =>
        !work.Overdue && context.Now >= work.DueAt ? [new WentOverdue(context.Now)] : [];

    private static bool IsLate(Work work, DecisionContext context) => work.Overdue || context.Now >= work.DueAt;

    /// <summary>Rework keeps the first deadline, so the timer goes back to it unless that is over.</summary>
    private static IEnumerable<Effect> Rewound(Work work, DecisionContext context) =>
        context.Now < work.DueAt ? [new Effect.SetTimer(Case.HandlingTimer, work.DueAt, new ReportOverdue())] : [];
}
