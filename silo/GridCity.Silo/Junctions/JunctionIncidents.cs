using System.Collections.Immutable;
using GridCity.Grains.Intersections.Incidents;
using GridCity.Grains.Intersections.Layout;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Junctions;

/// <summary>
/// Watches the roads before one intersection for what blocks them. Where the field sees every vehicle, any place on a lane;
/// where it counts, the stop line alone: a queue that nobody leaves although it is green and the exit has room.
/// </summary>
internal sealed class JunctionIncidents
{
    /// <summary>A queue is leaving for so long after somebody left it.</summary>
    private const int LeavingSeconds = 4;

    /// <summary>More of a counted queue says nothing more.</summary>
    private const int CountedMax = 4;

    /// <summary>Shorter than any lane that is watched for itself: an exit is the approach of the next intersection.</summary>
    private const double ExitMetres = 10;

    private static readonly IncidentSettings Settings = IncidentSettings.Usual;

    private readonly IntersectionLayout _layout;
    private readonly IncidentWatch _watch;
    private readonly List<int>[] _standing;
    private readonly bool[] _occupied = [false];
    private readonly int[] _idle;
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private Reading? _reading;

    public JunctionIncidents(IntersectionLayout layout)
    {
        (_layout, _watch) = (layout, new(Lanes(layout), Settings));
        _standing = [.. Enumerable.Range(0, layout.Lanes.Length + layout.Exits.Length).Select(_ => new List<int>())];
        _idle = new int[layout.Lanes.Length];
    }

    /// <summary>Those that are open.</summary>
    public IEnumerable<Incident> Now => _watch.Now;

    /// <summary>Seconds watched so far.</summary>
    public int Seconds { get; private set; }

    /// <summary>True when an incident on a road was open since the watch began.</summary>
    public bool HasMet(string road) => _met.Contains(road);

    /// <summary>A second with a reading.</summary>
    public void Observe(Reading reading, DetectorBank detectors, long second)
    {
        _reading = reading;
        foreach (var standing in _standing) standing.Clear();
        if (reading.Seen is { } seen) See(seen);
        else for (var lane = 0; lane < _idle.Length; lane++) Count(reading, lane);
        for (var lane = 0; lane < _idle.Length; lane++)
            if (detectors.Fault(lane) is not null) _standing[lane].Clear();
        for (var exit = 0; exit < _layout.Exits.Length; exit++) SeeExit(reading, exit);
        foreach (var change in _watch.Observe(new(_standing, _occupied, RightOf), second))
            if (change is IncidentChange.Opened { Incident: var opened }) _met.Add(opened.Road);
        Seconds++;
    }

    private void See(SeenTraffic seen)
    {
        var slow = Settings.StandingMetresPerSecond * 10;
        for (var at = 0; at < seen.Lane.Count; at++)
            if (seen.DecimetresPerSecond[at] < slow) _standing[seen.Lane[at]].Add((int)(seen.Decimetres[at] / (Settings.CellMetres * 10)));
        for (var lane = 0; lane < _idle.Length; lane++) _standing[lane].Sort();
    }

    private void Count(Reading reading, int lane)
    {
        _idle[lane] = reading.Departed[lane] > 0 ? 0 : _idle[lane] + 1;
        if (_idle[lane] <= LeavingSeconds) return;
        for (var at = 0; at < Math.Min(reading.Halting[lane], CountedMax); at++) _standing[lane].Add(at);
    }

    private void SeeExit(Reading reading, int exit)
    {
        var isFull = reading.Seen is { } seen && exit < seen.ExitFreeDecimetres.Count
            ? seen.ExitFreeDecimetres[exit] < Settings.ExitMetres * 10 && seen.ExitLastDecimetresPerSecond[exit] < 10
            : exit < reading.ExitHalting.Count
                && _layout.Exits[exit].LengthMetres - (reading.ExitHalting[exit] * NeighbourSight.VehicleMetres) < Settings.ExitMetres;
        if (isFull) _standing[_layout.Lanes.Length + exit].Add(0);
    }

    private LaneRight RightOf(int group) => (Signal)_reading!.Shown[group] switch
    {
        Signal.Green => LaneRight.Protected,
        Signal.Yield or Signal.StopThenGo or Signal.Flashing => LaneRight.Yielding,
        _ => LaneRight.Closed,
    };

    private static WatchedLanes Lanes(IntersectionLayout layout)
    {
        var exits = layout.Exits.Select((exit, at) => (exit.Id, at))
            .ToDictionary(exit => exit.Id, exit => layout.Lanes.Length + exit.at, StringComparer.Ordinal);
        return new(
        [
            .. layout.Lanes.Select((lane, at) => new WatchedLane(
                lane.Id, lane.IncomingEdge, lane.LengthMetres, Beside(layout, at, -1), Beside(layout, at, 1),
                Outlets(layout, lane.Id, exits), true)),
            .. layout.Exits.Select(exit => new WatchedLane(exit.Id, exit.OutgoingEdge, ExitMetres, -1, -1, [], true)),
        ], 1);
    }

    private static int Beside(IntersectionLayout layout, int lane, int step) =>
        lane + step >= 0 && lane + step < layout.Lanes.Length
        && layout.Lanes[lane + step].IncomingEdge == layout.Lanes[lane].IncomingEdge ? lane + step : -1;

    private static ImmutableArray<LaneOutlet> Outlets(IntersectionLayout layout, string lane, Dictionary<string, int> exits) =>
    [
        .. from way in layout.Groups
           from link in way.Connections
           where link.FromLane == lane
           select new LaneOutlet(exits[link.ToLane], -1, way.Index),
    ];
}
