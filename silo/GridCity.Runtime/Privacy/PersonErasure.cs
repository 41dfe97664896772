using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Privacy;

/// <summary>Something that keeps data of persons outside the journal: projections, blobs, saved replies.</summary>
public interface IPersonPurge
{
    /// <summary>Removes what is kept of the person. May be asked again after a crash; then there is nothing to do.</summary>
    Task PurgeAsync(Guid person, CancellationToken cancellation);
}

/// <summary>
/// Erases persons: the key is destroyed and the contact forgotten in one transaction, which makes every sealed field in
/// all history unreadable; then each place that keeps copies is purged, after a crash by <see cref="PurgePendingAsync"/>.
/// A backup still holds the wrapped key until the city's keys are rotated.
/// </summary>
public sealed class PersonErasure(NpgsqlDataSource source, PersonKeys keys, AuditLog audit, IReadOnlyCollection<IPersonPurge> purges)
{
    private const string PendingSql =
        "SELECT person, erased_by FROM person_key WHERE erased_at IS NOT NULL AND purged_at IS NULL ORDER BY person";

    /// <returns>False when there is no such person or it was erased before.</returns>
    /// <exception cref="Journal.JournalUnavailableException">What was begun is finished by <see cref="PurgePendingAsync"/>.</exception>
    public async Task<bool> EraseAsync(Guid person, string actor, CancellationToken cancellation = default)
    {
        var erased = await PostgresJournal.Guarded(() => PersonKeyTable.EraseAsync(source, person, actor, cancellation));
        keys.Forget(person);
        if (erased) await PurgeAsync(person, actor, cancellation);
        return erased;
    }

    /// <summary>Finishes what a crash interrupted; a silo does so at its start and then every minute.</summary>
    /// <returns>Persons purged.</returns>
    public async Task<int> PurgePendingAsync(CancellationToken cancellation = default)
    {
        var pending = await PostgresJournal.Guarded(() => PendingAsync(cancellation));
        foreach (var (person, actor) in pending) await PurgeAsync(person, actor, cancellation);
        return pending.Count;
    }

    /// <summary>Audited before it is called done, so an erasure may stand in the log twice but is never missing.</summary>
    private async Task PurgeAsync(Guid person, string actor, CancellationToken cancellation)
    {
        foreach (var purge in purges) await purge.PurgeAsync(person, cancellation);
        await audit.AppendAsync(AuditEntry.Of(actor, "person.erased", $"{person:N}"), cancellation);
        await PostgresJournal.Guarded(() => CloseAsync(person, cancellation));
    }

    private async Task<List<(Guid Person, string Actor)>> PendingAsync(CancellationToken cancellation)
    {
        var pending = new List<(Guid, string)>();
        await using var command = source.CreateCommand(PendingSql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) pending.Add((reader.GetGuid(0), reader.GetString(1)));
        return pending;
    }

    private async Task<int> CloseAsync(Guid person, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("UPDATE person_key SET purged_at = now() WHERE person = $1");
        command.Parameters.AddWithValue(person);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
