using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Lists;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Edges;

public sealed class QueueTests
{
    private const int Cases = 7;

    [Fact]
    public async Task A_queue_is_paged_oldest_first_and_nothing_is_left_out()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var registered = new List<string>();
        for (var number = 0; number < Cases; number++) registered.Add((await crew.RegisterAsync()).CaseId);

        await CaseListTests.CaughtUpAsync(silo);

        Assert.Equal(registered, await ListAsync(crew, new(), pageSize: 3));
        Assert.Equal(registered, await ListAsync(crew, new() { Stage = Stage.Registered }, pageSize: 3));
    }

    [Fact]
    public async Task A_filter_narrows_by_stage_department_and_cell()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var (open, sent, closed) = (await crew.RegisterAsync(), await crew.RegisterAsync(), await crew.RegisterAsync());
        await crew.BringAsync(sent.CaseId, Stage.Dispatched);
        await crew.BringAsync(closed.CaseId, Stage.Closed);
        await CaseListTests.CaughtUpAsync(silo);

        Assert.Equal([open.CaseId], await ListAsync(crew, new() { Stage = Stage.Registered }));
        Assert.Equal([sent.CaseId], await ListAsync(crew, new() { Department = "water" }));
        Assert.Equal([open.CaseId, sent.CaseId], await ListAsync(crew, new() { CellPrefix = open.Cell }));
        Assert.Empty(await ListAsync(crew, new() { CellPrefix = "330106000" }));
        Assert.Equal([closed.CaseId], await ListAsync(crew, new() { Stage = Stage.Closed }));
        Assert.Equal(3, (await ListAsync(crew, new() { IncludeClosed = true })).Count);
    }

    [Fact]
    public async Task A_token_of_an_area_sees_and_does_nothing_outside_it()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var registered = await crew.RegisterAsync();
        var outsider = await silo.ClientAsync(Role.Clerk, person: "outsider", area: "330106000");

        Assert.Empty((await outsider.Desk.ListQueueAsync(new())).Cases);
        await Refused.With(StatusCode.PermissionDenied, () => outsider.Desk.GetCaseAsync(new() { CaseId = registered.CaseId }));
        await Refused.With(StatusCode.PermissionDenied, () => outsider.Desk.FileAsync(
            new() { CommandId = Crew.NewId(), CaseId = registered.CaseId, Standard = SmallCity.Standard }));
        await Refused.With(StatusCode.PermissionDenied, () => outsider.Desk.StatisticsAsync(new() { CellPrefix = "330107" }));
    }

    [Fact]
    public async Task Statistics_count_what_has_happened()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        await crew.BringAsync((await crew.RegisterAsync()).CaseId, Stage.Closed);
        await crew.RegisterAsync();

        var counted = (await crew.Clerk.Desk.StatisticsAsync(new())).Figures.ToDictionary(figure => figure.Measure, figure => figure.Amount);

        Assert.Equal((2, 1, 1), (counted["registered"], counted["closed"], counted["open"]));
    }

    private static async Task<List<string>> ListAsync(Crew crew, QueueFilter filter, int pageSize = 100)
    {
        var (found, page) = (new List<string>(), "");
        do
        {
            var reply = await crew.Clerk.Desk.ListQueueAsync(new() { Filter = filter, PageSize = pageSize, PageToken = page });
            found.AddRange(reply.Cases.Select(@case => @case.CaseId));
            page = reply.NextPageToken;
        }
        while (page.Length > 0);
        return found;
    }
}
