using System.Collections.Immutable;
using System.Text;
using GridCity.Grains.Intersections.Incidents;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Incidents;

/// <summary>What was reported in a run.</summary>
public sealed record IncidentReport(Incident Incident, long Second);

/// <summary>One run in which vehicles are stopped, and the watch says what it finds.</summary>
public sealed class IncidentExperiment : IRunGuest
{
    private readonly WatchedNetwork _network;
    private readonly IncidentWatch _watch;
    private readonly IncidentSettings _settings;
    private readonly StoppedVehicles _stopped;
    private readonly SortedSet<int>[] _standing;
    private readonly bool[] _occupied;
    private readonly List<DrivingVehicle> _driving = [];
    private readonly List<IncidentReport> _reports = [];

    public IncidentExperiment(
        RoadNetwork network, ImmutableArray<IntersectionLayout> layouts, IncidentSettings settings, StoppedVehicles stopped)
    {
        _network = new(network, layouts);
        (_settings, _stopped) = (settings, stopped);
        _watch = new(_network.Lanes, settings);
        _standing = [.. _network.Lanes.Lanes.Select(_ => new SortedSet<int>())];
        _occupied = new bool[_network.Lanes.Junctions];
    }

    public IReadOnlyList<IncidentReport> Reports => _reports;

    public IReadOnlyList<StoppedVehicle> Stopped => _stopped.All;

    public void BeforeStep(TraciClient client, long second, IReadOnlyList<SafetyState> shown)
    {
        var sight = new RoadSight(
            [.. _standing.Select(cells => (IReadOnlyList<int>)[.. cells])], _occupied, way => _network.RightOf(way, shown));
        var opened = _watch.Observe(sight, second).OfType<IncidentChange.Opened>();
        _reports.AddRange(opened.Select(one => new IncidentReport(one.Incident, second)));
        _stopped.Step(client, second, _driving);
        foreach (var cells in _standing) cells.Clear();
        Array.Clear(_occupied);
        _driving.Clear();
    }

    public void See(ReadOnlySpan<byte> id, ReadOnlySpan<byte> lane, double metres, double speed)
    {
        var name = Encoding.UTF8.GetString(lane);
        var stands = speed < _settings.StandingMetresPerSecond;
        if (name.StartsWith(':'))
        {
            if (stands && _network.JunctionOf(name) is >= 0 and var junction) _occupied[junction] = true;
            return;
        }

        if (!_network.Index.TryGetValue(name, out var index)) return;
        var watched = _network.Lanes.Lanes[index];
        if (stands) _standing[index].Add((int)(Math.Max(0, watched.LengthMetres - metres) / _settings.CellMetres));
        if (watched.LengthMetres < _settings.LaneMetresMin) return;
        var laneIndex = int.Parse(name.AsSpan(name.LastIndexOf('_') + 1), System.Globalization.CultureInfo.InvariantCulture);
        _driving.Add(new(Encoding.UTF8.GetString(id), name, watched.Road, laneIndex, watched.LengthMetres, metres, speed));
    }
}
