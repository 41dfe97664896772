using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cli.Commands;
using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Cities;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Cities;

/// <summary>A running city is changed to the state of another folder; in the cluster build on Orleans.</summary>
public sealed class ApplyTests
{
    /// <summary>The cell at the small city's middle, where reports of these tests lie.</summary>
    private static Cell Middle { get; } = CellAt(SmallCity.Latitude, SmallCity.Longitude);

    [Fact]
    public async Task Open_cases_go_to_the_cell_and_duty_grid_that_hold_their_place_and_history_stays()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var (admin, leader) = (await silo.ClientAsync(Role.Administrator), (await silo.ClientAsync(Role.Supervisor)).Duty);
        var (open, checking, closed) = ((await crew.RegisterAsync()).CaseId, (await crew.RegisterAsync()).CaseId, (await crew.RegisterAsync()).CaseId);
        await crew.BringAsync(checking, Stage.AwaitingCheck);
        await crew.BringAsync(closed, Stage.Closed);
        var moved = Moved();

        var done = await admin.Admin.ApplyCityAsync(Zip(moved));
        var again = await admin.Admin.ApplyCityAsync(Zip(moved));

        Assert.Contains(done.Changes, change => change.Contains(Middle.Code, StringComparison.Ordinal));
        Assert.Equal((done.Changes.Count, 0), (done.ChangesCount, again.ChangesCount));
        Assert.Equal([NewCode, NewCode, Middle.Code], [await CellOfAsync(open), await CellOfAsync(checking), await CellOfAsync(closed)]);
        var timeline = (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = open })).Timeline.Select(entry => entry.Event);
        Assert.Equal(["case.registered.v1", "case.rehomed.v1"], timeline);
        await Eventually.Is(
            async () => (await leader.GetDutyGridAsync(new() { DutyGrid = NewGrid })).Tasks.Any(task => task.CaseId == checking),
            "the new duty grid has the task");
        Assert.Equal(NewCode, await CellOfAsync((await crew.RegisterAsync()).CaseId));

        async Task<string> CellOfAsync(string id) => (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = id })).Summary.Cell;
    }

    [Fact]
    public async Task A_closed_case_that_is_contested_later_goes_where_its_place_lies_today()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var (admin, leader) = (await silo.ClientAsync(Role.Administrator), (await silo.ClientAsync(Role.Supervisor)).Duty);
        var taken = await crew.RegisterAsync();
        await crew.BringAsync(taken.CaseId, Stage.Closed);
        await admin.Admin.ApplyCityAsync(Zip(Moved()));

        await crew.Agent.Hotline.ContestAsync(
            new() { CommandId = Crew.NewId(), Number = taken.Number, FollowCode = taken.FollowCode, Reason = "It leaks again" });

        Assert.Equal(NewCode, (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = taken.CaseId })).Summary.Cell);
        await Eventually.Is(
            async () => (await leader.GetDutyGridAsync(new() { DutyGrid = NewGrid })).Tasks.Any(task => task.CaseId == taken.CaseId),
            "the new duty grid has the task");
    }

    [Fact]
    public async Task A_department_that_is_gone_gives_its_cases_back_and_a_new_one_takes_them()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var admin = await silo.ClientAsync(Role.Administrator);
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(id, Stage.Handling);
        var parks = SmallCity.Pack.Departments[0] with { Code = "parks" };

        await admin.Admin.ApplyCityAsync(Zip(SmallCity.Pack with { Departments = [.. SmallCity.Pack.Departments.Skip(1), parks] }));

        Assert.Equal(Stage.ReturnedToDispatcher, (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = id })).Summary.Stage);
        var sent = await crew.Dispatcher.Desk.DispatchAsync(new() { CommandId = Crew.NewId(), CaseId = id, Department = "parks" });
        Assert.Equal(Stage.Dispatched, sent.Stage);
    }

    [Fact]
    public async Task A_folder_with_faults_another_city_and_anybody_else_are_refused_and_nothing_changes()
    {
        await using var silo = await TestSilo.StartAsync();
        var (admin, agent) = ((await silo.ClientAsync(Role.Administrator)).Admin, (await silo.ClientAsync(Role.Agent)).Admin);

        var orphan = await Refused.Naming("zip", () => admin.ApplyCityAsync(Zip(SmallCity.Pack with { Departments = [] })));
        Assert.Contains("departments.csv", orphan.Message, StringComparison.Ordinal);
        await Refused.Naming("zip", () => admin.ApplyCityAsync(new byte[] { 1, 2, 3 }));
        await Refused.Naming("zip", () => admin.ApplyCityAsync(ReadOnlyMemory<byte>.Empty));
        await Refused.With(StatusCode.PermissionDenied, () => agent.ApplyCityAsync(Zip(Moved())));
        Assert.Equal(2, (await admin.GetCityAsync(new())).Departments.Count);
    }

    [Fact]
    public async Task The_command_line_applies_a_folder_and_does_not_send_one_with_faults()
    {
        await using var silo = await TestSilo.StartAsync();
        using var folder = new TestFolder();
        var token = (await silo.TokenAsync(Role.Administrator, "the-command-line")).Text;
        async Task<int> ApplyAsync() => (await CliRun.OfAsync(silo, token, "city", "apply", folder.Path)).Code;

        PackWriter.Write(SmallCity.Pack with { Departments = [] }, folder.Path);
        Assert.Equal(ExitCode.Faults, await ApplyAsync());
        PackWriter.Write(Moved(), folder.Path);
        Assert.Equal(ExitCode.Done, await ApplyAsync());

        var clerk = await silo.ClientAsync(Role.Clerk);
        var id = (await (await silo.ClientAsync(Role.Agent)).Hotline.RegisterAsync(Crew.Report())).CaseId;
        Assert.Equal(NewCode, (await clerk.Desk.GetCaseAsync(new() { CaseId = id })).Summary.Cell);
    }

    [Fact]
    public async Task A_silo_that_starts_with_the_older_folder_goes_on_with_what_was_applied()
    {
        await using var silo = await TestSilo.StartAsync();
        await (await silo.ClientAsync(Role.Administrator)).Admin.ApplyCityAsync(Zip(Moved()));
        await silo.StopAsync();

        await using var next = await silo.StartAnotherAsync(engine: null);
        var agent = await next.ClientAsync(Role.Agent);
        var clerk = await next.ClientAsync(Role.Clerk);
        var id = (await agent.Hotline.RegisterAsync(Crew.Report())).CaseId;

        Assert.Equal(NewCode, (await clerk.Desk.GetCaseAsync(new() { CaseId = id })).Summary.Cell);
    }

    internal static string NewCode => Middle.Code[..^3] + "900";

    private static string NewGrid => "new-grid";

    /// <summary>The middle cell is numbered anew and walked as a duty grid of its own.</summary>
    internal static CityPack Moved()
    {
        var pack = SmallCity.Pack;
        var grid = pack.DutyGrids.First(one => one.Code == Middle.DutyGrid) with { Code = NewGrid };
        return pack with
        {
            Info = pack.Info with { Edition = "the day after" },
            Cells = pack.Cells.Replace(Middle, Middle with { Code = NewCode, DutyGrid = NewGrid }),
            DutyGrids = pack.DutyGrids.Add(grid),
            Inspectors = [.. pack.Inspectors.Select(one => one with { DutyGrids = one.DutyGrids.Add(NewGrid) })],
        };
    }

    internal static byte[] Zip(CityPack pack)
    {
        using var folder = new TestFolder();
        PackWriter.Write(pack, folder.Path);
        return CityFolderZip.Pack(folder.Path);
    }

    private static Cell CellAt(double latitude, double longitude)
    {
        var code = new CellMap(SmallCity.Pack).CellAt(latitude, longitude);
        return SmallCity.Pack.Cells.First(cell => cell.Code == code);
    }
}
