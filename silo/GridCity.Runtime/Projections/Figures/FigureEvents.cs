using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Projections.Lists;
using Npgsql;

namespace GridCity.Runtime.Projections.Figures;

/// <summary>Counts a page of events, with what the database knows of their cases.</summary>
internal static class FigureEvents
{
    /// <summary>The events to follow: those of cases.</summary>
    public static ImmutableArray<string> Names { get; } = StoredNames.OfAll<CaseEvent>();

    private const string CasesSql = "SELECT id, cell, source, department, overdue FROM case_row WHERE id = ANY ($1)";

    private const string OverdueSql = "SELECT id FROM figure_overdue WHERE edition = $1 AND id = ANY ($2)";

    /// <summary>Reads an event; null for one that changes no figure, or that this version does not know.</summary>
    public static CaseEvent? Read(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            return CaseKind.Kind.ReadEvent(name, json) is CaseEvent happened && FigureLedger.Matters(happened) ? happened : null;
        }
        catch (UnknownNameException)
        {
            return null;
        }
    }

    /// <param name="events">Ids of cases and what happened to them, oldest first.</param>
    public static async Task<(FigureLedger Ledger, HashSet<string> Before, HashSet<string> After)> CountAsync(
        IReadOnlyList<(string Id, CaseEvent Happened)> events, ImmutableArray<int> digits, int edition,
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        string[] ids = [.. events.Select(one => one.Id).Distinct()];
        var before = ids.Length == 0 ? [] : await OverdueAsync(ids, edition, connection, cancellation);
        var cases = ids.Length == 0 ? [] : await CasesAsync(ids, connection, cancellation);
        var after = new HashSet<string>(before);
        var ledger = new FigureLedger(digits, after);
        foreach (var (id, happened) in events)
            if (cases.TryGetValue(id, out var now)) ledger.Add(id, happened, now);
        return (ledger, before, after);
    }

    private static async Task<Dictionary<string, FiguredCase>> CasesAsync(
        string[] ids, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(CasesSql, connection);
        command.Parameters.AddWithValue(ids);
        var cases = new Dictionary<string, FiguredCase>(ids.Length);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            cases[reader.GetString(0)] = new(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4));
        return cases;
    }

    private static async Task<HashSet<string>> OverdueAsync(
        string[] ids, int edition, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(OverdueSql, connection);
        command.Parameters.AddWithValue(edition);
        command.Parameters.AddWithValue(ids);
        var found = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) found.Add(reader.GetString(0));
        return found;
    }
}
