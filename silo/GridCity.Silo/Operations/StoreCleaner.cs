using GridCity.Runtime.Blobs;
using GridCity.Runtime.Engine;
using GridCity.Runtime.States;

namespace GridCity.Silo.Operations;

/// <summary>Removes from the stores beside the journal what nobody can need any more. Every silo may run it at any time.</summary>
/// <param name="sampleDaysKept">Days of samples that the city keeps besides today's.</param>
internal sealed class StoreCleaner(
    IBlobStore blobs, IStateStore states, Func<int> sampleDaysKept, GridClock clock, ILogger log)
{
    /// <summary>A photo comes before the event that names it: a handheld may be out of reach for days in between.</summary>
    public static readonly TimeSpan OrphanAge = TimeSpan.FromDays(7);

    public async Task CleanAsync(CancellationToken cancellation)
    {
        var orphans = await blobs.CollectOrphansAsync(OrphanAge, cancellation);
        var days = await states.DropBeforeAsync(DateOnly.FromDateTime(clock.Now.UtcDateTime).AddDays(-sampleDaysKept()), cancellation);
        if (orphans + days > 0) log.LogInformation("Removed {Orphans} blobs that nothing names and {Days} days of old samples.", orphans, days);
    }
}
