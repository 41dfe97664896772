using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using GridCity.Runtime.Projections;

namespace GridCity.Grains.Tests.Properties;

/// <summary>Some hundred requests to a small city; mail is slow and only in order between two grains.</summary>
internal sealed class RandomRun
{
    private const int Steps = 150;

    private readonly RandomCity _city;
    private readonly SmallWorld _world;
    private readonly List<StatisticsDelta> _deltas = [];
    private readonly Recount _recount = new();
    private readonly HashSet<FieldTask> _turnedAway = [];

    public RandomRun(int seed)
    {
        _world = new() { MailWaits = true, Decided = Check };
        _city = new(seed, grain => (CaseState)_world.StateOf(grain), () => _world.Now);
    }

    /// <summary>Events by their type: what the run has seen.</summary>
    public HashSet<Type> Seen { get; } = [];

    public void Run()
    {
        for (var step = 0; step < Steps; step++) Step();
        _world.DeliverMail();
        CheckTasksAgree();
        CheckShiftsAgree();
        CheckCellsAgree();
        CheckLinksAgree();
        Assert.Equal(_recount.Figures, Recount.Sum(_deltas));
    }

    private void Step()
    {
        var (grain, actor, command) = _city.Ask();
        _world.TryAsk(grain, actor, command);
        if (_city.Below(4) == 0) _world.Advance(TimeSpan.FromMinutes(_city.Below(60)));
        for (var letters = _city.Below(3); letters > 0; letters--) _world.DeliverOne(_city.Below);
    }

    private void Check(SmallWorld.Step step)
    {
        DecisionLaws.Check(step);
        if (step.Events.Count == 0) return;
        _deltas.AddRange(Projector.Project(step.Grain, 1, step.Events, step.After).Deltas);
        _turnedAway.UnionWith(step.Events.OfType<DutyGridEvent.TaskTurnedAway>().Select(away => away.Task));
        Seen.UnionWith(step.Events.Select(happened => happened.GetType()));
        foreach (var happened in step.Events) _recount.Add(step.Grain, happened);
    }

    /// <summary>With all mail delivered, cases and duty grids agree on which tasks are open and who has each.</summary>
    private void CheckTasksAgree()
    {
        var open = States<DutyGridState>().SelectMany(grid => grid.State.Tasks.Select(open =>
            (Case: open.Task.Case.Value, Grid: grid.Grain.Key, open.Inspector, open.Task.Round, open.Task.Kind)));
        var wanted = States<CaseState.Known>().SelectMany(@case => Waiting(@case.Grain.Key, @case.State));
        Assert.Equal(wanted.Where(WasKept).Order(), open.Where(WasKept).Order());
    }

    /// <summary>A task that a full duty grid once turned away may have been taken by another one since.</summary>
    private bool WasKept((string Case, string Grid, string? Inspector, int Round, FieldTaskKind Kind) one) =>
        !_turnedAway.Contains(new(new(one.Case), one.Round, one.Kind));

    private static IEnumerable<(string Case, string Grid, string? Inspector, int Round, FieldTaskKind Kind)> Waiting(
        string key, CaseState.Known state) => state switch
    {
        CaseState.AwaitingCheck { Grid: { } grid } s =>
            [(key, grid.Code, s.Inspector, s.Work.Round, FieldTaskKind.CheckBeforeClosing)],
        CaseState.Verifying { Grid: { } grid } s =>
            [(key, grid.Code, s.Inspector, s.Ticket.Incidents!.Verifications, FieldTaskKind.VerifyBeforeFiling)],
        _ => [],
    };

    /// <summary>With all mail delivered, inspectors and duty grids agree on who is on duty; nobody idles while a task waits.</summary>
    private void CheckShiftsAgree()
    {
        var signedOn = States<InspectorState.OnDuty>().Select(one => (one.Grain.Key, one.State.Grid.Code, one.State.Since));
        var present = States<DutyGridState>().SelectMany(grid =>
            grid.State.OnDuty.Select(watch => (watch.Inspector, grid.Grain.Key, watch.Since)));
        Assert.Equal(signedOn.Order(), present.Order());
        Assert.All(States<DutyGridState>(), grid => Assert.True(
            grid.State.Tasks.All(open => open.Inspector is not null)
            || grid.State.OnDuty.All(watch =>
                grid.State.TasksOf(watch.Inspector).Count() == Town.SmallCity.Limits.InspectorTasksMax)));
    }

    /// <summary>With all mail delivered, a cell remembers open cases of its own only.</summary>
    private void CheckCellsAgree()
    {
        foreach (var (grain, cell) in States<CellState>())
        {
            Assert.All(cell.OpenCases, open =>
            {
                var state = Assert.IsAssignableFrom<CaseState.Known>(_world.StateOf(open.Case.Grain));
                Assert.Equal(grain.Key, state.Ticket.Report.Cell);
                Assert.Null(state.ClosedAt);
            });
        }
    }

    /// <summary>With all mail delivered, a case that hangs on another is among those that hang on that one.</summary>
    private void CheckLinksAgree()
    {
        foreach (var (grain, state) in States<CaseState.Known>())
        {
            var id = CaseId.Of(grain);
            if (state is CaseState.Merged merged) Assert.Contains(LinksOf(merged.Into).Duplicates, one => one.Case == id);
            if (state is CaseState.Joined joined) Assert.Contains(id, LinksOf(joined.Parent).Children);
        }
    }

    private Links LinksOf(CaseId other) =>
        Assert.IsAssignableFrom<CaseState.Known>(_world.StateOf(other.Grain)).Ticket.Incidents!.Links!;

    private IEnumerable<(GrainId Grain, T State)> States<T>() =>
        _world.States.Where(grain => grain.Value is T).Select(grain => (grain.Key, (T)grain.Value));
}
