using Npgsql;

namespace GridCity.Runtime.Engine;

/// <summary>Measures how far the database's clock is from this machine's.</summary>
public sealed class ClockKeeper(NpgsqlDataSource source, GridClock clock)
{
    /// <summary>A silo whose machine is further off is not ready: its own timers and waits cannot be trusted.</summary>
    public static readonly TimeSpan OffsetMax = TimeSpan.FromSeconds(2);

    /// <summary>True while this machine's clock is close enough.</summary>
    public bool IsClose => clock.Offset.Duration() <= OffsetMax;

    /// <summary>
    /// Asks once and adjusts the clock. It may end up behind the database by the way back of the answer, never ahead of
    /// it: a timer that fires late does no harm.
    /// </summary>
    public async Task MeasureAsync(CancellationToken cancellation = default)
    {
        await using var command = source.CreateCommand("SELECT clock_timestamp()");
        var database = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellation))!);
        clock.Set(database, clock.Local.GetTimestamp());
    }
}
