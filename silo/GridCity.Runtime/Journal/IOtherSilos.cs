using GridCity.Grains;

namespace GridCity.Runtime.Journal;

/// <summary>
/// What a silo has to look up when others may serve the same grains at the same moment. A silo that holds the lease is
/// alone and never asks.
/// </summary>
public interface IOtherSilos
{
    /// <summary>The versions of many heads, all as of one moment; 0 for a grain without history.</summary>
    /// <param name="grains">Each at most once.</param>
    /// <exception cref="JournalUnavailableException">The database is away.</exception>
    Task<long[]> VersionsAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default);
}
