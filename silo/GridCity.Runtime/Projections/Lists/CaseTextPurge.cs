using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Projections.Checkpointed;
using Npgsql;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>
/// Takes an erased person's words out of the search. It waits for the projection's turn: a page under way may have opened
/// the person's words before the key was gone, and no later page writes any.
/// </summary>
public sealed class CaseTextPurge(NpgsqlDataSource source) : IPersonPurge
{
    private const string Sql = "UPDATE case_text SET words = words[1:open_words], person = NULL WHERE person = $1";

    /// <inheritdoc/>
    public Task PurgeAsync(Guid person, CancellationToken cancellation) => PostgresJournal.Guarded(async () =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ProjectionRunner.AwaitTurnAsync(CaseListProjection.CheckpointName, connection, cancellation);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddWithValue(person);
        var rows = await command.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return rows;
    });
}
