using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Projections.Checkpointed;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Projections;

/// <summary>Who helps at which case, from the few events that say so.</summary>
public sealed class PartnerProjectionTests : IAsyncLifetime
{
    private static readonly GrainId One = new("case", "one"), Other = new("case", "other");

    private TestDatabase _database = null!;
    private PostgresJournal _journal = null!;
    private ProjectionRunner _runner = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _journal = new(_database.Source, () => 0);
        _runner = new(_database.Source, new PostgresJournalReader(_database.Source, PartnerProjection.Names), new PartnerProjection());
    }

    public async ValueTask DisposeAsync()
    {
        if (_journal is not null) await _journal.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_part_is_listed_until_it_is_done_dismissed_or_the_case_goes_back()
    {
        await HappenedAsync(One, 0, Involved("roads"), Involved("parks"), Involved("water"));
        await HappenedAsync(Other, 0, Involved("roads"), Involved("water"));
        await ListsAsync("one parks, one roads, one water, other roads, other water");

        await HappenedAsync(One, 3, new CaseEvent.PartnerDone("roads", "cut", At), new CaseEvent.PartnerDismissed("parks", "no", At));
        await HappenedAsync(Other, 2, new CaseEvent.ReturnedToDispatcher("not ours", First: true, At));
        await ListsAsync("one water");
    }

    [Fact]
    public async Task Only_events_of_its_names_are_read()
    {
        await HappenedAsync(One, 0, new CaseEvent.Urged(null, At), Involved("roads"), new CaseEvent.Urged(null, At));

        var applied = 0;
        await Eventually.Is(async () => (applied += (await _runner.AdvanceAsync()).Events) > 0, "the event applied");

        Assert.Equal((1, 0), (applied, (await _runner.AdvanceAsync()).Events));
    }

    [Fact]
    public async Task The_index_of_the_schema_has_the_projections_names()
    {
        var index = await _database.ScalarAsync<string>(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'journal_partners_in_commit_order'");

        Assert.All(PartnerProjection.Names, name => Assert.Contains($"'{name}'", index, StringComparison.Ordinal));
        Assert.Equal(PartnerProjection.Names.Length, index.Split("case.").Length - 1);
    }

    private static DateTimeOffset At { get; } = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);

    private static CaseEvent Involved(string department) => new CaseEvent.PartnerInvolved(department, null, At);

    private Task HappenedAsync(GrainId grain, long version, params CaseEvent[] events) => _journal.AppendAsync(
        [GrainAppend.Of(grain, version, [.. events.Select(one => new NewEvent(CaseKind.Kind.WriteEvent(one), "somebody"))])]);

    /// <summary>The oldest transaction of any database of the server holds a reader of the journal back for a moment.</summary>
    private Task ListsAsync(string expected) => Eventually.Is(
        async () =>
        {
            await _runner.AdvanceAsync();
            return await ListedAsync() == expected;
        },
        $"the list: {expected}");

    private Task<string> ListedAsync() => _database.ScalarAsync<string>(
        "SELECT coalesce(string_agg(case_id || ' ' || department, ', ' ORDER BY case_id, department), '') FROM case_partner");
}
