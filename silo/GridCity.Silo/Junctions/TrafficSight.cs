using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Junctions;

/// <summary>
/// From readings to what controllers know: every vehicle where the field sees it, else vehicles put where the counts say
/// that they may be, standing ones in a row from the stop line and the others spread over the rest of the lane.
/// </summary>
internal sealed class TrafficSight
{
    private const double Tenth = 0.1;

    /// <summary>Somebody left a queue so lately that its first is not held up, and drives about so fast.</summary>
    private const int LeavingSeconds = 4;

    private const double LeavingMetresPerSecond = 3;

    /// <summary>Slower than this the last vehicle of an exit may as well stand.</summary>
    private const double StandingMetresPerSecond = 2;

    private readonly IntersectionLayout _layout;
    private readonly NeighbourSight _neighbours;
    private readonly Observation _seen;
    private readonly int[][] _exitsOf;
    private readonly int[] _turns;
    private readonly double[] _halting;
    private readonly int[] _idle;
    private readonly bool[] _measured;
    private Reading? _last;

    public TrafficSight(IntersectionLayout layout, NeighbourSight neighbours)
    {
        (_layout, _neighbours, _seen) = (layout, neighbours, new(layout.Lanes.Length, layout.Exits.Length));
        var exits = layout.Exits.Select((exit, at) => (exit.Id, at)).ToDictionary(exit => exit.Id, exit => exit.at, StringComparer.Ordinal);
        var ways = layout.Groups.SelectMany(group => group.Connections).ToLookup(way => way.FromLane, way => exits[way.ToLane]);
        _exitsOf = [.. layout.Lanes.Select(lane => ways[lane.Id].Distinct().ToArray())];
        (_turns, _halting) = (new int[layout.Lanes.Length], new double[layout.Lanes.Length]);
        (_measured, _idle) = (new bool[layout.Lanes.Length], new int[layout.Lanes.Length]);
    }

    /// <summary>Vehicles that stand on each lane.</summary>
    public IReadOnlyList<double> Halting => _halting;

    /// <summary>What is known in a second; one without a new reading is like the one before, and nobody crosses.</summary>
    public Observation At(Reading reading, long second)
    {
        if (ReferenceEquals(_last, reading))
        {
            _seen.Second = second;
            _seen.Crossed.Clear();
            return _seen;
        }

        _last = reading;
        _seen.Clear(second);
        Array.Fill(_measured, true);
        foreach (var lane in reading.Unmeasured) _measured[lane] = false;
        if (reading.Seen is { } seen) Vehicles(seen);
        else for (var lane = 0; lane < _layout.Lanes.Length; lane++) Counted(reading, lane);
        for (var exit = 0; exit < _layout.Exits.Length; exit++) Exit(reading, exit);
        Crossed(reading);
        for (var lane = 0; lane < _halting.Length; lane++)
            _halting[lane] = reading.Seen is null ? reading.Halting[lane] : _seen.Lanes[lane].Halting;
        return _seen;
    }

    /// <summary>The queue behind the intersection reaches back to it on every lane of a road.</summary>
    public bool IsFull(string exitRoad, AdaptiveSettings settings)
    {
        var any = false;
        for (var exit = 0; exit < _layout.Exits.Length; exit++)
        {
            if (_layout.Exits[exit].OutgoingEdge != exitRoad) continue;
            var seen = _seen.Exits[exit];
            if (seen.FreeMetres >= settings.RoomMetres || seen.LastSpeedMetresPerSecond >= StandingMetresPerSecond) return false;
            any = true;
        }

        return any;
    }

    private void Vehicles(SeenTraffic seen)
    {
        for (var at = 0; at < seen.Lane.Count; at++)
            _seen.Lanes[(int)seen.Lane[at]].Add(new(seen.Decimetres[at] * Tenth, seen.DecimetresPerSecond[at] * Tenth, 1));
        for (var at = 0; at < seen.InsideLane.Count; at++)
            _seen.Inside.Add(new((int)seen.InsideLane[at], seen.InsideDecimetresPerSecond[at] * Tenth, seen.InsideHasStood[at]));
    }

    private void Counted(Reading reading, int lane)
    {
        if (!_measured[lane]) return;
        var (length, to) = (_layout.Lanes[lane].LengthMetres, _seen.Lanes[lane]);
        var halting = Math.Min(reading.Halting[lane], reading.Present[lane]);
        var moving = reading.Present[lane] - halting;
        _idle[lane] = reading.Departed[lane] > 0 ? 0 : _idle[lane] + 1;
        for (var at = 0; at < halting; at++)
        {
            var isLeaving = at == 0 && _idle[lane] <= LeavingSeconds;
            to.Add(new(Math.Min(length, at * NeighbourSight.VehicleMetres), isLeaving ? LeavingMetresPerSecond : 0, 1));
        }

        if (moving == 0) return;
        var queue = Math.Min(length, halting * NeighbourSight.VehicleMetres);
        var speed = Math.Clamp(reading.MeanSpeed[lane] * reading.Present[lane] / moving, 1, _layout.Lanes[lane].SpeedMetresPerSecond);
        for (var at = 1; at <= moving; at++) to.Add(new(queue + ((length - queue) * at / (moving + 1)), speed, 1));
    }

    /// <summary>What the field sees of it, or counts on it, or the neighbour at its end.</summary>
    private void Exit(Reading reading, int exit)
    {
        var (length, to) = (_layout.Exits[exit].LengthMetres, _seen.Exits[exit]);
        if (reading.Seen is { } seen && exit < seen.ExitFreeDecimetres.Count)
        {
            var free = seen.ExitFreeDecimetres[exit] * Tenth;
            if (free < length) to.Add(free, seen.ExitLastDecimetresPerSecond[exit] * Tenth);
        }
        else if (exit < reading.ExitHalting.Count)
        {
            for (var at = 1; at <= reading.ExitHalting[exit]; at++)
                to.Add(Math.Max(0, length - (at * NeighbourSight.VehicleMetres)), 0);
        }
        else if (_neighbours.FreeMetres(exit) is { } free && free < length)
        {
            to.Add(free, 0);
        }
    }

    private void Crossed(Reading reading)
    {
        if (reading.Seen is { CrossedLane.Count: > 0 } seen)
        {
            for (var at = 0; at < seen.CrossedLane.Count; at++)
                _seen.Crossed.Add(new((int)seen.CrossedLane[at], (int)seen.CrossedExit[at]));
            return;
        }

        for (var lane = 0; lane < _exitsOf.Length; lane++)
            if (_measured[lane] && _exitsOf[lane].Length > 0) Crossed(lane, reading.Departed[lane]);
    }

    /// <summary>Where they went is not seen: in turn to every exit that there is.</summary>
    private void Crossed(int lane, uint count)
    {
        for (var at = 0; at < count; at++) _seen.Crossed.Add(new(lane, _exitsOf[lane][_turns[lane]++ % _exitsOf[lane].Length]));
    }
}
