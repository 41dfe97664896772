using System.Text.Json;
using GridCity.Faults.Tests.Book;
using Npgsql;

namespace GridCity.Faults.Tests.Checks;

/// <summary>
/// Mail has arrived, once in effect: each case is noted and forgotten once in its cell, and its check is asked for and
/// done once in its duty grid.
/// </summary>
internal static class MailCheck
{
    public static async Task<long> WaitingAsync(NpgsqlDataSource database) =>
        (await Rows.ReadAsync(database, "SELECT count(*) FROM mail", row => row.GetInt64(0)))[0];

    public static async Task CheckAsync(CaseBook book, JournalFacts facts, NpgsqlDataSource database, Verdict verdict)
    {
        foreach (var dead in await Rows.ReadAsync(database, "SELECT source, target, name, reason FROM dead_letter", Text))
            verdict.AddLost($"dead letter: {dead}");
        CheckOnce("cell.case-noted.v1", ActKind.Register, book, facts, verdict);
        CheckOnce("duty-grid.task-wanted.v1", ActKind.Feedback, book, facts, verdict);
        CheckOnce("duty-grid.task-dropped.v1", ActKind.Check, book, facts, verdict);
        CheckOnce("cell.case-forgotten.v1", ActKind.Close, book, facts, verdict);
    }

    private static string Text(NpgsqlDataReader row) => $"{row[2]} from {row[0]} to {row[1]}: {row[3]}";

    private static void CheckOnce(string name, ActKind cause, CaseBook book, JournalFacts facts, Verdict verdict)
    {
        var seen = facts.Events.SelectMany(grain => grain).Where(written => written.Name == name).CountBy(Case).ToDictionary();
        foreach (var answer in book.Acts.Where(answer => answer.Act.Kind == cause))
            if (!seen.ContainsKey(answer.CaseId)) verdict.AddLost($"no {name} for {answer}");
        foreach (var (@case, count) in seen)
            if (count > 1) verdict.AddDoubled($"{count} of {name} for case {@case}");
    }

    private static string Case(Written written)
    {
        var body = JsonDocument.Parse(written.Body).RootElement;
        return (body.TryGetProperty("task", out var task) ? task : body).GetProperty("case").GetString()!;
    }
}
