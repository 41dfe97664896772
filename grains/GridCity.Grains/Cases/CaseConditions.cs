namespace GridCity.Grains.Cases;

/// <summary>The conditions that <see cref="CaseWorkflow.Table"/> names. Each looks at case and actor, never at an act.</summary>
internal static class CaseConditions
{
    /// <summary>The department that has the case acts through its own people.</summary>
    public static CaseCondition OwnDepartment { get; } = new("own department", (state, context) =>
        state is CaseState.Tasked { Work.Department: var department } && department != context.Actor.Unit
            ? CaseRefusals.OtherDepartment(department, context.Actor.Unit)
            : null);

    /// <summary>
    /// Supervision and command are two axes (监督, 指挥): the person who gave the case to a department does not end it.
    /// </summary>
    public static CaseCondition NotTheDispatcher { get; } = new("not who dispatched", (state, context) =>
        state is CaseState.Tasked { Work.Dispatcher: var dispatcher } && dispatcher == context.Actor.Id
            ? CaseRefusals.DispatcherMayNotClose
            : null);

    /// <summary>Without its category a case has no time limit.</summary>
    public static CaseCondition CategoryKnown { get; } = new("category known", (state, context) =>
        context.City.Categories.ContainsKey(state.Ticket.Report.Category)
            ? null
            : CaseRefusals.CategoryGone(state.Ticket.Report.Category));
}
