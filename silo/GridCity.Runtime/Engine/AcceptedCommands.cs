using System.Collections.Immutable;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Engine;

/// <summary>Which commands were accepted, by the ids that are kept for <see cref="CommandIds.KeptDays"/>.</summary>
public sealed class AcceptedCommands(NpgsqlDataSource source)
{
    private const string Sql = "SELECT id FROM command WHERE id = ANY ($1) AND caller = $2";

    /// <returns>Those of the ids that were accepted from this caller.</returns>
    public Task<ImmutableHashSet<Guid>> FindAsync(string caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(Sql);
            command.Parameters.AddWithValue(ids.ToArray());
            command.Parameters.AddWithValue(caller);
            var found = ImmutableHashSet.CreateBuilder<Guid>();
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) found.Add(reader.GetGuid(0));
            return found.ToImmutable();
        });
}
