using GridCity.Runtime.Journal;
using GridCity.Runtime.Projections.Lists;
using Npgsql;

namespace GridCity.Silo.Edges.Lists;

/// <summary>Which edition of the lists answers: the newest that has caught up once, so that a rebuild is not seen.</summary>
internal sealed class ListEdition(NpgsqlDataSource database)
{
    private const string Sql =
        "SELECT version, xid, position FROM projection_checkpoint WHERE name = $1 ORDER BY live DESC, version DESC LIMIT 1";

    private volatile int _current = CaseListProjection.Edition;

    public int Current => _current;

    /// <summary>Looks which edition answers, and how far it has come.</summary>
    public async Task<JournalCursor> LookAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.AddWithValue(CaseListProjection.CheckpointName);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return JournalCursor.Start;
        _current = reader.GetInt32(0);
        return new(reader.GetInt64(1), reader.GetInt64(2));
    }
}
