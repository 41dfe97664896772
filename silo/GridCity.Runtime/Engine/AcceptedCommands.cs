using System.Collections.Immutable;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Postgres;
using Npgsql;

namespace GridCity.Runtime.Engine;

/// <summary>
/// Which commands were accepted, by the ids that are kept for <see cref="CommandIds.KeptDays"/>. Who asks at the same time
/// shares a query.
/// </summary>
public sealed class AcceptedCommands
{
    private const int BatchMax = 256;

    // Each id is looked up in the primary key; the few that fit two callers of a batch are told apart here.
    private const string Sql = "SELECT id, caller FROM command WHERE id = ANY ($1) AND caller = ANY ($2)";

    private readonly NpgsqlDataSource _source;
    private readonly GroupCommit<(string Caller, IReadOnlyCollection<Guid> Ids), ImmutableHashSet<Guid>> _asked;

    public AcceptedCommands(NpgsqlDataSource source) => (_source, _asked) = (source, new(FindBatchAsync, BatchMax));

    /// <returns>Those of the ids that were accepted from this caller.</returns>
    public Task<ImmutableHashSet<Guid>> FindAsync(string caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        _asked.AddAsync((caller, ids), cancellation);

    private Task<IReadOnlyList<ImmutableHashSet<Guid>>> FindBatchAsync(
        IReadOnlyList<(string Caller, IReadOnlyCollection<Guid> Ids)> asked) => PostgresJournal.Guarded(async () =>
    {
        await using var command = _source.CreateCommand(Sql);
        command.Parameters.AddWithValue(asked.SelectMany(one => one.Ids).Distinct().ToArray());
        command.Parameters.AddWithValue(asked.Select(one => one.Caller).Distinct().ToArray());
        var found = new HashSet<(Guid, string)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) found.Add((reader.GetGuid(0), reader.GetString(1)));
        IReadOnlyList<ImmutableHashSet<Guid>> answers =
            [.. asked.Select(one => one.Ids.Where(id => found.Contains((id, one.Caller))).ToImmutableHashSet())];
        return answers;
    });
}
