using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Journal;

/// <summary>What the database's clock must not be able to do to a history.</summary>
public sealed class PostgresLoaderTests
{
    [Fact]
    public async Task Events_recorded_by_a_clock_that_was_set_back_are_read_all_the_same()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var journal = new PostgresJournal(database.Source, () => 0);
        var grain = new GrainId("case", "clock-set-back");
        var happened = new NewEvent(new Stored("case.filed.v1", "{}"u8.ToArray()), "clerk");
        await journal.AppendAsync([GrainAppend.Of(grain, 0, happened)]);
        await database.ExecuteAsync("UPDATE grain_head SET since = since + interval '1 hour'");
        await journal.AppendAsync([GrainAppend.Of(grain, 1, happened)]);

        var history = (await journal.LoadAsync([grain]))[0];

        Assert.Equal(2, history.Version);
        Assert.Equal(2, history.Events.Length);
        Assert.Equal(2, (await journal.LoadUpToAsync(grain, 2)).Length);
    }
}
