using GridCity.Grains.Intersections.Layout;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Junctions;

/// <summary>The readings of one link: checked by the stream that brings them, taken by the loop once a second.</summary>
internal sealed class LinkInbox(IntersectionLayout layout, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Reading? _latest;
    private ulong _sequence;
    private long _heardAt = time.GetTimestamp();

    /// <summary>Readings that never came, by their numbers.</summary>
    public long Missed { get; private set; }

    /// <summary>Since the last reading that counted, or since the link began.</summary>
    public TimeSpan Silence
    {
        get { lock (_lock) return time.GetElapsedTime(_heardAt); }
    }

    /// <summary>Takes a reading in; one that is not newer than the last is dropped.</summary>
    /// <returns>What is wrong with it, by field; null when it may count.</returns>
    public string? Put(Reading reading)
    {
        if (Fault(reading) is { } fault) return fault;
        lock (_lock)
        {
            if (reading.Sequence <= _sequence) return null;
            if (_sequence > 0) Missed += (long)Math.Min(reading.Sequence - _sequence - 1, int.MaxValue);
            // What left the lane in a reading that nobody took yet is not to be forgotten with it.
            if (_latest is { } untaken) Add(untaken, reading);
            (_latest, _sequence, _heardAt) = (reading, reading.Sequence, time.GetTimestamp());
            return null;
        }
    }

    /// <summary>The newest reading since the last call; null when none came.</summary>
    public Reading? Take()
    {
        lock (_lock)
        {
            var latest = _latest;
            _latest = null;
            return latest;
        }
    }

    private static void Add(Reading untaken, Reading to)
    {
        for (var lane = 0; lane < to.Departed.Count; lane++) to.Departed[lane] += untaken.Departed[lane];
        if (untaken.Seen is not { } before || to.Seen is not { } seen) return;
        seen.CrossedLane.Add(before.CrossedLane);
        seen.CrossedExit.Add(before.CrossedExit);
    }

    private string? Fault(Reading reading)
    {
        var lanes = layout.Lanes.Length;
        return reading.Shown.Length != layout.Groups.Length ? $"shown has {reading.Shown.Length} signals, the layout {layout.Groups.Length} groups."
            : reading.Shown.Span.ContainsAnyExceptInRange((byte)Signal.Red, (byte)Signal.Flashing) ? "shown holds a byte that is no Signal."
            : Length(reading.Halting.Count, "halting") ?? Length(reading.Present.Count, "present")
            ?? Length(reading.Departed.Count, "departed") ?? Length(reading.MeanSpeed.Count, "mean_speed")
            ?? Length(reading.Occupancy.Count, "occupancy")
            ?? Exits(reading.ExitPresent.Count, "exit_present") ?? Exits(reading.ExitHalting.Count, "exit_halting")
            ?? (reading.Unmeasured.Any(lane => lane >= lanes) ? $"unmeasured names a lane beyond {lanes - 1}." : null)
            ?? Values(reading)
            ?? (reading.Seen is { } seen ? SeenFault(seen, lanes, layout.Exits.Length) : null);

        string? Exits(int count, string field) =>
            count == 0 || count == layout.Exits.Length ? null : $"{field} has {count} entries, the layout {layout.Exits.Length} exits.";

        string? Length(int count, string field) => count == lanes ? null : $"{field} has {count} entries, the layout {lanes} lanes.";
    }

    private static string? SeenFault(SeenTraffic seen, int lanes, int exits) =>
        seen.Lane.Count > VehiclesMax ? $"seen.lane has more than {VehiclesMax} vehicles."
        : seen.Decimetres.Count != seen.Lane.Count || seen.DecimetresPerSecond.Count != seen.Lane.Count
            ? "seen.lane, decimetres and decimetres_per_second differ in length."
        : seen.Lane.Any(lane => lane >= lanes) ? $"seen.lane names a lane beyond {lanes - 1}."
        : seen.Decimetres.Any(far => far > FarMax) ? $"seen.decimetres is beyond {FarMax}."
        : seen.DecimetresPerSecond.Any(speed => speed > SpeedMax * 10) ? $"seen.decimetres_per_second is beyond {SpeedMax * 10}."
        : seen.ExitFreeDecimetres.Count != seen.ExitLastDecimetresPerSecond.Count
            || (seen.ExitFreeDecimetres.Count != 0 && seen.ExitFreeDecimetres.Count != exits)
            ? $"seen.exit_free_decimetres and exit_last_decimetres_per_second need {exits} entries each, or none."
        : seen.CrossedLane.Count != seen.CrossedExit.Count || seen.CrossedLane.Count > CountMax
            ? $"seen.crossed_lane and crossed_exit differ in length, or have more than {CountMax}."
        : seen.CrossedLane.Any(lane => lane >= lanes) || seen.CrossedExit.Any(exit => exit >= exits)
            ? "seen.crossed_lane or crossed_exit names one beyond the layout."
        : seen.InsideLane.Count > CountMax ? $"seen.inside_lane has more than {CountMax} vehicles."
        : seen.InsideDecimetresPerSecond.Count != seen.InsideLane.Count || seen.InsideHasStood.Count != seen.InsideLane.Count
            ? "seen.inside_lane, inside_decimetres_per_second and inside_has_stood differ in length."
        : seen.InsideLane.Any(lane => lane >= lanes) ? $"seen.inside_lane names a lane beyond {lanes - 1}."
        : seen.InsideDecimetresPerSecond.Any(speed => speed > SpeedMax * 10)
            ? $"seen.inside_decimetres_per_second is beyond {SpeedMax * 10}."
        : null;

    private static string? Values(Reading reading)
    {
        foreach (var percent in reading.Occupancy)
            if (percent > 100) return $"occupancy is {percent}; it is per cent.";
        foreach (var count in reading.Departed)
            if (count > CountMax) return $"departed is {count}; nothing lets more than {CountMax} through in a second.";
        foreach (var speed in reading.MeanSpeed)
            if (!(speed is >= 0 and <= SpeedMax)) return $"mean_speed is {speed}; it is 0 to {SpeedMax} m/s.";
        return reading.Fault.Length > FaultLengthMax ? $"fault has more than {FaultLengthMax} characters." : null;
    }

    private const int CountMax = 1_000, SpeedMax = 100, FaultLengthMax = 100, VehiclesMax = 4_096, FarMax = 100_000;
}
