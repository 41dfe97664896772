using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace GridCity.Cli.Replay;

/// <summary>The result for people and for programs.</summary>
internal static class ReplayReport
{
    private const int RowsShownMax = 10;
    private const double P50 = 0.5;
    private const double P99 = 0.99;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Print(ReplayResult result, IAnsiConsole console)
    {
        var (book, found) = (result.Book, result.Found);
        var table = new Table().AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();
        void Row(string name, IFormattable value, string format = "N0") => table.AddRow(Markup.Escape(name), value.ToString(format, null));
        Row("records", book.Records);
        Row("registered", book.CaseOf.Count);
        Row("refused", book.RefusedRows.Count);
        foreach (var (reason, count) in book.Reasons.OrderByDescending(entry => entry.Value)) Row($"  {reason}", count);
        Row("closed", found.Closed);
        Row("void", found.Voided);
        Row("merged", found.Merged);
        Row("open", found.Open);
        Row("late", book.Late);
        Row("no place", book.NoPlace);
        Row("lost", found.Lost);
        Row("doubled", found.Doubled);
        Row("seconds", result.Took.TotalSeconds, "N1");
        Row("calls/s", result.CallsPerSecond);
        Row("p99 ms", book.Latencies.Quantile(P99), "N1");
        console.Write(table);
        foreach (var note in result.Faults) console.MarkupLineInterpolated($"[red]{note}[/]");
        foreach (var bad in book.RefusedRows.OrderBy(row => row.Line).Take(RowsShownMax))
            console.MarkupLineInterpolated($"[grey]line {bad.Line}: {bad.Reason}[/]");
        if (book.RefusedRows.Count > RowsShownMax) console.MarkupLine("[grey]…; all of them stand in the file of --json.[/]");
    }

    public static async Task WriteAsync(ReplayResult result, string file, CancellationToken cancellation)
    {
        var (book, found) = (result.Book, result.Found);
        var json = new JsonObject
        {
            ["version"] = result.Server.Version,
            ["build"] = result.Server.Build,
            ["engine"] = result.Server.Engine,
            ["records"] = book.Records,
            ["registered"] = book.CaseOf.Count,
            ["refused"] = new JsonObject(book.Reasons.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
            ["closed"] = found.Closed,
            ["void"] = found.Voided,
            ["merged"] = found.Merged,
            ["open"] = found.Open,
            ["late"] = book.Late,
            ["no_place"] = book.NoPlace,
            ["lost"] = found.Lost,
            ["doubled"] = found.Doubled,
            ["faults"] = new JsonArray([.. result.Faults.Select(fault => (JsonNode)fault)]),
            ["seconds"] = Math.Round(result.Took.TotalSeconds, 3),
            ["looked_seconds"] = Math.Round(result.Looked.TotalSeconds, 3),
            ["calls"] = book.Calls,
            ["calls_per_second"] = Math.Round(result.CallsPerSecond, 1),
            ["p50_ms"] = book.Latencies.Quantile(P50),
            ["p99_ms"] = book.Latencies.Quantile(P99),
            ["refused_rows"] = new JsonArray(
                [.. book.RefusedRows.OrderBy(row => row.Line).Select(row => (JsonNode)new JsonObject { ["line"] = row.Line, ["reason"] = row.Reason })]),
        };
        await File.WriteAllTextAsync(file, json.ToJsonString(Indented) + "\n", cancellation);
    }
}
