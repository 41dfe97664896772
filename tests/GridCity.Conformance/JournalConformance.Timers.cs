using GridCity.Runtime.Journal;

namespace GridCity.Conformance;

public abstract partial class JournalConformance
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Timers_are_due_by_their_moment_earliest_first()
    {
        GrainTimer[] set = [Timer(Grain("a"), "late", 1, 3 * Hour), Timer(Grain("a"), "soon", 2, Hour), Timer(Grain("a"), "next", 3, 2 * Hour)];
        await WinsAsync(Append(Grain("a"), 0, 1) with { TimersSet = [.. set] });

        Assert.Empty(await DueAsync(0.5 * Hour));
        var due = await DueAsync(2.5 * Hour);

        Assert.Equal(["soon", "next"], due.Select(timer => timer.Key.Name));
        Assert.Equal((set[1].Key, set[1].Due, "probe.ring.v1"), (due[0].Key, due[0].Due, due[0].Body.Name));
        Assert.Equal(2, Number(due[0].Body.Json));
    }

    [Fact]
    public async Task A_timer_set_again_is_moved()
    {
        var (first, second) = (Timer(Grain("a"), "limit", 1, Hour), Timer(Grain("a"), "limit", 2, 3 * Hour));
        await WinsAsync(Append(Grain("a"), 0, 1) with { TimersSet = [first] });
        await WinsAsync(Append(Grain("a"), 1, 2) with { TimersSet = [second] });

        Assert.Empty(await DueAsync(2 * Hour));
        Assert.Equal(second.Key, Assert.Single(await DueAsync(4 * Hour)).Key);
        Assert.False(await IsSetAsync(first.Key));
    }

    [Fact]
    public async Task A_timer_fires_once()
    {
        var timer = Timer(Grain("a"), "limit", 1);
        await WinsAsync(Append(Grain("a"), 0, 1) with { TimersSet = [timer] });

        Assert.True(await WinsAsync(Append(Grain("a"), 1, 2) with { TimersFired = [timer.Key] }));
        Assert.False(await WinsAsync(Append(Grain("a"), 2, 3) with { TimersFired = [timer.Key] }));

        Assert.Empty(await DueAsync(Hour));
    }

    [Fact]
    public async Task A_timer_of_an_old_generation_does_not_fire()
    {
        var (old, moved) = (Timer(Grain("a"), "limit", 1), Timer(Grain("a"), "limit", 2));
        await WinsAsync(Append(Grain("a"), 0, 1) with { TimersSet = [old] });
        await WinsAsync(Append(Grain("a"), 1, 2) with { TimersSet = [moved] });

        Assert.False(await WinsAsync(Append(Grain("a"), 2, 3) with { TimersFired = [old.Key] }));

        Assert.True(await IsSetAsync(moved.Key));
    }

    [Fact]
    public async Task A_timer_that_fires_may_set_itself_again()
    {
        var (fired, again) = (Timer(Grain("a"), "limit", 1), Timer(Grain("a"), "limit", 2, Hour));
        await WinsAsync(Append(Grain("a"), 0, 1) with { TimersSet = [fired] });

        Assert.True(await WinsAsync(Append(Grain("a"), 1, 2) with { TimersFired = [fired.Key], TimersSet = [again] }));

        Assert.Equal(again.Key, Assert.Single(await DueAsync(2 * Hour)).Key);
    }

    [Fact]
    public async Task A_cancelled_timer_is_gone_and_cancelling_none_is_harmless()
    {
        var timer = Timer(Grain("a"), "limit", 1);
        await WinsAsync(Append(Grain("a"), 0, 1) with { TimersSet = [timer] });

        Assert.True(await WinsAsync(Append(Grain("a"), 1, 2) with { TimersCancelled = ["limit", "never-set"] }));

        Assert.Empty(await DueAsync(Hour));
        Assert.False(await WinsAsync(Append(Grain("a"), 2, 3) with { TimersFired = [timer.Key] }));
    }

    [Fact]
    public async Task Timers_of_one_name_on_two_grains_are_two()
    {
        await Journal.AppendAsync(
        [
            Append(Grain("a"), 0, 1) with { TimersSet = [Timer(Grain("a"), "limit", 1)] },
            Append(Grain("b"), 0, 1) with { TimersSet = [Timer(Grain("b"), "limit", 2)] },
        ]);
        await WinsAsync(Append(Grain("a"), 1, 2) with { TimersCancelled = ["limit"] });

        Assert.Equal(Grain("b"), Assert.Single(await DueAsync(Hour)).Key.Grain);
    }
}
