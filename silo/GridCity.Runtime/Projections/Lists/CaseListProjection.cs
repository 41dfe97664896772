using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Projections.Checkpointed;
using Npgsql;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>
/// The rows that lists, search and the look for duplicates read. Where a case stands is copied from its case row, which
/// is true together with its events; what was reported comes from the event that founded it.
/// </summary>
public sealed class CaseListProjection(CaseTexts texts, AreaLevels levels) : IProjection
{
    /// <summary>Stable name of the checkpoint.</summary>
    public const string CheckpointName = "case-list";

    /// <summary>The edition that this program builds; raise it when rows are to be built in another way.</summary>
    public const int Edition = 1;

    /// <summary>A list shows what was committed within a second; a page a turn keeps what several acts change to one write.</summary>
    public static readonly TimeSpan TurnInterval = TimeSpan.FromMilliseconds(700);

    /// <summary>The events to follow: those of cases, nearly half of a busy city's.</summary>
    public static ImmutableArray<string> Names { get; } = StoredNames.OfAll<CaseEvent>();

    private static readonly string Moved = StoredNames.Of<CaseEvent.Rehomed>();

    // The tables are joined row by row: a plan that reads a whole index looks cheap while they are small.
    private const string SettingsSql =
        "SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashjoin = off";

    private const string ListSql =
        """
        INSERT INTO case_list (edition, id, version, number, stage, cell, district, street, community, category, department,
            holder, source, overdue, registered_at, stage_since, due_at, closed_at, longitude, latitude, tile)
        SELECT $1, r.id, r.version, r.number, r.stage, r.cell, left(r.cell, $3), left(r.cell, $4), left(r.cell, $5), r.category,
            r.department, r.holder, r.source, r.overdue, r.registered_at, r.stage_since, r.due_at, r.closed_at,
            t.longitude, t.latitude, t.tile
        FROM case_row r LEFT JOIN case_text t ON t.edition = $1 AND t.id = r.id
        WHERE r.id = ANY ($2)
        ON CONFLICT (edition, id) DO UPDATE SET version = excluded.version, stage = excluded.stage, cell = excluded.cell,
            district = excluded.district, street = excluded.street, community = excluded.community,
            category = excluded.category, department = excluded.department, holder = excluded.holder,
            overdue = excluded.overdue, stage_since = excluded.stage_since, due_at = excluded.due_at,
            closed_at = excluded.closed_at
        """;

    private const string PressSql =
        """
        UPDATE case_list l SET urges = l.urges + p.urges, supervised = coalesce(p.supervised, l.supervised)
        FROM unnest($2::text[], $3::int[], $4::boolean[]) AS p(id, urges, supervised)
        WHERE l.edition = $1 AND l.id = p.id
        """;

    // A cell that was split or moved takes its open cases along: their areas are other ones then.
    private const string MoveSql =
        """
        UPDATE case_text t SET cell = l.cell,
            words = ARRAY[('1' || l.district)::bigint, ('1' || l.street)::bigint, ('1' || l.community)::bigint,
                ('1' || l.cell)::bigint] || t.words[5:]
        FROM case_list l
        WHERE l.edition = $1 AND l.id = ANY ($2) AND t.edition = $1 AND t.id = l.id AND t.cell <> l.cell
        """;

    /// <inheritdoc/>
    public string Name => CheckpointName;

    /// <inheritdoc/>
    public int Version => Edition;

    /// <inheritdoc/>
    public Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        ExecuteAsync(connection, "SELECT case_list_ensure($1)", cancellation);

    /// <inheritdoc/>
    public async Task ApplyAsync(ImmutableArray<JournalEvent> events, NpgsqlConnection connection, CancellationToken cancellation)
    {
        ImmutableArray<JournalEvent> ours = [.. events.Where(happened => happened.Grain.Is(CaseKind.Kind.Name))];
        if (ours.IsEmpty) return;
        var founded = await texts.ReadAsync(ours, cancellation);
        string[] changed = [.. ours.Select(happened => happened.Grain.Key).Distinct()];
        await ExecuteAsync(connection, SettingsSql);
        await CaseTexts.WriteAsync(founded, levels, connection, cancellation);
        await ExecuteAsync(connection, ListSql, cancellation, changed, levels.District, levels.Street, levels.Community);
        await PressAsync(ours, connection, cancellation);
        string[] moved = [.. ours.Where(happened => happened.Name == Moved).Select(happened => happened.Grain.Key).Distinct()];
        if (moved.Length > 0) await ExecuteAsync(connection, MoveSql, cancellation, (object)moved);
    }

    /// <inheritdoc/>
    public Task DropOldAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        ExecuteAsync(connection, "SELECT case_list_keep_only($1)", cancellation);

    private static async Task PressAsync(
        ImmutableArray<JournalEvent> events, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var pressed = events.Where(happened => Presses.ContainsKey(happened.Name)).GroupBy(happened => happened.Grain.Key).ToList();
        if (pressed.Count == 0) return;
        await ExecuteAsync(
            connection, PressSql, cancellation,
            pressed.Select(one => one.Key).ToArray(),
            pressed.Select(one => one.Count(happened => Presses[happened.Name] is null)).ToArray(),
            pressed.Select(one => one.Select(happened => Presses[happened.Name]).LastOrDefault(is_ => is_ is not null)).ToArray());
    }

    /// <summary>Events that make a case more urgent or less: null for an urge, else whether a shift leader watches it.</summary>
    private static readonly Dictionary<string, bool?> Presses = new(StringComparer.Ordinal)
    {
        [StoredNames.Of<CaseEvent.Urged>()] = null,
        [StoredNames.Of<CaseEvent.SupervisionBegan>()] = true,
        [StoredNames.Of<CaseEvent.SupervisionEnded>()] = false,
    };

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] more)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(Edition);
        foreach (var value in more) command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
