using System.Collections.Immutable;
using System.Diagnostics;
using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Runs.Faults;
using GridCity.Sumo.Scenarios;
using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Runs;

/// <summary>How a run is made.</summary>
public sealed record RunSettings
{
    public int Seed { get; init; } = 1;

    /// <summary>Demand is multiplied by it, on top of the scenario's own scale.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Times of all signals.</summary>
    public SignalTiming Timing { get; init; } = new();

    /// <summary>Detectors reach so far back from the stop line.</summary>
    public double ReachMetres { get; init; } = 200;

    /// <summary>SUMO may take so long for one answer.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Demand files besides the scenario's own; who drives by them is in the trips, and in no figure.</summary>
    public ImmutableArray<string> MoreRoutes { get; init; } = [];

    /// <summary>Whoever looks on; null for nobody.</summary>
    public IRunGuest? Guest { get; init; }

    /// <summary>Where SUMO's trips are kept; null for nowhere.</summary>
    public string? Trips { get; init; }

    /// <summary>Detectors that lie; the intersections then judge theirs and fall back.</summary>
    public ImmutableArray<DetectorLie> Lies { get; init; } = [];

    /// <summary>By which they judge them.</summary>
    public DetectorRules Detectors { get; init; } = DetectorRules.Usual;

    /// <summary>The audit counts reds that are too long; not for references that have no such rule.</summary>
    public bool CountsMaximumRed { get; init; } = true;
}

/// <summary>One run: its cost, its safety, and what deciding took.</summary>
public sealed record RunResult(
    string Scenario, string Controller, int Seed, DelayFigures Figures, SafetyCount Safety, long Decisions, double DecisionMicroseconds);

/// <summary>
/// A scenario under a controller: every second observe, decide, pass the safety layer, set. The controller sets signals,
/// nothing about vehicles.
/// </summary>
public sealed class ControlledRun
{
    private readonly RunSettings _settings;
    private readonly Scenario _scenario;
    private readonly IController[] _controllers;
    private readonly SafetyState[] _states;
    private readonly TrafficView _view;
    private readonly SafetyAudit _audit;
    private readonly List<(string Id, string State)> _set = [];
    private readonly string[] _shown;
    private readonly LyingDetectors _lies;
    private readonly List<ModeChange> _modes = [];
    private long _second, _ticks, _decisions;

    /// <param name="scenario">Read from its folder.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="controller">Makes the controller of an intersection.</param>
    public ControlledRun(Scenario scenario, RunSettings settings, Func<IntersectionLayout, IController> controller)
    {
        (_scenario, _settings) = (scenario, settings);
        Network = NetworkReader.Read(scenario.Network);
        Layouts = LayoutReader.ReadAll(Network, settings.Timing);
        if (Layouts.IsEmpty) throw new SumoException($"{scenario.Network} has no signal with two phases or more to control");
        _lies = new(Layouts, settings.Lies);
        _controllers = [.. Layouts.Select(layout => Guarded(layout, controller(layout)))];
        _states = [.. Layouts.Select(layout => SafetyState.Dark(layout, scenario.Begin - 1))];
        _view = new(Network, Layouts, settings.ReachMetres, settings.Guest);
        _audit = new(Layouts, settings.CountsMaximumRed);
        _shown = new string[Layouts.Length];
    }

    public RoadNetwork Network { get; }

    public ImmutableArray<IntersectionLayout> Layouts { get; }

    /// <summary>What the intersections said when detectors lied.</summary>
    public IReadOnlyList<ModeChange> Modes => _modes;

    /// <summary>Runs to the scenario's end.</summary>
    /// <param name="name">Of the controller, for the result.</param>
    /// <param name="watch">Told every second what was seen and shown; null for nobody.</param>
    public RunResult Run(string name, Action<long, IReadOnlyList<Observation>, IReadOnlyList<SafetyState>>? watch = null)
    {
        var trips = _settings.Trips ?? Path.Combine(Path.GetTempPath(), $"gridcity-trips-{Guid.NewGuid():n}.xml");
        try
        {
            using var sumo = SumoProcess.Start(SumoArguments.Of(_scenario, _settings, trips), _settings.Silence);
            try
            {
                Drive(sumo.Client, watch);
                sumo.Close();
            }
            catch (SumoException failure)
            {
                throw new SumoException(
                    $"{_scenario.Name}, {name}, seed {_settings.Seed}, second {_second}: {sumo.Explain(failure).Message}", failure);
            }

            var figures = DelayMetric.Read(trips, _scenario with { Scale = _scenario.Scale * _settings.Scale }, _scenario.End);
            return new(
                _scenario.Name, name, _settings.Seed, figures, _audit.Count, _decisions,
                _decisions == 0 ? 0 : _ticks * 1e6 / Stopwatch.Frequency / _decisions);
        }
        finally
        {
            if (_settings.Trips is null) File.Delete(trips);
        }
    }

    private void Drive(TraciClient client, Action<long, IReadOnlyList<Observation>, IReadOnlyList<SafetyState>>? watch)
    {
        _view.Begin(client);
        for (long second = _scenario.Begin; second < _scenario.End && _view.Expected > 0; second++)
        {
            _second = second;
            if (second > _scenario.Begin) Decide(second);
            else for (var signal = 0; signal < Layouts.Length; signal++) Show(signal, SignalWish.Show(0), second);
            client.SetSignals(_set);
            _set.Clear();
            watch?.Invoke(second, _view.Observations, _states);
            _settings.Guest?.BeforeStep(client, second, _states);
            _view.Step(client, second + 1);
            _lies.Tell(_view.Observations, second + 1);
        }
    }

    private IController Guarded(IntersectionLayout layout, IController controller) =>
        _settings.Lies.IsEmpty ? controller : new DetectorGuard(layout, controller, _settings.Detectors, _modes.Add);

    private void Decide(long second)
    {
        for (var signal = 0; signal < Layouts.Length; signal++)
        {
            var begun = Stopwatch.GetTimestamp();
            var wish = _controllers[signal].Decide(_view.Observations[signal], _states[signal]);
            _ticks += Stopwatch.GetTimestamp() - begun;
            _decisions++;
            Show(signal, wish, second);
        }
    }

    private void Show(int signal, SignalWish wish, long second)
    {
        _states[signal] = SignalSafety.Step(Layouts[signal], _states[signal], wish, second).State;
        var letters = SignalLetters.Of(_states[signal]);
        _audit.Look(signal, letters, second);
        if (letters == _shown[signal]) return;
        _shown[signal] = letters;
        _set.Add((Layouts[signal].Id, letters));
    }
}
