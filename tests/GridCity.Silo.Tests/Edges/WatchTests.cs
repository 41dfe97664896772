using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Edges;

public sealed class WatchTests(SharedSilo shared)
{
    [Fact]
    public async Task A_case_is_watched_from_its_past_into_its_future_without_gap_or_double()
    {
        var crew = shared.Crew;
        var @case = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(@case, Stage.Filed);
        await using var watch = crew.Clerk.Desk.WatchCaseAsync(new() { CaseId = @case }).GetAsyncEnumerator();
        var seen = new List<TimelineEntry> { await NextAsync(watch), await NextAsync(watch) };

        await crew.Dispatcher.Desk.DispatchAsync(new() { CommandId = Crew.NewId(), CaseId = @case, Department = "water" });
        seen.Add(await NextAsync(watch));

        Assert.Equal([1, 2, 3], seen.Select(entry => entry.Version));
        Assert.Equal(["case.registered.v1", "case.filed.v1", "case.dispatched.v1"], seen.Select(entry => entry.Event));
    }

    [Fact]
    public async Task A_watch_goes_on_after_the_version_last_seen()
    {
        var crew = shared.Crew;
        var @case = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(@case, Stage.Filed);

        await using var watch = crew.Clerk.Desk.WatchCaseAsync(new() { CaseId = @case, AfterVersion = 1 }).GetAsyncEnumerator();

        Assert.Equal(2, (await NextAsync(watch)).Version);
    }

    private const int TriesMax = 500;

    [Fact]
    public async Task A_queue_tells_who_comes_and_who_leaves()
    {
        var crew = shared.Crew;
        var @case = (await crew.RegisterAsync()).CaseId;
        var filter = new QueueFilter { Stage = Stage.Filed };
        await using var watch = crew.Clerk.Desk.WatchQueueAsync(new() { Filter = filter }).GetAsyncEnumerator();
        var begun = await BegunAsync(watch);
        var came = await ChangeOfAsync(watch, begun, @case, () => crew.BringAsync(@case, Stage.Filed));
        var left = await ChangeOfAsync(watch, watch.MoveNextAsync(), @case, () => crew.Dispatcher.Desk.DispatchAsync(
            new() { CommandId = Crew.NewId(), CaseId = @case, Department = "water" }));

        Assert.Equal((false, Stage.Filed), (came.Left, came.Case.Stage));
        Assert.Equal((true, Stage.Dispatched), (left.Left, left.Case.Stage));
    }

    // A watch sees what comes once it has begun, and nothing tells when: cases are filed until one of them shows up.
    private async Task<ValueTask<bool>> BegunAsync(IAsyncEnumerator<QueueChange> watch)
    {
        var first = watch.MoveNextAsync().AsTask();
        for (var tries = 0; !first.IsCompleted; tries++)
        {
            Assert.True(tries < TriesMax, $"The watch showed none of {TriesMax} cases that were filed.");
            await shared.Crew.BringAsync((await shared.Crew.RegisterAsync()).CaseId, Stage.Filed);
        }

        Assert.True(await first);
        return watch.MoveNextAsync();
    }

    private static async Task<QueueChange> ChangeOfAsync(
        IAsyncEnumerator<QueueChange> watch, ValueTask<bool> next, string @case, Func<Task> act)
    {
        await act();
        while (true)
        {
            Assert.True(await Eventually.Gives(next.AsTask(), $"a change of case {@case} in the watched queue"));
            if (watch.Current.Case.CaseId == @case) return watch.Current;
            next = watch.MoveNextAsync();
        }
    }

    private static async Task<TimelineEntry> NextAsync(IAsyncEnumerator<TimelineEntry> watch)
    {
        Assert.True(await Eventually.Gives(watch.MoveNextAsync().AsTask(), "the next event of the watched case"));
        return watch.Current;
    }
}
