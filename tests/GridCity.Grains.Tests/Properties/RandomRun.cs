using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
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
        Seen.UnionWith(step.Events.Select(happened => happened.GetType()));
        foreach (var happened in step.Events) _recount.Add(step.Grain, happened);
    }

    /// <summary>With all mail delivered, a case and an inspector agree on who has which task.</summary>
    private void CheckTasksAgree()
    {
        var held = States<InspectorState.OnDuty>()
            .SelectMany(duty =>
                duty.State.Tasks.Select(task => (task.Case.Value, duty.Grain.Key, task.Round, task.Kind)));
        var given = States<CaseState.Known>().SelectMany(@case => Waiting(@case.Grain.Key, @case.State));
        Assert.Equal(given.Order(), held.Order());
    }

    private static IEnumerable<(string Case, string Inspector, int Round, FieldTaskKind Kind)> Waiting(
        string key, CaseState.Known state) => state switch
    {
        CaseState.AwaitingCheck { Inspector: { } inspector } s =>
            [(key, inspector, s.Work.Round, FieldTaskKind.CheckBeforeClosing)],
        CaseState.Verifying { Inspector: { } inspector } s =>
            [(key, inspector, s.Ticket.Incidents!.Verifications, FieldTaskKind.VerifyBeforeFiling)],
        _ => [],
    };

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
