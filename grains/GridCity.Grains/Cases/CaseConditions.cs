namespace GridCity.Grains.Cases;

/// <summary>The conditions that <see cref="CaseWorkflow.Table"/> names. Each looks at case and actor only.</summary>
internal static class CaseConditions
{
    /// <summary>The department that has the case acts through its own people.</summary>
    public static CaseCondition OwnDepartment { get; } = new("own department", (state, context) =>
        state is CaseState.Tasked { Work.Department: var department } && department != context.Actor.Unit
            ? CaseRefusals.OtherDepartment(department, context.Actor.Unit)
            : null);

    /// <summary>Only the handler at work says what was done or gives it back.</summary>
    public static CaseCondition HandlerAtWork { get; } = new("handler at work", (state, context) =>
        state is CaseState.Handling { Handler: var handler } && handler != context.Actor.Id
            ? CaseRefusals.OtherHandler(handler)
            : null);

    /// <summary>What the desk assigned is for that handler.</summary>
    public static CaseCondition AssigneeOrNone { get; } = new("assigned to nobody else", (state, context) =>
        state is CaseState.Tasked { Work.Assignee: { } assignee } && assignee != context.Actor.Id
            ? CaseRefusals.OtherHandler(assignee)
            : null);

    /// <summary>A department takes the case from its handler before it gives it away.</summary>
    public static CaseCondition NobodyAssigned { get; } = new("nobody assigned", (state, _) =>
        state is CaseState.Tasked { Work.Assignee: { } assignee } ? CaseRefusals.StillAssigned(assignee) : null);

    public static CaseCondition SomebodyAssigned { get; } = new("somebody assigned", (state, _) =>
        state is CaseState.Dispatched { Work.Assignee: null } ? CaseRefusals.NobodyAssigned : null);

    /// <summary>
    /// Supervision and command are two axes (监督, 指挥): nobody who gave the case to a department ends it.
    /// </summary>
    public static CaseCondition NotADispatcher { get; } = new("not who dispatched", (state, context) =>
        (state is CaseState.Tasked { Work.Dispatcher: var dispatcher } && dispatcher == context.Actor.Id)
        || state.Ticket.Had.Dispatchers.Contains(context.Actor.Id)
            ? CaseRefusals.DispatcherMayNotClose
            : null);

    /// <summary>Without its category a case has no time limit.</summary>
    public static CaseCondition CategoryKnown { get; } = new("category known", (state, context) =>
        context.City.Categories.ContainsKey(state.Ticket.Report.Category)
            ? null
            : CaseRefusals.CategoryGone(state.Ticket.Report.Category));

    /// <summary>The deadline is that of the standard it was filed by.</summary>
    public static CaseCondition StandardKnown { get; } = new("standard known", (state, context) =>
        context.City.Categories.TryGetValue(state.Ticket.Report.Category, out var category)
            && category.Standard(state.Ticket.Standard) is null
            ? CaseRefusals.StandardGone(state.Ticket.Standard ?? "", category)
            : null);

    /// <summary>What an inspector looked for and did not find is not the city's business.</summary>
    public static CaseCondition FoundOnSite { get; } = new("found on site, if looked for", (state, _) =>
        state.Ticket.Had.NotFound ? CaseRefusals.NotFoundOnSite : null);

    /// <summary>Time is asked for while there is some.</summary>
    public static CaseCondition InTime { get; } = new("not overdue", (state, context) =>
        state is CaseState.Tasked { Work: var work } && (work.Overdue || context.Now >= work.DueAt)
            ? CaseRefusals.AlreadyOverdue
            : null);

    public static CaseCondition NothingAsked { get; } = new("nothing else asked for", (state, _) =>
        state is CaseState.Tasked { Work.Relief.IsAsked: true } ? CaseRefusals.AlreadyAsked : null);

    public static CaseCondition ExtensionAsked { get; } = new("extension asked for", (state, _) =>
        state is CaseState.Tasked { Work.Relief: { ExtensionAsked: true } given }
            ? given.ExtensionToReview ? CaseRefusals.UnderReview : null
            : CaseRefusals.NotAsked("an extension"));

    /// <summary>What a handler asks for is the department's to stand by first.</summary>
    public static CaseCondition ExtensionToReview { get; } = new("extension to review", (state, _) =>
        state is CaseState.Tasked { Work.Relief.ExtensionToReview: true } ? null : CaseRefusals.NothingToReview);

    public static CaseCondition SuspensionAsked { get; } = new("suspension asked for", (state, _) =>
        state is CaseState.Tasked { Work.Relief.SuspensionAskedUntil: not null }
            ? null
            : CaseRefusals.NotAsked("a suspension"));

    public static CaseCondition ExtensionsLeft { get; } = new("extensions left", (state, context) =>
        state is CaseState.Tasked { Work.Relief.Extensions: var given } && given >= context.City.Cases.ExtensionsMax
            ? CaseRefusals.NoExtensionsLeft(context.City.Cases.ExtensionsMax)
            : null);

    public static CaseCondition NeverSuspended { get; } = new("never suspended", (state, _) =>
        state is CaseState.Tasked { Work.Relief.Suspended: true } ? CaseRefusals.SuspendedBefore : null);

    public static CaseCondition NotSupervised { get; } = new("not supervised", (state, _) =>
        state.Ticket.Had.Supervisor is { } supervisor ? CaseRefusals.AlreadySupervised(supervisor) : null);

    public static CaseCondition IsSupervised { get; } = new("supervised", (state, _) =>
        state.Ticket.Had.Supervisor is null ? CaseRefusals.NotSupervised : null);

    /// <summary>The lead answers for all: it is done when they are.</summary>
    public static CaseCondition PartnersDone { get; } = new("partners done", (state, _) =>
        state is CaseState.Tasked { Work.Cooperation.Partners: var partners }
            && partners.FirstOrDefault(partner => !partner.Done) is { } partner
            ? CaseRefusals.PartnerAtWork(partner.Department)
            : null);

    public static CaseCondition SomePartnerAtWork { get; } = new("some partner at work", (state, context) =>
        PartnersDone.Hindrance(state, context) is null ? CaseRefusals.NobodyHelps : null);

    /// <summary>A department that was asked to help and is not done.</summary>
    public static CaseCondition PartnerAtWork { get; } = new("partner at work", (state, context) =>
        state is CaseState.Tasked { Work.Cooperation: { } cooperation }
            && cooperation.Of(context.Actor.Unit) is { Done: false }
            ? null
            : CaseRefusals.NoPartner(context.Actor.Unit));

    /// <summary>Children end with a case that is closed, not with one that never was any.</summary>
    public static CaseCondition Childless { get; } = new("no children", (state, _) =>
        state.Ticket.Links.Children.IsEmpty ? null : CaseRefusals.HasLinks);

    /// <summary>Links make no chains: what others hang on hangs on nothing.</summary>
    public static CaseCondition Unlinked { get; } = new("nothing hangs on it", (state, _) =>
        state.Ticket.Links is { Children.IsEmpty: true, Duplicates.IsEmpty: true } ? null : CaseRefusals.HasLinks);

    /// <summary>An end stands after some days, and after it was contested often enough.</summary>
    public static CaseCondition StillContestable { get; } = new("contestable", (state, context) =>
        state.Ticket.Had.Contests >= context.City.Cases.ContestsMax
            ? CaseRefusals.ContestedTooOften(context.City.Cases.ContestsMax)
        : context.Now > state.StageSince.AddDays(context.City.Cases.ContestDaysMax)
            ? CaseRefusals.ContestedTooLate(context.City.Cases.ContestDaysMax)
        : null);
}
