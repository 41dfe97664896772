using System.Collections.Immutable;
using GridCity.Runtime.Journal;
using Npgsql;

namespace GridCity.Runtime.Projections.Checkpointed;

/// <summary>
/// A view built from the journal in commit order, within a second of the commit. It may be wrong or slow without harm to
/// the truth: it is rebuilt from the journal under a new version, beside the old one that goes on answering.
/// </summary>
public interface IProjection
{
    /// <summary>Stable name of its checkpoint.</summary>
    string Name { get; }

    /// <summary>Raised when the way it is built changes; its rows carry it.</summary>
    int Version { get; }

    /// <summary>Makes room for rows of <see cref="Version"/>. May be asked again.</summary>
    Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation);

    /// <summary>
    /// Applies events, each exactly once, in the transaction that moves the checkpoint. Work on rows of
    /// <see cref="Version"/> only, and prepare what can be prepared before the first write: from then on all readers of
    /// the journal wait for this transaction.
    /// </summary>
    Task ApplyAsync(ImmutableArray<JournalEvent> events, NpgsqlConnection connection, CancellationToken cancellation);

    /// <summary>Removes the rows of versions other than <see cref="Version"/>.</summary>
    Task DropOldAsync(NpgsqlConnection connection, CancellationToken cancellation);
}
