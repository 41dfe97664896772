using GridCity.Testing;
using static GridCity.Conformance.Probes.ProbeCommand;

namespace GridCity.Conformance.Engines;

public abstract partial class EngineConformance
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(1_400);

    [Fact]
    public async Task A_timer_fires_once_and_never_early()
    {
        var due = await NowAsync() + Soon;
        await AcceptedAsync(Probe("a"), new Set("bell", Soon));

        await RungAsync("a", "bell");

        Assert.True(await RangAtAsync("a") >= due);
        await AssertRangOnlyAsync("a", "bell");
    }

    [Fact]
    public async Task A_timer_beyond_the_next_sweep_fires_as_well()
    {
        var due = await NowAsync() + Later;
        await AcceptedAsync(Probe("a"), new Set("bell", Later));

        await RungAsync("a", "bell");

        Assert.True(await RangAtAsync("a") >= due);
        await AssertRangOnlyAsync("a", "bell");
    }

    [Fact]
    public async Task A_moved_timer_fires_once_at_its_last_time()
    {
        await AcceptedAsync(Probe("a"), new Set("bell", Later));
        var due = await NowAsync() + Later;
        await AcceptedAsync(Probe("a"), new Set("bell", Later));

        await RungAsync("a", "bell");

        Assert.True(await RangAtAsync("a") >= due);
        await AssertRangOnlyAsync("a", "bell");
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_fire()
    {
        await AcceptedAsync(Probe("a"), new Set("cancelled", Later));
        await AcceptedAsync(Probe("a"), new Set("after", Later));
        await AcceptedAsync(Probe("a"), new Cancel("cancelled"));

        await RungAsync("a", "after");

        await AssertRangOnlyAsync("a", "after");
    }

    [Fact]
    public async Task A_timer_that_fell_due_while_no_silo_ran_fires_once()
    {
        await AcceptedAsync(Probe("a"), new Set("bell", Later));
        var due = await NowAsync() + Later;
        await It.KillAsync();
        await Eventually.Is(() => TimeProvider.System.GetUtcNow() > due, "the time has come");
        await It.ReviveAsync();

        await RungAsync("a", "bell");

        await AssertRangOnlyAsync("a", "bell");
    }

    private async Task RungAsync(string key, string name) =>
        await UntilAsync(Probe(key), state => state.Rung.Contains(name), $"'{name}' rings");

    /// <summary>The database's time: before an act it bounds the act's own from below, whatever happens meanwhile.</summary>
    private async Task<DateTimeOffset> NowAsync() => new(await It.Database.ScalarAsync<DateTime>("SELECT clock_timestamp()"));

    private async Task<DateTimeOffset> RangAtAsync(string key) =>
        (await HistoryAsync(Probe(key))).Last(happened => happened.Name == "probe.rang.v1").RecordedAt;

    /// <summary>The timer's row is gone, so nothing can fire it again; and it has fired once.</summary>
    private async Task AssertRangOnlyAsync(string key, string name)
    {
        Assert.Equal(0, await It.Database.ScalarAsync<long>($"SELECT count(*) FROM timer WHERE grain = '{Probe(key)}'"));
        Assert.Equal(name, Assert.Single((await StateAsync(Probe(key))).Rung));
    }
}
