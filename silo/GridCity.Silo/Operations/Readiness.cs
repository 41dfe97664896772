using GridCity.Runtime.Engine;
using GridCity.Silo.Hosting;
using Npgsql;

namespace GridCity.Silo.Operations;

/// <summary>Says whether this silo may be sent calls, and if not, why.</summary>
internal sealed class Readiness(NpgsqlDataSource database, EngineHost engine, GridClock clock, CitySetup setup)
{
    /// <summary>A database that takes longer is as good as away.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(1);

    /// <returns>Null when ready.</returns>
    public async Task<string?> WhyNotAsync(CancellationToken cancellation) =>
        await DatabaseFaultAsync(cancellation) ?? engine.WhyNotServing() ?? ClockFault() ?? setup.WhyNotDone;

    private string? ClockFault() =>
        clock.Offset.Duration() > ClockKeeper.OffsetMax
            ? $"This machine's clock is {clock.Offset.TotalSeconds:0.0} s away from the database's: set it by NTP."
            : null;

    private async Task<string?> DatabaseFaultAsync(CancellationToken cancellation)
    {
        try
        {
            // Not cancelled but left: a cancellation is itself a call to the database and waits for it.
            var isStandby = await IsStandbyAsync().WaitAsync(AnswerMax, clock.Local, cancellation);
            return isStandby ? "The database is a standby and takes no writes." : null;
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return $"The database does not answer: {error.Message}";
        }
    }

    private async Task<bool> IsStandbyAsync()
    {
        await using var command = database.CreateCommand("SELECT pg_is_in_recovery()");
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
