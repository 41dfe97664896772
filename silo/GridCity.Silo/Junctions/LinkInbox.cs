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
            if (_latest is { } untaken)
                for (var lane = 0; lane < reading.Departed.Count; lane++) reading.Departed[lane] += untaken.Departed[lane];
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
            ?? Values(reading);

        string? Exits(int count, string field) =>
            count == 0 || count == layout.Exits.Length ? null : $"{field} has {count} entries, the layout {layout.Exits.Length} exits.";

        string? Length(int count, string field) => count == lanes ? null : $"{field} has {count} entries, the layout {lanes} lanes.";
    }

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

    private const int CountMax = 1_000, SpeedMax = 100, FaultLengthMax = 100;
}
