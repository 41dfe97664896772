using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Access;
using GridCity.Silo.Edges.Lists;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Lists;

/// <summary>What is supported stands in the docs, in the code and in the database: the three are one table.</summary>
public sealed class SupportedListTests
{
    private const int Rows = 20_000;

    private static readonly AreaLevels Levels = new(6, 9, 12);

    private static readonly string DocsFile = Path.Combine(Repository.Root, "docs", "queues.md");

    [Fact]
    public void The_docs_name_every_list_and_no_other() =>
        Assert.Equal(
            SupportedLists.All.Select(Line),
            File.ReadLines(DocsFile).Where(line => line.Contains("| case_", StringComparison.Ordinal)));

    [Fact]
    public async Task Every_list_in_every_order_reads_its_index_and_neither_sorts_nor_scans()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FillAsync(database);
        var seen = new HashSet<string>();
        foreach (var list in SupportedLists.All)
            foreach (var order in list.Orders)
                foreach (var after in new ListCursor?[] { null, new(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), "case-5") })
                {
                    var plan = await PlanAsync(database, Question(list, order), after);
                    var index = await IndexAsync(database, list.Index);
                    Assert.True(
                        plan.Contains($"using {index} ", StringComparison.Ordinal) && !plan.Contains("Sort", StringComparison.Ordinal)
                            && !plan.Contains("Seq Scan", StringComparison.Ordinal) && !plan.Contains("Filter:", StringComparison.Ordinal),
                        $"{Line(list)} in the order {order.Name}: expected {index} alone, the plan is\n{plan}");
                    seen.Add(list.Index);
                }

        Assert.Equal(SupportedLists.All.Length, seen.Count);
    }

    [Fact]
    public async Task No_index_of_the_lists_serves_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var command = database.Source.CreateCommand(
            "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'case_list'::regclass");
        var indexes = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) indexes.Add(reader.GetString(0));

        // The key finds a case, the tile its neighbours.
        Assert.Equal(
            SupportedLists.All.Select(list => list.Index).Where(index => index.StartsWith("case_list", StringComparison.Ordinal))
                .Append("case_list_pkey").Append("case_list_open_tile").Order(),
            indexes.Order());
    }

    private static string Line(SupportedList list) =>
        $"| {Filters(list.Filters)} | {string.Join(", ", list.Orders.Select(order => order.Name))} | {Which(list)} | {list.Table} | {list.Index} |";

    private static string Which(SupportedList list) => list.Condition switch { "" => "all", "closed_at IS NULL" => "open", _ => "ended" };

    private static string Filters(ListFilters filters)
    {
        if (filters == ListFilters.EndStage) return "end stage";
        var level = filters.HasFlag(ListFilters.District) ? "district" : filters.HasFlag(ListFilters.Street) ? "street" : "community";
        return SupportedLists.Words(filters).Replace("cell_prefix", $"cell_prefix of a {level}", StringComparison.Ordinal);
    }

    private static ListQuestion Question(SupportedList list, ListOrder order)
    {
        var area = list.Filters.HasFlag(ListFilters.District) ? "330106" : list.Filters.HasFlag(ListFilters.Street) ? "330106001"
            : list.Filters.HasFlag(ListFilters.Community) ? "330106001002" : "";
        var filter = new QueueFilter
        {
            Stage = list.Filters.HasFlag(ListFilters.Stage) ? Stage.Dispatched : list.Filters.HasFlag(ListFilters.EndStage) ? Stage.Closed : default,
            Department = list.Filters.HasFlag(ListFilters.Department) ? "D1" : "",
            Holder = list.Filters.HasFlag(ListFilters.Holder) ? "D1" : "",
            Category = list.Filters.HasFlag(ListFilters.Category) ? "C1" : "",
            Source = list.Filters.HasFlag(ListFilters.Source) ? "12345" : "",
            Overdue = list.Filters.HasFlag(ListFilters.Overdue),
            Urgency = list.Filters.HasFlag(ListFilters.Urgency) ? Urgency.Urged : default,
            IncludeClosed = list.Filters.HasFlag(ListFilters.Ended),
            CellPrefix = area,
        };
        var question = ListQuestion.Of(filter, (QueueOrder)(ListOrder.All.IndexOf(order) + 1), Levels, new Caller(new("c", Grains.Role.Clerk), []));
        Assert.Equal((list, order), (question.List, question.Order));
        return question;
    }

    private static async Task<string> PlanAsync(TestDatabase database, ListQuestion question, ListCursor? after)
    {
        await using var command = ListStatement.Page(database.Source, "*", question, CaseListProjection.Edition, after, 100);
        command.CommandText = "EXPLAIN " + command.CommandText;
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    /// <summary>The index of the edition that answers stands for the one of the whole table.</summary>
    private static async Task<string> IndexAsync(TestDatabase database, string index) =>
        await database.ScalarAsync<string>(
            $"SELECT coalesce((SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = '{index}'::regclass), '{index}')");

    /// <summary>As many cases as it takes for the planner to see that a scan does not pay; a tenth are open.</summary>
    private static async Task FillAsync(TestDatabase database)
    {
        const string columns = "id, version, number, stage, cell, category, department, holder, source, overdue, registered_at, stage_since, due_at, closed_at";
        var rows = $"""
            SELECT 'case-' || n, 1, 'n' || n, CASE WHEN n % 10 > 0 THEN 'closed' WHEN n % 20 = 0 THEN 'dispatched' ELSE 'registered' END,
                '33010' || n % 9 || '00' || n % 7 || '00' || n % 8 || '00' || n % 5, 'C' || n % 40, 'D' || n % 20, 'D' || n % 20,
                CASE WHEN n % 3 = 0 THEN '12345' ELSE 'app' END, n % 50 = 0, timestamptz '2026-01-01' + n * interval '10 minutes',
                timestamptz '2026-01-01' + n * interval '10 minutes', CASE WHEN n % 20 = 0 THEN timestamptz '2026-02-01' + n * interval '9 minutes' END,
                CASE WHEN n % 10 > 0 THEN timestamptz '2026-01-02' + n * interval '11 minutes' END
            FROM generate_series(1, {Rows}) n
            """;
        await database.ExecuteAsync($"INSERT INTO case_row ({columns}) {rows}");
        await database.ExecuteAsync(
            $"""
            INSERT INTO case_list (edition, district, street, community, urges, {columns})
            SELECT {CaseListProjection.Edition}, left(cell, 6), left(cell, 9), left(cell, 12), (overdue AND closed_at IS NULL)::int, {columns} FROM case_row
            """);
        await database.ExecuteAsync("ANALYZE case_row; ANALYZE case_list");
        await AskForReachAsync(database);
    }

    /// <summary>
    /// Asked is what an index can do, not what the planner's sample of so small a table makes it cost: pages are free, so that
    /// only the rows walked count, and a handful is not gathered and sorted. An index that serves the list walks the fewest.
    /// </summary>
    private static async Task AskForReachAsync(TestDatabase database)
    {
        foreach (var setting in new[] { "enable_bitmapscan = off", "seq_page_cost = 0", "random_page_cost = 0" })
            await database.ExecuteAsync(
                $"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET {setting}', current_database()); END $$");
        database.Source.Clear();
    }
}
