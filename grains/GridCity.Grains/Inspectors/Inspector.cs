using System.Diagnostics;
using GridCity.Grains.Cases;
using static GridCity.Grains.Decision<GridCity.Grains.Inspectors.InspectorEvent>;
using static GridCity.Grains.Inspectors.InspectorCommand;
using static GridCity.Grains.Inspectors.InspectorEvent;
using static GridCity.Grains.Inspectors.InspectorState;

namespace GridCity.Grains.Inspectors;

/// <summary>
/// The rules of an inspector's day: sign on, take tasks up to a limit, finish them, sign off. All branches stand in
/// <see cref="Decide"/>; the helpers only compute. Tasks come by mail, so a "no" is an event and mail back to the case.
/// </summary>
public static class Inspector
{
    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<InspectorEvent> Decide(
        InspectorState state, InspectorCommand command, DecisionContext context) =>
        (state, command) switch
        {
            _ when Inadmissible(command, context) is { } why => Refuse(why),

            (OffDuty, SignOn c) => Accept(new SignedOn(c.Grid, context.Now)),
            (OnDuty s, SignOn) => Refuse(InspectorRefusals.AlreadyOnDuty(s.Grid)),
            (OffDuty, SignOff) => Refuse(InspectorRefusals.NotOnDuty),
            (OnDuty s, SignOff) =>
                Accept([.. s.Tasks.Select(task => new TaskHandedBack(task)), new SignedOff(context.Now)])
                    .With([.. s.Tasks.Select(task => Declined(task, DeclineReasons.ShiftEnded))]),

            (OffDuty, Assign c) => Decline(c.Task, DeclineReasons.OffDuty),
            (OnDuty s, Assign c) when s.Holds(c.Task) => Accept(),
            (OnDuty s, Assign c) when IsFull(s.Without(c.Task.Case), context) =>
                Decline(c.Task, DeclineReasons.TooManyTasks),
            (OnDuty, Assign c) => Accept(new TaskAssigned(c.Task)).With(Taken(c.Task, context)),

            (OnDuty s, Finish c) when s.Holds(new(c.Case, c.Round, c.Kind)) =>
                Accept(new TaskFinished(new(c.Case, c.Round, c.Kind))),
            (_, Finish) => Accept(),
            _ => throw new UnreachableException($"{state.GetType().Name} met {command.GetType().Name}"),
        };

    /// <summary>
    /// Folds one event. Accepts all history: an event that no longer fits (a shift that an older version closed
    /// differently) leaves the state as it is; the pairs ignored on purpose stand in a test.
    /// </summary>
    public static InspectorState Evolve(InspectorState state, InspectorEvent happened) =>
        (state, happened) switch
        {
            (_, SignedOn e) => new OnDuty(e.Grid, []),
            (_, SignedOff) => Initial,
            (OnDuty s, TaskAssigned e) =>
                s.Without(e.Task.Case) is var rest ? rest with { Tasks = rest.Tasks.Add(e.Task) } : s,
            (OnDuty s, TaskFinished e) => s.Without(e.Task.Case),
            (OnDuty s, TaskHandedBack e) => s.Without(e.Task.Case),
            _ => state,
        };

    private static Refusal? Inadmissible(InspectorCommand command, DecisionContext context) =>
        (command, context.Actor.Role) switch
    {
        (SignOn or SignOff, Role.Inspector) when context.Actor.Unit != context.Self.Key =>
            InspectorRefusals.NotYourself(context.Self.Key),
        (SignOn c, Role.Inspector or Role.Administrator) => Texts.Code(c.Grid.Code, "grid"),
        (SignOff, Role.Inspector or Role.Administrator) => null,
        (Assign or Finish, Role.Grain) => null,
        _ => InspectorRefusals.NotYourPost(command, context.Actor.Role),
    };

    private static bool IsFull(OnDuty state, DecisionContext context) =>
        state.Tasks.Length >= context.City.Limits.InspectorTasksMax;

    private static Accepted Decline(FieldTask task, string reason) =>
        Accept(new TaskDeclined(task, reason)).With(Declined(task, reason));

    private static Effect Taken(FieldTask task, DecisionContext context) =>
        new Effect.Send(task.Case.Grain, new CaseCommand.CheckAssigned(context.Self.Key, task.Round, task.Kind));

    private static Effect Declined(FieldTask task, string reason) =>
        new Effect.Send(task.Case.Grain, new CaseCommand.CheckDeclined(reason, task.Round, task.Kind));
}
