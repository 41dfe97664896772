using System.Collections.Immutable;

namespace GridCity.Grains.Intersections.Incidents;

/// <summary>
/// Finds what blocks a lane by a cumulative sum (E. S. Page, "Continuous inspection schemes", Biometrika 41, 1954), one for
/// each cell of a lane where something stands: every second that it stands although it could go on adds evidence, moving
/// on resets it, and the threshold opens an incident. It could go on when nothing stands ahead and either the junction is
/// far or its way over it is open and not blocked behind (queue and discharge, as in the logic of
/// F. L. Hall, Y. Shi and G. Atala, "On-line testing of the McMaster incident detection algorithm under recurrent
/// congestion", Transportation Research Record 1394, 1993: a queue is only an incident when its cause is not downstream).
/// A lane whose incidents keep clearing at once gets a higher threshold, by its own experience.
/// </summary>
/// <remarks>No clock, no randomness: the same sights give the same changes. Not for several threads.</remarks>
public sealed class IncidentWatch(WatchedLanes roads, IncidentSettings settings)
{
    private const int DepthMax = 4;
    private readonly Dictionary<int, Spot>[] _spots = [.. roads.Lanes.Select(_ => new Dictionary<int, Spot>())];
    private readonly double[] _rise = [.. roads.Lanes.Select(_ => 1.0)];
    private readonly SortedDictionary<string, Open> _open = new(StringComparer.Ordinal);
    private readonly ILookup<string, int> _lanesOf =
        Enumerable.Range(0, roads.Lanes.Length).ToLookup(lane => roads.Lanes[lane].Road, StringComparer.Ordinal);

    /// <summary>Those that are open, in the order of their roads.</summary>
    public IEnumerable<Incident> Now => _open.Values.Select(open => open.Incident);

    /// <summary>One second.</summary>
    /// <param name="second">Later than the one before.</param>
    public ImmutableArray<IncidentChange> Observe(in RoadSight sight, long second)
    {
        var changes = ImmutableArray.CreateBuilder<IncidentChange>();
        for (var lane = 0; lane < roads.Lanes.Length; lane++)
        {
            if (sight.Standing[lane].Count == 0 && _spots[lane].Count == 0) continue;
            if (roads.Lanes[lane].LengthMetres < settings.LaneMetresMin) continue;
            Weigh(sight, lane, second);
            if (Strongest(lane) is { } found) Note(sight, lane, found, second, changes);
        }

        Clear(second, changes);
        return changes.ToImmutable();
    }

    private void Weigh(in RoadSight sight, int lane, long second)
    {
        var standing = sight.Standing[lane];
        var before = _spots[lane];
        var now = new Dictionary<int, Spot>(standing.Count);
        var ahead = int.MinValue;
        foreach (var cell in standing)
        {
            if (cell == ahead) continue;
            var spot = before.GetValueOrDefault(cell, new(0, second, long.MinValue / 2));
            now[cell] = ahead >= cell - settings.QueueCells
                ? spot with { QueuedAt = second }
                : second - spot.QueuedAt < settings.StartSeconds ? spot : spot with { Sum = spot.Sum + EvidenceAt(sight, lane, cell) };
            ahead = cell;
        }

        _spots[lane] = now;
    }

    private double EvidenceAt(in RoadSight sight, int lane, int cell)
    {
        var watched = roads.Lanes[lane];
        if (cell >= settings.JunctionCells)
        {
            return StandsBeside(sight, watched.Left, cell) || StandsBeside(sight, watched.Right, cell)
                ? settings.RoomAheadBesideQueue
                : settings.RoomAhead;
        }

        if (watched.Outlets.IsEmpty) return watched.RoadGoesOn ? settings.AtYielding : settings.AtProtected;
        var least = double.MaxValue;
        foreach (var way in watched.Outlets) least = Math.Min(least, EvidenceAt(sight, way));
        return least;
    }

    /// <summary>Several ways from one lane: whoever stands first may want the one that is closed.</summary>
    private double EvidenceAt(in RoadSight sight, LaneOutlet way)
    {
        var evidence = sight.RightOf(way.Right) switch
        {
            LaneRight.Protected => settings.AtProtected,
            LaneRight.Priority => settings.AtPriority,
            LaneRight.Yielding => settings.AtYielding,
            _ => 0,
        };
        var isBlocked = evidence > 0
            && ((way.Junction >= 0 && sight.Occupied[way.Junction]) || IsBlocked(sight, way.ToLane, settings.ExitMetres, DepthMax));
        return isBlocked ? 0 : evidence;
    }

    /// <summary>Something stands within the first metres of a lane, or of what follows on a short one.</summary>
    private bool IsBlocked(in RoadSight sight, int lane, double metres, int depth)
    {
        if (lane < 0) return false;
        var watched = roads.Lanes[lane];
        var standing = sight.Standing[lane];
        // The last one in the list is the farthest from the lane's end: the nearest to its beginning.
        if (standing.Count > 0 && watched.LengthMetres - (standing[^1] * settings.CellMetres) <= metres) return true;
        if (watched.LengthMetres >= metres || depth == 0) return false;
        foreach (var way in watched.Outlets)
            if (IsBlocked(sight, way.ToLane, metres - watched.LengthMetres, depth - 1)) return true;
        return false;
    }

    private bool StandsBeside(in RoadSight sight, int lane, int cell)
    {
        if (lane < 0) return false;
        foreach (var other in sight.Standing[lane])
            if (Math.Abs(other - cell) <= 2) return true;
        return false;
    }

    private int? Strongest(int lane)
    {
        var (found, most) = (-1, settings.Threshold * _rise[lane]);
        foreach (var (cell, spot) in _spots[lane])
            if (spot.Sum >= most) (found, most) = (cell, spot.Sum);
        return found < 0 ? null : found;
    }

    private void Note(in RoadSight sight, int lane, int cell, long second, ImmutableArray<IncidentChange>.Builder changes)
    {
        var road = roads.Lanes[lane].Road;
        if (_open.TryGetValue(road, out var open))
        {
            if (open.Lane == lane) open.SeenAt = second;
            return;
        }

        var incident = Describe(sight, lane, cell);
        _open[road] = new(incident, lane, second);
        changes.Add(new IncidentChange.Opened(incident));
    }

    private Incident Describe(in RoadSight sight, int lane, int cell)
    {
        var watched = roads.Lanes[lane];
        var spot = _spots[lane][cell];
        var behind = sight.Standing[lane].Count(other => other > cell);
        var isWhole = true;
        foreach (var other in _lanesOf[watched.Road])
            isWhole &= other == lane || Strongest(other) is not null;
        var severity = isWhole ? IncidentSeverity.RoadBlocked : behind > 0 ? IncidentSeverity.Serious : IncidentSeverity.Minor;
        return new(watched.Road, watched.Id, cell * settings.CellMetres, spot.Since, severity, spot.Sum, behind);
    }

    private void Clear(long second, ImmutableArray<IncidentChange>.Builder changes)
    {
        foreach (var (road, open) in _open.ToArray())
        {
            if (second - open.SeenAt <= settings.ClearSeconds) continue;
            _open.Remove(road);
            changes.Add(new IncidentChange.Cleared(open.Incident));
            if (open.SeenAt - open.OpenedAt < settings.ShortSeconds)
                _rise[open.Lane] = Math.Min(settings.ThresholdRiseMax, _rise[open.Lane] * settings.ThresholdRise);
        }
    }

    /// <param name="Sum">Evidence so far.</param>
    /// <param name="Since">The second since which something stands there.</param>
    /// <param name="QueuedAt">The last second in which it stood behind something.</param>
    private readonly record struct Spot(double Sum, long Since, long QueuedAt);

    private sealed class Open(Incident incident, int lane, long second)
    {
        public Incident Incident { get; } = incident;

        public int Lane { get; } = lane;

        public long OpenedAt { get; } = second;

        public long SeenAt { get; set; } = second;
    }
}
