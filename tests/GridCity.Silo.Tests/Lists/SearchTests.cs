using GridCity.Grains;
using GridCity.Protos.Hotline.V1;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Lists;

public sealed class SearchTests
{
    private const string Said = "小区门口的井盖破损，孩子们在旁边玩。 The manhole cover rattles.";

    [Fact]
    public async Task Words_of_both_languages_find_a_case()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var told = await TellAsync(crew, Said, "湖滨路212号");
        await TellAsync(crew, "路灯不亮", "Lakeside Road 4");
        await CaseListTests.CaughtUpAsync(silo);

        foreach (var text in new[] { "井盖", "井盖破损", "Manhole COVERS", "rattle 井盖", "湖滨路 212", "孩子们在旁边" })
            Assert.Equal([told.CaseId], await FoundAsync(crew, text));
        foreach (var text in new[] { "井盖 路灯", "streetlight", "破盖" }) Assert.Empty(await FoundAsync(crew, text));
        Assert.Single(await FoundAsync(crew, "lakeside"));
        await Refused.Naming("text", () => crew.Clerk.Query.SearchAsync(new() { Text = "路" }));
        await Refused.Naming("page_token", () => crew.Clerk.Query.SearchAsync(new() { Text = "井盖", PageToken = "AAAA" }));
    }

    [Fact]
    public async Task Hits_come_last_registered_first_a_page_at_a_time_within_area_and_days()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var told = new List<RegisterReply>();
        for (var number = 0; number < 5; number++) told.Add(await TellAsync(crew, Said, ""));
        await CaseListTests.CaughtUpAsync(silo);
        // One of them long ago, in other spans of days.
        await silo.Database.ExecuteAsync(
            $"""
            UPDATE case_list SET registered_at = registered_at - interval '400 days' WHERE id = '{told[0].CaseId}';
            UPDATE case_text SET registered_at = registered_at - interval '400 days', words = words[1:4] || ARRAY(
                SELECT (-n * 1000000 - floor(floor(extract(epoch FROM registered_at - interval '400 days') / 86400) / days))::bigint
                FROM (VALUES (1, 1), (2, 8), (3, 64), (4, 512)) AS spans(n, days) ORDER BY n) || words[9:] WHERE id = '{told[0].CaseId}'
            """);

        Assert.Equal(told.Select(one => one.CaseId).Reverse(), await PagesAsync(crew, "井盖", size: 2));
        // More than are sorted at once: then the search goes back span by span. These have no row in the lists.
        await silo.Database.ExecuteAsync(
            $"""
            INSERT INTO case_text (edition, id, cell, category, registered_at, person, open_words, words)
            SELECT edition, 'x' || n, cell, category, registered_at - n * interval '1 second', person, open_words, words
            FROM case_text, generate_series(1, 600) AS n WHERE id = '{told[0].CaseId}'
            """);
        Assert.Equal(told.Select(one => one.CaseId).Reverse(), await PagesAsync(crew, "井盖", size: 100));
        var outsider = await silo.ClientAsync(Role.Clerk, person: "outsider", area: "330106000");
        Assert.Empty((await outsider.Query.SearchAsync(new() { Text = "井盖" })).Cases);
        Assert.Equal(5, (await crew.Clerk.Query.SearchAsync(new() { Text = "井盖", CellPrefix = told[0].Cell[..9] })).Cases.Count);
        Assert.Empty((await crew.Clerk.Query.SearchAsync(new() { Text = "井盖", RegisteredBefore = new() { Seconds = 1 } })).Cases);
    }

    [Fact]
    public async Task No_word_of_a_person_is_in_the_index_and_no_hash_once_the_person_is_erased()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var told = await TellAsync(crew, Said, "湖滨路212号", phone: "13900001234");
        await CaseListTests.CaughtUpAsync(silo);
        Assert.DoesNotContain("井盖", await silo.Database.ScalarAsync<string>("SELECT string_agg(t::text, ' ') FROM case_text t"), StringComparison.Ordinal);
        var person = await silo.Database.ScalarAsync<Guid>("SELECT person FROM case_text WHERE person IS NOT NULL");

        Assert.True(await silo.Privacy.Erasure.EraseAsync(person, "clerk-1"));

        Assert.Empty(await FoundAsync(crew, "井盖"));
        Assert.Equal([told.CaseId], await FoundAsync(crew, "湖滨路212号"));
        Assert.Equal(1, await silo.Database.ScalarAsync<long>("SELECT count(*) FROM case_text WHERE cardinality(words) = open_words AND person IS NULL"));
        Assert.True(await silo.Database.ScalarAsync<bool>("SELECT purged_at IS NOT NULL FROM person_key WHERE erased_at IS NOT NULL"));
    }

    [Fact]
    public async Task What_was_said_by_somebody_erased_before_the_lists_came_to_it_is_not_indexed()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        await TellAsync(crew, Said, "", phone: "13900001234");
        await CaseListTests.CaughtUpAsync(silo);
        var person = await silo.Database.ScalarAsync<Guid>("SELECT person FROM case_text WHERE person IS NOT NULL");
        Assert.True(await silo.Privacy.Erasure.EraseAsync(person, "clerk-1"));

        await silo.Database.ExecuteAsync(
            "DELETE FROM case_list; DELETE FROM case_text; UPDATE projection_checkpoint SET xid = 0, position = 0 WHERE name = 'case-list'");
        await CaseListTests.CaughtUpAsync(silo);

        Assert.Equal(0, await silo.Database.ScalarAsync<long>("SELECT sum(cardinality(words[9:]))::bigint FROM case_text"));
    }

    [Fact]
    public async Task Reading_for_the_index_is_audited()
    {
        await using var silo = await TestSilo.StartAsync();
        await TellAsync(await Crew.OfAsync(silo), Said, "");
        await CaseListTests.CaughtUpAsync(silo);

        Assert.Equal("1", await silo.Database.ScalarAsync<string>(
            $"SELECT detail ->> 'fields' FROM audit WHERE action = '{SealedFields.IndexAction}'"));
    }

    private static Task<RegisterReply> TellAsync(Crew crew, string description, string address, string phone = "")
    {
        var report = Crew.Report();
        (report.Description, report.Address, report.CallerPhone) = (description, address, phone);
        return crew.Agent.Hotline.RegisterAsync(report);
    }

    private static async Task<List<string>> PagesAsync(Crew crew, string text, int size)
    {
        var (found, page) = (new List<string>(), "");
        do
        {
            var reply = await crew.Clerk.Query.SearchAsync(new() { Text = text, PageSize = size, PageToken = page });
            found.AddRange(reply.Cases.Select(@case => @case.CaseId));
            page = reply.NextPageToken;
        }
        while (page.Length > 0);
        return found;
    }

    private static async Task<List<string>> FoundAsync(Crew crew, string text) =>
        [.. (await crew.Clerk.Query.SearchAsync(new() { Text = text })).Cases.Select(@case => @case.CaseId)];
}
