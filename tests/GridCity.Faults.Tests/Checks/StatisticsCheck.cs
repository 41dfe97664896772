using GridCity.Grains;
using GridCity.Runtime.Projections;
using Npgsql;

namespace GridCity.Faults.Tests.Checks;

/// <summary>Statistics and rows are what a recount of the journal gives.</summary>
internal static class StatisticsCheck
{
    private const string Figures =
        """
        SELECT day, cell, category, measure, sum(amount)::int FROM (
            SELECT day, cell, category, measure, amount FROM statistic_total
            UNION ALL
            SELECT d.day, d.cell, d.category, d.measure, d.amount FROM statistic_delta d, statistic_mark m
            WHERE (d.xid, d.position) > (m.xid, m.position)) figures
        GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0
        """;

    public static async Task CheckAsync(JournalFacts facts, NpgsqlDataSource database, Verdict verdict)
    {
        var recount = new Recount();
        foreach (var grain in facts.Events)
            foreach (var written in grain)
                recount.Add(grain.Key, GrainKinds.Of(grain.Key).ReadEvent(written.Name, written.Body));
        var counted = recount.Figures.ToHashSet();
        var kept = (await Rows.ReadAsync(database, Figures, Figure)).ToHashSet();
        foreach (var missing in counted.Except(kept)) verdict.AddWrong($"the journal counts {missing}, the statistics do not");
        foreach (var surplus in kept.Except(counted)) verdict.AddWrong($"the statistics count {surplus}, the journal does not");
        await CheckRowsAsync(facts, database, verdict);
    }

    private static async Task CheckRowsAsync(JournalFacts facts, NpgsqlDataSource database, Verdict verdict)
    {
        var rows = await Rows.ReadAsync(database, "SELECT id, version FROM case_row", row => (Id: row.GetString(0), Version: row.GetInt64(1)));
        foreach (var row in rows.Where(row => facts.Heads.GetValueOrDefault($"case/{row.Id}") != row.Version))
            verdict.AddWrong($"the row of case {row.Id} has version {row.Version}, its head {facts.Heads.GetValueOrDefault($"case/{row.Id}")}");
    }

    private static StatisticsDelta Figure(NpgsqlDataReader row) =>
        new(row.GetFieldValue<DateOnly>(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4));
}
