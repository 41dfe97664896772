using System.Collections.Immutable;
using GridCity.Grains;

namespace GridCity.Runtime.States;

/// <summary>
/// Readings, positions and windows: what is measured all the time, kept for days and never audited. Not history: no
/// decision is proved from here.
/// </summary>
public interface IStateStore
{
    /// <summary>Samples of one call; a gateway splits what is more.</summary>
    const int SamplesMax = 100_000;

    /// <summary>Different days (UTC) of one call; a clock gone wild must not fill the database with partitions.</summary>
    const int DaysMax = 40;

    /// <summary>
    /// Appends samples, all or none, durable on return, in any order. A sample that was appended before is read once, so
    /// a call may be repeated when its outcome is unknown. One of a day that was dropped stays until the next dropping.
    /// </summary>
    /// <exception cref="ArgumentException">More than the limits above, or a text that cannot be stored.</exception>
    /// <exception cref="Journal.JournalUnavailableException">The database is away; whether they were written is unknown.</exception>
    Task AppendAsync(IReadOnlyList<Sample> samples, CancellationToken cancellation = default);

    /// <summary>
    /// Reads one series, oldest first. Equal samples come once; different ones of the same moment all come, in no order.
    /// </summary>
    /// <exception cref="Journal.JournalUnavailableException">The database is away.</exception>
    Task<ImmutableArray<Sample>> ReadAsync(SampleQuery query, CancellationToken cancellation = default);

    /// <summary>Reads the newest checkpoints.</summary>
    /// <param name="grains">Each at most once.</param>
    /// <returns>Those that there are, in no order.</returns>
    /// <exception cref="Journal.JournalUnavailableException">The database is away.</exception>
    Task<ImmutableArray<StateCheckpoint>> LoadAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default);

    /// <summary>
    /// Saves checkpoints; each one only if its version is greater than the one kept, so that two activations of a grain
    /// cannot set it back. Durable on return.
    /// </summary>
    /// <param name="checkpoints">No grain twice.</param>
    /// <returns>One entry per checkpoint, in order: true if it is now the newest.</returns>
    /// <exception cref="Journal.JournalUnavailableException">Whether they were saved is unknown: load before saving again.</exception>
    Task<bool[]> SaveAsync(IReadOnlyList<StateCheckpoint> checkpoints, CancellationToken cancellation = default);

    /// <summary>Drops all samples of the days (UTC) before one, at once and whole.</summary>
    /// <returns>Days dropped.</returns>
    Task<int> DropBeforeAsync(DateOnly day, CancellationToken cancellation = default);
}

/// <summary>One measured value.</summary>
/// <param name="Grain">Sensor, intersection or inspector.</param>
/// <param name="Series">What was measured, with its unit: <c>pm25-ug-per-m3</c>, <c>position-wgs84</c>.</param>
/// <param name="At">When; kept in whole microseconds, of the years 1970 to 2199.</param>
/// <param name="X">The value; of a position the longitude in degrees. Any number, also infinite or not a number.</param>
/// <param name="Y">Of a position the latitude in degrees; else null.</param>
public readonly record struct Sample(GrainId Grain, string Series, DateTimeOffset At, double X, double? Y = null);

/// <summary>A stretch of one series.</summary>
/// <param name="From">First moment that counts.</param>
/// <param name="Until">First moment that does not.</param>
/// <param name="CountMax">
/// At most so many, the oldest ones. To read on, ask from the moment of the last one, which then comes again.
/// </param>
public readonly record struct SampleQuery(GrainId Grain, string Series, DateTimeOffset From, DateTimeOffset Until, int CountMax);

/// <summary>A grain's folded state, such as a sliding window.</summary>
/// <param name="Version">Grows with each save.</param>
/// <param name="Format">Number of the body's shape; a reader ignores one that it does not know.</param>
/// <param name="Body">The memory stays the caller's.</param>
public sealed record StateCheckpoint(GrainId Grain, long Version, int Format, ReadOnlyMemory<byte> Body);
