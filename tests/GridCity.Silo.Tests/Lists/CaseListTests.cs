using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Lists;

/// <summary>What follows the events within a second.</summary>
public sealed class CaseListTests
{
    /// <summary>Everything that a list shows of a case is also in its case row.</summary>
    private const string DifferenceSql =
        """
        SELECT count(*) FROM case_row r FULL JOIN case_list l ON l.id = r.id
        WHERE (r.id, r.version, r.number, r.stage, r.cell, r.category, r.department, r.holder, r.source, r.overdue, r.registered_at,
               r.stage_since, r.due_at, r.closed_at)
           IS DISTINCT FROM
              (l.id, l.version, l.number, l.stage, l.cell, l.category, l.department, l.holder, l.source, l.overdue, l.registered_at,
               l.stage_since, l.due_at, l.closed_at)
        """;

    [Fact]
    public async Task The_lists_show_what_the_case_rows_say()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        foreach (var stage in new[] { Stage.Registered, Stage.Filed, Stage.Dispatched, Stage.Handling, Stage.Checked, Stage.Closed })
            await crew.BringAsync((await crew.RegisterAsync()).CaseId, stage);

        await CaughtUpAsync(silo);

        Assert.Equal(6, await silo.Database.ScalarAsync<long>("SELECT count(*) FROM case_list WHERE left(cell, 12) = community AND tile IS NOT NULL"));
        Assert.True(await silo.Database.ScalarAsync<bool>("SELECT live FROM projection_checkpoint WHERE name = 'case-list'"));
    }

    [Fact]
    public async Task Urged_and_supervised_cases_are_on_their_list()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var supervisor = await silo.ClientAsync(Role.Supervisor);
        var (urged, watched, calm) = (await crew.RegisterAsync(), await crew.RegisterAsync(), await crew.RegisterAsync());
        await crew.Clerk.Desk.UrgeAsync(new() { CommandId = Crew.NewId(), CaseId = urged.CaseId });
        await supervisor.Desk.SuperviseAsync(new() { CommandId = Crew.NewId(), CaseId = watched.CaseId, Reason = "Again." });
        await supervisor.Desk.SuperviseAsync(new() { CommandId = Crew.NewId(), CaseId = calm.CaseId, Reason = "Again." });
        await supervisor.Desk.EndSupervisionAsync(new() { CommandId = Crew.NewId(), CaseId = calm.CaseId });
        await CaughtUpAsync(silo);

        Assert.Equal([urged.CaseId], await IdsAsync(crew, new() { Urgency = Urgency.Urged }));
        Assert.Equal([watched.CaseId], await IdsAsync(crew, new() { Urgency = Urgency.Supervised }));
    }

    [Fact]
    public async Task An_edition_is_built_anew_beside_the_one_that_answers()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var registered = await crew.RegisterAsync();
        await CaughtUpAsync(silo);
        // As if the edition that answers were an older one: its rows stay until the present one has caught up.
        await silo.Database.ExecuteAsync(
            """
            UPDATE projection_checkpoint SET version = 0 WHERE name = 'case-list';
            SELECT case_list_ensure(0);
            INSERT INTO projection_checkpoint (name, version, xid, position, live) VALUES ('case-list', 1, 0, 0, false);
            DELETE FROM case_list; DELETE FROM case_text;
            """);

        await CaughtUpAsync(silo);
        await Eventually.Is(
            async () => await silo.Database.ScalarAsync<long>("SELECT count(*) FROM projection_checkpoint WHERE name = 'case-list' AND live") == 1
                && await silo.Database.ScalarAsync<long>("SELECT count(*) FROM projection_checkpoint WHERE name = 'case-list'") == 1,
            "the new edition is live and the old one forgotten");

        Assert.Equal(CaseListProjection.Edition, await silo.Database.ScalarAsync<int>("SELECT version FROM projection_checkpoint WHERE name = 'case-list'"));
        Assert.Equal(1, await silo.Database.ScalarAsync<long>("SELECT count(*) FROM pg_inherits WHERE inhparent = 'case_list'::regclass"));
        Assert.Equal([registered.CaseId], await IdsAsync(crew, new()));
    }

    [Fact]
    public async Task What_is_no_list_is_refused_with_the_lists_that_there_are()
    {
        await using var silo = await TestSilo.StartAsync();
        var clerk = await silo.ClientAsync(Role.Clerk);

        await Refused.Naming("filter", () => clerk.Desk.ListQueueAsync(new() { Filter = new() { Category = "0101", Department = "water" } }));
        await Refused.Naming("filter", () => clerk.Desk.ListQueueAsync(new() { Filter = new() { Stage = Stage.Filed }, Order = QueueOrder.Due }));
        await Refused.Naming("order", () => clerk.Desk.ListQueueAsync(new() { Order = (QueueOrder)77 }));
        await Refused.Naming("filter.urgency", () => clerk.Desk.ListQueueAsync(new() { Filter = new() { Urgency = (Urgency)9 } }));
        await Refused.Naming("filter.registered_from", () => clerk.Desk.ListQueueAsync(
            new() { Filter = new() { RegisteredFrom = new() { Seconds = 1 } }, Order = QueueOrder.Due }));
    }

    [Fact]
    public async Task A_walk_that_finds_nothing_goes_on_behind_its_bound()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var far = await crew.RegisterAsync();
        await CaughtUpAsync(silo);
        // Six thousand cases of another area lie before it in the department's queue.
        await silo.Database.ExecuteAsync(
            $"""
            UPDATE case_list SET department = 'water', registered_at = registered_at + interval '1 day';
            INSERT INTO case_list (edition, id, version, number, stage, district, street, community, cell, category, department, holder,
                source, overdue, registered_at, stage_since)
            SELECT edition, 'x' || n, version, number, stage, '990000', '990000000', '990000000000', '990000000000000', category,
                department, holder, source, overdue, registered_at - interval '2 days', stage_since
            FROM case_list, generate_series(1, 6000) n
            """);
        var local = await silo.ClientAsync(Role.Clerk, person: "local", area: far.Cell[..9]);

        var first = await local.Desk.ListQueueAsync(new() { Filter = new() { Department = "water" } });
        Assert.Empty(first.Cases);
        var second = await local.Desk.ListQueueAsync(new() { Filter = new() { Department = "water" }, PageToken = first.NextPageToken });

        Assert.Equal(far.CaseId, Assert.Single(second.Cases).CaseId);
        Assert.Empty(second.NextPageToken);
    }

    internal static Task CaughtUpAsync(TestSilo silo) => Eventually.Is(
        async () => await silo.Database.ScalarAsync<long>(DifferenceSql) == 0
            && await silo.Database.ScalarAsync<long>(
                "SELECT count(*) FROM projection_checkpoint c WHERE EXISTS (SELECT FROM journal j WHERE (j.xid, j.position) > (c.xid, c.position))") == 0,
        "the lists show what the case rows say");

    private static async Task<List<string>> IdsAsync(Crew crew, QueueFilter filter) =>
        [.. (await crew.Clerk.Desk.ListQueueAsync(new() { Filter = filter })).Cases.Select(@case => @case.CaseId)];
}
