using System.Collections.Immutable;
using System.Diagnostics;
using GridCity.Grains.Cases;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Decision<GridCity.Grains.DutyGrids.DutyGridEvent>;
using static GridCity.Grains.DutyGrids.DutyGridCommand;
using static GridCity.Grains.DutyGrids.DutyGridEvent;

namespace GridCity.Grains.DutyGrids;

/// <summary>
/// The rules of a duty grid: who is at work in it, and who gets which task. All branches stand in <see cref="Decide"/>;
/// the helpers only compute. A task that nobody can take waits, in order, and is given out as soon as somebody can.
/// </summary>
public static class DutyGrid
{
    /// <summary>Unit cells of one duty grid.</summary>
    public const int CellsMax = 10_000;

    /// <summary>Inspectors appointed to one duty grid.</summary>
    public const int InspectorsMax = 1_000;

    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<DutyGridEvent> Decide(
        DutyGridState state, DutyGridCommand command, DecisionContext context) =>
        command switch
        {
            _ when DutyGridAdmission.Refusal(command, context.Actor.Role) is { } why => Refuse(why),

            Cover c when InOrder(c.Cells).SequenceEqual(state.Cells) => Accept(),
            Cover c => Accept(new CellsSet(InOrder(c.Cells))),
            Appoint c when InOrder(c.Inspectors).SequenceEqual(state.Appointed) => Accept(),
            Appoint c => Appointing(state, InOrder(c.Inspectors), context),

            Enter c when state.Watch(c.Inspector) is not null => Accept(),
            Enter c => Following(state, [new InspectorCame(c.Inspector, c.Since, c.Seen)], context),
            Leave c when state.Watch(c.Inspector) is null => Accept(),
            Leave c => Following(state, [new InspectorLeft(c.Inspector)], context),

            WantTask c when state.Holds(c.Task) => Accept(),
            WantTask c when state.IndexOf(c.Task.Case) < 0 && state.Tasks.Length >= context.City.Limits.DutyGridTasksMax =>
                Accept(new TaskTurnedAway(c.Task)).With(Declined(c.Task, DeclineReasons.TooManyTasks)),
            WantTask c => Wanting(state, c, context),
            DropTask c when !state.Holds(c.Task) => Accept(),
            DropTask c => Following(state, [new TaskDropped(c.Task)], context),
            _ => throw new UnreachableException(command.GetType().Name),
        };

    /// <summary>
    /// Folds one event. Accepts all history: an event that no longer fits leaves the state as it is; the pairs ignored
    /// on purpose stand in a test.
    /// </summary>
    public static DutyGridState Evolve(DutyGridState state, DutyGridEvent happened) =>
        happened switch
        {
            CellsSet e => state with { Cells = e.Cells },
            InspectorsAppointed e => state with { Appointed = e.Inspectors },
            InspectorCame e when state.Watch(e.Inspector) is null =>
                state with { OnDuty = state.OnDuty.Add(new(e.Inspector, e.Since, e.Seen)) },
            InspectorLeft e when state.Watch(e.Inspector) is { } watch => state with
            {
                OnDuty = state.OnDuty.Remove(watch),
                Tasks = [.. state.Tasks.Select(open => open.Inspector == e.Inspector ? open with { Inspector = null } : open)],
            },
            TaskWanted e => state.IndexOf(e.Task.Case) is >= 0 and var at
                ? state with { Tasks = state.Tasks.SetItem(at, new(e.Task, e.Place, e.Inspector)) }
                : state with { Tasks = state.Tasks.Add(new(e.Task, e.Place, e.Inspector)) },
            TaskGiven e when state.IndexOf(e.Case) is >= 0 and var at =>
                state with { Tasks = state.Tasks.SetItem(at, state.Tasks[at] with { Inspector = e.Inspector }) },
            TaskDropped e when state.Holds(e.Task) =>
                state with { Tasks = state.Tasks.RemoveAt(state.IndexOf(e.Task.Case)) },
            _ => state,
        };

    /// <summary>Who waits longer is served first.</summary>
    private static Accepted Wanting(DutyGridState state, WantTask command, DecisionContext context)
    {
        if (state.Tasks.Any(open => open.Inspector is null))
            return Following(state, [new TaskWanted(command.Task, command.Place, null)], context);
        var inspector = new TaskChoice(state, context).Next(command.Place);
        var wanted = Accept(new TaskWanted(command.Task, command.Place, inspector));
        return inspector is null ? wanted : wanted.With(Given(command.Task, inspector));
    }

    /// <summary>Who is at work here and appointed no longer leaves; a stand-in, who never was, stays.</summary>
    private static Accepted Appointing(DutyGridState state, ImmutableArray<string> inspectors, DecisionContext context)
    {
        var relieved = state.OnDuty
            .Where(watch => state.Appointed.Contains(watch.Inspector) && !inspectors.Contains(watch.Inspector))
            .ToImmutableArray();
        return Following(
                state,
                [new InspectorsAppointed(inspectors), .. relieved.Select(watch => new InspectorLeft(watch.Inspector))],
                context)
            .With([.. relieved.Select(Relieved)]);
    }

    /// <summary>What happened, and that what waits is given out as far as anybody has room for it.</summary>
    private static Accepted Following(DutyGridState before, ImmutableArray<DutyGridEvent> happened, DecisionContext context)
    {
        var state = happened.Aggregate(before, Evolve);
        if (!state.Tasks.Any(open => open.Inspector is null)) return Accept(happened);
        var choice = new TaskChoice(state, context);
        var (given, told) = (ImmutableArray.CreateBuilder<DutyGridEvent>(), ImmutableArray.CreateBuilder<Effect>());
        foreach (var open in state.Tasks.Where(open => open.Inspector is null))
        {
            if (choice.Next(open.Place) is { } inspector)
            {
                given.Add(new TaskGiven(open.Task.Case, inspector));
                told.Add(Given(open.Task, inspector));
            }
            else if (before.Holder(open.Task) is not null)
            {
                told.Add(Declined(open.Task, DeclineReasons.ShiftEnded));
            }
        }

        return Accept([.. happened, .. given]).With(told.ToImmutable());
    }

    private static Effect Given(FieldTask task, string inspector) =>
        new Effect.Send(task.Case.Grain, new CaseCommand.CheckAssigned(inspector, task.Round, task.Kind));

    private static Effect Declined(FieldTask task, string reason) =>
        new Effect.Send(task.Case.Grain, new CaseCommand.CheckDeclined(reason, task.Round, task.Kind));

    private static Effect Relieved(InspectorOnDuty watch) =>
        new Effect.Send(InspectorKind.Kind.Id(watch.Inspector), new InspectorCommand.Relieve(watch.Since));

    private static ImmutableArray<string> InOrder(ImmutableArray<string> codes) =>
        [.. codes.Distinct().Order(StringComparer.Ordinal)];
}
