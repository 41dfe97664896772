using System.Collections.Immutable;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using Npgsql;

namespace GridCity.Runtime.Projections.Checkpointed;

/// <summary>The queues of departments that help: a row for each part that is not done.</summary>
public sealed class PartnerProjection : IProjection
{
    private const string AddSql =
        """
        INSERT INTO case_partner (version, case_id, department, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (version, case_id, department) DO UPDATE SET since = excluded.since
        """;

    private const string RemoveSql = "DELETE FROM case_partner WHERE version = $1 AND case_id = $2 AND department = $3";

    private const string RemoveAllSql = "DELETE FROM case_partner WHERE version = $1 AND case_id = $2";

    /// <summary>The only events that matter; schema step 0050 has an index of just these.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "case.partner-involved.v1", "case.partner-done.v1", "case.partner-dismissed.v1", "case.returned-to-dispatcher.v1",
    ];

    /// <inheritdoc cref="IProjection.Version"/>
    public const int RowVersion = 1;

    /// <inheritdoc/>
    public string Name => "case-partner";

    /// <inheritdoc/>
    public int Version => RowVersion;

    /// <inheritdoc/>
    public Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task ApplyAsync(
        ImmutableArray<JournalEvent> events, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var happened in events.Where(happened => Names.Contains(happened.Name))) batch.BatchCommands.Add(Command(happened));
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task DropOldAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("DELETE FROM case_partner WHERE version <> $1", connection);
        command.Parameters.AddWithValue(Version);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A case that goes back to the dispatchers is nobody's: whoever gets it next finds its own helpers.</summary>
    private static NpgsqlBatchCommand Command(JournalEvent happened) =>
        CaseKind.Kind.ReadEvent(happened.Name, happened.Json.Span) switch
        {
            CaseEvent.PartnerInvolved e => Of(AddSql, happened.Grain.Key, e.Department, e.At),
            CaseEvent.PartnerDone e => Of(RemoveSql, happened.Grain.Key, e.Department),
            CaseEvent.PartnerDismissed e => Of(RemoveSql, happened.Grain.Key, e.Department),
            _ => Of(RemoveAllSql, happened.Grain.Key),
        };

    private static NpgsqlBatchCommand Of(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddWithValue(RowVersion);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return command;
    }
}
