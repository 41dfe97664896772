using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Query.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Watching;

public sealed class WatchTests(SharedSilo shared)
{
    private static readonly string Cell = SmallCity.Pack.Cells[0].Code;

    [Fact]
    public async Task A_case_is_watched_from_its_past_into_its_future_without_gap_or_double()
    {
        var crew = shared.Crew;
        var @case = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(@case, Stage.Filed);
        await using var watch = Watch.Of(crew.Clerk, OfCase(@case));
        var seen = new List<CaseChange> { await watch.NextAsync(), await watch.NextAsync() };

        await DispatchAsync(@case);
        seen.Add(await watch.NextAsync());

        Assert.Equal([1, 2, 3], seen.Select(change => change.Event.Version));
        Assert.Equal(["case.registered.v1", "case.filed.v1", "case.dispatched.v1"], seen.Select(change => change.Event.Event));
        Assert.Equal([Stage.Registered, Stage.Filed, Stage.Dispatched], seen.Select(change => change.Case.Stage));
    }

    [Fact]
    public async Task A_case_is_watched_on_behind_the_version_or_the_cursor_last_seen()
    {
        var crew = shared.Crew;
        var @case = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(@case, Stage.Filed);
        var request = OfCase(@case);
        request.Case.AfterVersion = 1;
        await using var behindVersion = Watch.Of(crew.Clerk, request);
        Assert.Equal(2, (await behindVersion.NextAsync()).Event.Version);
        await DispatchAsync(@case);

        await using var behindCursor = Watch.Of(crew.Clerk, OfCase(@case, behindVersion.Cursor));

        Assert.Equal(3, (await behindCursor.NextAsync()).Event.Version);
    }

    [Fact]
    public async Task A_queue_tells_who_comes_and_who_leaves()
    {
        var @case = (await shared.Crew.RegisterAsync()).CaseId;
        await using var watch = await Watch.BeginAsync(shared.Crew.Clerk, Filed());

        await shared.Crew.BringAsync(@case, Stage.Filed);
        var came = await watch.NextOfAsync(@case);
        await DispatchAsync(@case);
        var left = await watch.NextOfAsync(@case);

        Assert.Equal((false, Stage.Filed, "case.filed.v1"), (came.Left, came.Case.Stage, came.Event.Event));
        Assert.Equal((true, Stage.Dispatched, "case.dispatched.v1"), (left.Left, left.Case.Stage, left.Event.Event));
    }

    [Fact]
    public async Task A_lost_watch_goes_on_behind_its_cursor_and_misses_nothing()
    {
        var (first, second) = ((await shared.Crew.RegisterAsync()).CaseId, (await shared.Crew.RegisterAsync()).CaseId);
        var watch = await Watch.BeginAsync(shared.Crew.Clerk, Filed());
        await shared.Crew.BringAsync(first, Stage.Filed);
        await watch.NextOfAsync(first);
        await watch.DisposeAsync();
        await shared.Crew.BringAsync(second, Stage.Filed);
        await DispatchAsync(first);

        await using var again = Watch.Of(shared.Crew.Clerk, Filed(watch.Cursor));

        Assert.False((await again.NextOfAsync(second)).Left);
        Assert.True((await again.NextOfAsync(first)).Left);
    }

    [Fact]
    public async Task Nothing_is_lost_between_the_begin_of_a_watch_and_the_list()
    {
        var crew = shared.Crew;
        var filing = Enumerable.Range(0, 40).Select(async _ =>
        {
            var @case = (await crew.RegisterAsync()).CaseId;
            await crew.BringAsync(@case, Stage.Filed);
            return @case;
        }).ToList();
        await using var watch = await Watch.BeginAsync(crew.Clerk, Filed());
        var listed = await crew.Clerk.Desk.ListQueueAsync(new() { Filter = Filed().Queue, PageSize = 1_000, Order = QueueOrder.Newest });
        var missing = (await Task.WhenAll(filing)).Except(listed.Cases.Select(one => one.CaseId)).ToHashSet();

        while (missing.Count > 0) missing.Remove((await watch.NextAsync()).Case.CaseId);
    }

    [Fact]
    public async Task An_area_is_watched_whatever_the_stage_and_no_other_is()
    {
        var inside = await Watch.BeginAsync(shared.Crew.Clerk, OfArea(Cell[..9]));
        await using var elsewhere = await Watch.BeginAsync(shared.Crew.Clerk, OfArea("330106999"));
        var @case = (await shared.Crew.RegisterAsync()).CaseId;
        await shared.Crew.Clerk.Desk.VoidAsync(new() { CommandId = Crew.NewId(), CaseId = @case, Reason = "no case" });

        Assert.Equal(Stage.Registered, (await inside.NextOfAsync(@case)).Case.Stage);
        Assert.Equal((Stage.Voided, false), await inside.NextOfAsync(@case) is var ended ? (ended.Case.Stage, ended.Left) : default);
        await inside.DisposeAsync();
    }

    [Fact]
    public async Task A_department_sees_what_comes_to_it_and_that_it_goes_again()
    {
        var roads = await shared.Silo.ClientAsync(Role.Handler, unit: "roads", person: "watching-roads");
        await using var watch = await Watch.BeginAsync(roads, OfArea(""));
        var water = (await shared.Crew.RegisterAsync()).CaseId;
        await shared.Crew.BringAsync(water, Stage.Dispatched);
        var ours = (await shared.Crew.RegisterAsync()).CaseId;
        await shared.Crew.BringAsync(ours, Stage.Filed);
        await shared.Crew.Dispatcher.Desk.DispatchAsync(new() { CommandId = Crew.NewId(), CaseId = ours, Department = "roads" });
        var came = await watch.NextAsync();
        await shared.Crew.Dispatcher.Desk.DispatchAsync(new() { CommandId = Crew.NewId(), CaseId = ours, Department = "water", Note = "a pipe" });
        var went = await watch.NextAsync();

        Assert.Equal((ours, false), (came.Case.CaseId, came.Left));
        Assert.Equal((ours, true), (went.Case.CaseId, went.Left));
    }

    [Fact]
    public async Task What_cannot_be_watched_is_refused_by_name()
    {
        var query = shared.Crew.Clerk.Query;
        var @case = (await shared.Crew.RegisterAsync()).CaseId;
        await using var begun = await Watch.BeginAsync(shared.Crew.Clerk, Filed());
        var days = Filed();
        days.Queue.RegisteredFrom = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

        await Refused.Naming("what", () => FirstAsync(new()));
        await Refused.Naming("queue", () => FirstAsync(days));
        await Refused.Naming("case_id", () => FirstAsync(OfCase("7")));
        await Refused.Naming("area.cell_prefix", () => FirstAsync(OfArea("33x")));
        await Refused.Naming("cursor", () => FirstAsync(Filed("AAAA")));
        await Refused.Naming("cursor", () => FirstAsync(OfCase(@case, begun.Cursor)));
        await Refused.With(StatusCode.NotFound, () => FirstAsync(OfCase(new('0', 32))));

        async Task FirstAsync(WatchRequest request) => await query.WatchAsync(request).GetAsyncEnumerator().MoveNextAsync();
    }

    private Task DispatchAsync(string @case) => shared.Crew.Dispatcher.Desk.DispatchAsync(
        new() { CommandId = Crew.NewId(), CaseId = @case, Department = "water" });

    private static WatchRequest Filed(string cursor = "") => new() { Queue = new() { Stage = Stage.Filed }, Cursor = cursor };

    private static WatchRequest OfCase(string @case, string cursor = "") => new() { Case = new() { CaseId = @case }, Cursor = cursor };

    private static WatchRequest OfArea(string prefix) => new() { Area = new() { CellPrefix = prefix } };
}
