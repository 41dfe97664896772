using System.Text.Json;
using GridCity.Faults.Tests.Book;
using Npgsql;

namespace GridCity.Faults.Tests.Checks;

/// <summary>Mail has arrived, once in effect: each case is noted, asked about and forgotten once in its cell.</summary>
internal static class MailCheck
{
    public static async Task<long> WaitingAsync(NpgsqlDataSource database) =>
        (await Rows.ReadAsync(database, "SELECT count(*) FROM mail", row => row.GetInt64(0)))[0];

    public static async Task CheckAsync(CaseBook book, JournalFacts facts, NpgsqlDataSource database, Verdict verdict)
    {
        foreach (var dead in await Rows.ReadAsync(database, "SELECT source, target, name, reason FROM dead_letter", Text))
            verdict.AddLost($"dead letter: {dead}");
        CheckOnce("cell.case-noted.v1", ActKind.Register, book, facts, verdict);
        CheckOnce("cell.check-wanted.v1", ActKind.Feedback, book, facts, verdict);
        CheckOnce("cell.case-forgotten.v1", ActKind.Close, book, facts, verdict);
        CheckDepartures(facts, verdict);
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

    /// <summary>An inspector's task was given at most once and finished at most once.</summary>
    private static void CheckDepartures(JournalFacts facts, Verdict verdict)
    {
        var tasks = facts.Events.SelectMany(grain => grain)
            .Where(written => written.Name is "inspector.task-assigned.v1" or "inspector.task-finished.v1" or "inspector.task-declined.v1")
            .CountBy(written => (written.Name, Case: Task(written)));
        foreach (var (task, count) in tasks)
            if (count > 1) verdict.AddDoubled($"{count} of {task.Name} for case {task.Case}");
    }

    private static string Case(Written written) => JsonDocument.Parse(written.Body).RootElement.GetProperty("case").GetString()!;

    private static string Task(Written written) =>
        JsonDocument.Parse(written.Body).RootElement.GetProperty("task").GetProperty("case").GetString()!;
}
