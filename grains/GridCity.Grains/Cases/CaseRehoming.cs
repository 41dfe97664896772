using System.Collections.Immutable;
using GridCity.Grains.Cells;
using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Cases.CaseEvent;
using static GridCity.Grains.Decision<GridCity.Grains.Cases.CaseEvent>;

namespace GridCity.Grains.Cases;

/// <summary>What follows for an open case when the city's ground or departments are divided anew.</summary>
internal static class CaseRehoming
{
    private const string Gone = "The department is gone from the city.";

    public static Accepted Rehoming(CaseState.Known state, Rehome command, DecisionContext context)
    {
        var moved = Moving(state, command.Cell, context);
        if (state is not CaseState.Tasked tasked || !IsOrphaned(tasked, context.City)) return moved;
        var back = CaseConsequences.ToDispatcher(tasked, Gone, context);
        return Accept([.. moved.Events, .. back.Events])
            .With([.. moved.Effects, .. back.Effects, .. EndOfRest(tasked)]);
    }

    public static bool IsAtHome(CaseState.Known state, string cell, City city) =>
        state.ClosedAt is not null
        || (state.Ticket.Report.Cell == cell
            && CaseConsequences.GridHeld(state) == (IsWaiting(state) ? city.Ground.Of(cell) : null)
            && !(state is CaseState.Tasked tasked && IsOrphaned(tasked, city)));

    private static bool IsWaiting(CaseState state) => state is CaseState.AwaitingCheck or CaseState.Verifying;

    /// <summary>True when the case's task is to be done and nobody is there to do it.</summary>
    private static bool IsOrphaned(CaseState.Tasked state, City city) =>
        state is CaseState.Dispatched or CaseState.Handling or CaseState.AwaitingConfirmation or CaseState.Suspended
        && !city.Departments.ContainsKey(state.Work.Department);

    private static Accepted Moving(CaseState.Known state, string cell, DecisionContext context)
    {
        var (from, task) = (state.Ticket.Report.Cell, CaseConsequences.TaskOf(state, context));
        var (held, grid) = (CaseConsequences.GridHeld(state), task is null ? null : context.City.Ground.Of(cell));
        return from == cell && held == grid
            ? Accept()
            : Accept(new Rehomed(from, cell, context.Now, grid)).With(
                [.. Cells(state, cell, context), .. Tasks(state, task, held, grid)]);
    }

    private static ImmutableArray<Effect> Cells(CaseState.Known state, string cell, DecisionContext context)
    {
        var (id, report) = (CaseId.Of(context.Self), state.Ticket.Report);
        if (report.Cell == cell) return [];
        return
        [
            new Effect.Send(CellKind.Kind.Id(report.Cell), new CellCommand.ForgetCase(id)),
            new Effect.Send(
                CellKind.Kind.Id(cell),
                new CellCommand.NoteCase(id, report.Category, report.Place, state.Ticket.RegisteredAt)),
        ];
    }

    private static ImmutableArray<Effect> Tasks(CaseState.Known state, FieldTask? task, DutyGridId? held, DutyGridId? grid)
    {
        if (task is null || held == grid) return [];
        var effects = ImmutableArray.CreateBuilder<Effect>(2);
        if (held is { } former) effects.Add(new Effect.Send(former.Grain, new DutyGridCommand.DropTask(task)));
        if (grid is { } next)
            effects.Add(new Effect.Send(next.Grain, new DutyGridCommand.WantTask(task, state.Ticket.Report.Place)));
        return effects.ToImmutable();
    }

    private static IEnumerable<Effect> EndOfRest(CaseState.Tasked state) =>
        state is CaseState.Suspended ? [new Effect.CancelTimer(Case.SuspensionTimer)] : [];
}
