namespace GridCity.Bench.Results;

/// <summary>One measured figure beside its bar. What does not apply stays null and is not written.</summary>
internal sealed record Measure
{
    /// <summary>Per second.</summary>
    public double? Rate { get; init; }

    /// <summary>What the same machine could do at most, or the thing compared with, per second, in the same run.</summary>
    public double? Ceiling { get; init; }

    /// <summary>Rate divided by ceiling.</summary>
    public double? Ratio => Rate / Ceiling;

    public double? P50Ms { get; init; }

    public double? P95Ms { get; init; }

    public double? P99Ms { get; init; }

    /// <summary>Seconds the load lasted, until mail was drained and projections had caught up.</summary>
    public double? Seconds { get; init; }

    /// <summary>Cores used by each process, on average.</summary>
    public Dictionary<string, double>? Cores { get; init; }

    /// <summary>Resident memory of the silo at the end, in MB.</summary>
    public double? SiloMemoryMb { get; init; }

    /// <summary>Per accepted command: rows written, bytes of write-ahead log, microseconds of all processors.</summary>
    public double? RowsPerCommand { get; init; }

    public double? WalBytesPerCommand { get; init; }

    public double? CpuMicrosecondsPerCommand { get; init; }

    /// <summary>More that the reader should know, by name.</summary>
    public Dictionary<string, object>? Details { get; init; }

    /// <summary>What was asked for and not reached, in words; null when the bar was met.</summary>
    public string? Missed { get; init; }
}
