using GridCity.Grains.Cases;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>
/// When all is quiet, cases, duty grids and inspectors agree: who is on duty where, which tasks are open, and who holds
/// each. No task is lost and none is left over; nobody idles while one waits.
/// </summary>
internal sealed class DutyChecker : IChecker
{
    public string Name => "duty";

    public IEnumerable<string> Check(Evidence evidence) => [.. Shifts(evidence), .. Tasks(evidence), .. Idle(evidence)];

    private static IEnumerable<string> Shifts(Evidence evidence)
    {
        var signedOn = States<InspectorState.OnDuty>(evidence)
            .Select(one => (one.Grain.Id.Key, one.State.Grid.Code, one.State.Since));
        var present = States<DutyGridState>(evidence)
            .SelectMany(grid => grid.State.OnDuty.Select(watch => (watch.Inspector, grid.Grain.Id.Key, watch.Since)));
        return Difference("is on duty by the one and not by the other: (inspector, duty grid, since)", signedOn, present);
    }

    private static IEnumerable<string> Tasks(Evidence evidence)
    {
        var wanted = States<CaseState.Known>(evidence).SelectMany(one => Wanted(CaseId.Of(one.Grain.Id), one.State));
        var open = States<DutyGridState>(evidence).SelectMany(grid =>
            grid.State.Tasks.Select(open => (grid.Grain.Id.Key, open.Task, open.Inspector)));
        var away = TurnedAway(evidence);
        return Difference(
            "is wanted by a case or open in a duty grid, not both: (duty grid, task, inspector)",
            wanted.Where(one => !away.Contains(one.Task)), open.Where(one => !away.Contains(one.Task)));
    }

    private static IEnumerable<(string Grid, FieldTask Task, string? Inspector)> Wanted(CaseId id, CaseState state) =>
        state switch
        {
            CaseState.AwaitingCheck { Grid: { } grid } s => [(grid.Code, new(id, s.Work.Round), s.Inspector)],
            CaseState.Verifying { Grid: { } grid } s =>
                [(grid.Code, new(id, s.Ticket.Incidents!.Verifications, FieldTaskKind.VerifyBeforeFiling), s.Inspector)],
            _ => [],
        };

    private static HashSet<FieldTask> TurnedAway(Evidence evidence) =>
        [.. evidence.Grains.SelectMany(grain => grain.Events).OfType<DutyGridEvent.TaskTurnedAway>().Select(away => away.Task)];

    private static IEnumerable<string> Idle(Evidence evidence) =>
        from grid in States<DutyGridState>(evidence)
        where grid.State.Tasks.Any(open => open.Inspector is null)
        from watch in grid.State.OnDuty
        where grid.State.TasksOf(watch.Inspector).Count() < Workload.SimulatedCity.City.Limits.InspectorTasksMax
        select $"{watch.Inspector} has room for more while tasks wait in {grid.Grain.Id}";

    private static IEnumerable<(FoldedGrain Grain, T State)> States<T>(Evidence evidence) =>
        evidence.Grains.Where(grain => grain.States[^1] is T).Select(grain => (grain, (T)grain.States[^1]));

    private static IEnumerable<string> Difference<T>(string what, IEnumerable<T> one, IEnumerable<T> other)
    {
        var odd = one.ToHashSet();
        odd.SymmetricExceptWith(other);
        return odd.Select(entry => $"{entry} {what}");
    }
}
