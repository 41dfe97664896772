using System.Collections.Immutable;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Projections.Checkpointed;
using Npgsql;
using NpgsqlTypes;

namespace GridCity.Runtime.Projections.Figures;

/// <summary>
/// The figures of each hour, for cockpits. Kept for <see cref="DaysKept"/> days; what is open now is not here, but counted
/// from the case rows.
/// </summary>
/// <param name="digits">Digits of the codes of each level, cells included.</param>
public sealed class FigureProjection(ImmutableArray<int> digits) : IProjection
{
    /// <summary>Stable name of the checkpoint.</summary>
    public const string CheckpointName = "figures";

    /// <summary>Raised when rows are to be built in another way.</summary>
    public const int Edition = 1;

    /// <summary>A month to look back, and four weeks before each of the last days to compare with.</summary>
    public const int DaysKept = 42;

    /// <summary>A question reads what is behind the checkpoint by itself: a longer page makes fewer rows.</summary>
    public static readonly TimeSpan TurnInterval = TimeSpan.FromSeconds(1);

    private static readonly string AddSql =
        $"""
        INSERT INTO figure_hour (edition, kind, digits, area, key, hour, {string.Join(", ", Counts.Columns)})
        SELECT $1, * FROM unnest($2::smallint[], $3::smallint[], $4::text[], $5::text[], $6::timestamptz[],
            {string.Join(", ", Counts.Columns.Select((_, at) => $"${at + 7}::int[]"))})
        ON CONFLICT (edition, kind, digits, area, key, hour) DO UPDATE SET
            {string.Join(", ", Counts.Columns.Select(column => $"{column} = figure_hour.{column} + excluded.{column}"))}
        """;

    private const string OverdueSql =
        """
        WITH gone AS (DELETE FROM figure_overdue WHERE edition = $1 AND id = ANY ($2))
        INSERT INTO figure_overdue (edition, id) SELECT $1, * FROM unnest($3::text[])
        """;

    /// <summary>The events to follow.</summary>
    public static ImmutableArray<string> Names => FigureEvents.Names;

    /// <inheritdoc/>
    public string Name => CheckpointName;

    /// <inheritdoc/>
    public int Version => Edition;

    /// <inheritdoc/>
    public Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task ApplyAsync(ImmutableArray<JournalEvent> events, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var ours = new List<(string, CaseEvent)>();
        foreach (var one in events)
            if (one.Grain.Is(CaseKind.Kind.Name) && FigureEvents.Read(one.Name, one.Json.Span) is { } happened)
                ours.Add((one.Grain.Key, happened));
        var (ledger, before, after) = await FigureEvents.CountAsync(ours, digits, Edition, connection, cancellation);
        // A city that is counted anew has years of hours that nobody asks for.
        var first = events[^1].RecordedAt.AddDays(-DaysKept);
        var rows = ledger.Rows.Where(row => row.Key.Hour >= first).ToList();
        if (rows.Count > 0) await AddAsync(rows, connection, cancellation);
        if (before.SetEquals(after)) return;
        await using var command = new NpgsqlCommand(OverdueSql, connection);
        command.Parameters.AddWithValue(Edition);
        command.Parameters.AddWithValue(before.Except(after).ToArray());
        command.Parameters.AddWithValue(after.Except(before).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task DropOldAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"DELETE FROM figure_hour WHERE edition <> {Edition}; DELETE FROM figure_overdue WHERE edition <> {Edition}", connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Removes hours that nobody asks for any more.</summary>
    public static async Task CleanAsync(NpgsqlDataSource source, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("DELETE FROM figure_hour WHERE hour < $1");
        command.Parameters.AddWithValue(now.UtcDateTime.Date.AddDays(-DaysKept));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task AddAsync(
        IEnumerable<KeyValuePair<FigureKey, Counts>> rows, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // In the order of the key, so that rows that lie together are written together.
        var ordered = rows.OrderBy(row => row.Key.Kind).ThenBy(row => row.Key.Area.Length)
            .ThenBy(row => row.Key.Area, StringComparer.Ordinal).ThenBy(row => row.Key.Key, StringComparer.Ordinal).ToList();
        await using var command = new NpgsqlCommand(AddSql, connection);
        command.Parameters.AddWithValue(Edition);
        Column(NpgsqlDbType.Smallint, row => (short)row.Kind);
        Column(NpgsqlDbType.Smallint, row => (short)row.Area.Length);
        Column(NpgsqlDbType.Text, row => row.Area);
        Column(NpgsqlDbType.Text, row => row.Key);
        Column(NpgsqlDbType.TimestampTz, row => row.Hour.UtcDateTime);
        for (var at = 0; at < Counts.Columns.Length; at++)
        {
            var count = (Count)at;
            var amounts = ordered.Select(row => row.Value[count]).ToArray();
            command.Parameters.Add(new() { Value = amounts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        }

        await command.ExecuteNonQueryAsync(cancellation);

        void Column<T>(NpgsqlDbType type, Func<FigureKey, T> of) => command.Parameters.Add(
            new() { Value = ordered.Select(row => of(row.Key)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
