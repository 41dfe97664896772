using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Local;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Local;

/// <summary>Lease and journal together, on the real clock and a real database.</summary>
public sealed class LeaseFencingTests
{
    private static readonly LeaseTimes Short = new(TimeSpan.FromSeconds(1));

    [Fact]
    public async Task A_silo_that_was_overtaken_writes_nothing_more()
    {
        await using var database = await TestDatabase.CreateAsync();
        var first = new LeaseKeeper(new PostgresLeaseTable(database.Source), "first", TimeProvider.System, Short);
        await using var second = new LeaseKeeper(new PostgresLeaseTable(database.Source), "second", TimeProvider.System, Short);
        first.Start();
        await Eventually.Gives(first.HeldAsync(), "first, at its start: it is active");
        await using var journal = new PostgresJournal(database.Source, () => first.Epoch);
        Assert.True(Assert.Single(await journal.AppendAsync([Append(0)])));

        second.Start();
        await database.ExecuteAsync("UPDATE lease SET expires_at = '-infinity'");
        await Eventually.Is(
            async () =>
            {
                // The first may renew in between, as nobody has taken it yet.
                await database.ExecuteAsync("UPDATE lease SET expires_at = '-infinity' WHERE holder = 'first'");
                return second.State is LeaseState.Held;
            },
            "second, when the term is over: it takes over");

        await Assert.ThrowsAsync<FencedException>(() => journal.AppendAsync([Append(1)]));
        await Eventually.Is(() => first.State is LeaseState.Standby, "first, overtaken: it stands by");
        await first.DisposeAsync();
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM journal"));
    }

    private static GrainAppend Append(long version) =>
        GrainAppend.Of(new GrainId("probe", "1"), version, new NewEvent(new("probe.happened.v1", "{}"u8.ToArray()), "tester"));
}
