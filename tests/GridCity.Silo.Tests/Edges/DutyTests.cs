using Google.Protobuf.WellKnownTypes;
using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Tests.Edges;

/// <summary>A working day of two inspectors in one duty grid, over the wire.</summary>
public sealed class DutyTests
{
    [Fact]
    public async Task A_task_goes_from_shift_to_shift_until_somebody_looks()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var (first, second) = (crew.Inspector, await silo.ClientAsync(Role.Inspector, person: "second", unit: "i2"));
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(id, Stage.AwaitingCheck);
        Assert.Equal("inspectors", await HolderAsync(crew, id));

        await SignOnAsync(first);
        await HeldByAsync(first, "i1", crew, id);
        await SignOnAsync(second);
        await first.Field.SignOffAsync(new() { CommandId = Crew.NewId() });
        await HeldByAsync(second, "i2", crew, id);
        await second.Field.SignOffAsync(new() { CommandId = Crew.NewId() });
        await Eventually.Is(async () => await HolderAsync(crew, id) == "inspectors", "the task waits");
        await SignOnAsync(first);
        await HeldByAsync(first, "i1", crew, id);

        await first.Field.CheckAsync(new() { CommandId = Crew.NewId(), CaseId = id, Passed = true });
        await Eventually.Is(async () => (await first.Field.MyTasksAsync(new())).Tasks.Count == 0, "the task is done");
    }

    [Fact]
    public async Task An_inspector_signs_on_to_a_duty_grid_of_the_city_only()
    {
        await using var silo = await TestSilo.StartAsync();
        var inspector = (await silo.ClientAsync(Role.Inspector, unit: "i1")).Field;

        await Refused.Naming("duty_grid", () => inspector.SignOnAsync(new() { CommandId = Crew.NewId(), DutyGrid = "north" }));
    }

    [Fact]
    public async Task A_shift_leader_sees_who_is_where_and_what_a_shift_did()
    {
        await using var silo = await TestSilo.StartAsync(SmallCity.Pack with
        {
            Info = SmallCity.Pack.Info with { Limits = new(ReportsPerShift: 15) },
        });
        var inspector = await silo.ClientAsync(Role.Inspector, unit: "i1");
        var leader = (await silo.ClientAsync(Role.Supervisor)).Duty;
        await inspector.Field.SignOnAsync(new() { CommandId = Crew.NewId(), DutyGrid = SmallCity.DutyGrid, Position = Wrong(here => here.At.Seconds -= 3_600) });
        await inspector.Hotline.RegisterAsync(Crew.Report());
        var since = (await inspector.Field.MyShiftAsync(new())).Since.ToDateTimeOffset();
        await inspector.Field.ReportPositionsAsync(new() { Positions = { Here(0, since.AddMicroseconds(10)), Here(0.0001, since.AddMicroseconds(20)) } });

        var mine = await inspector.Field.MyShiftAsync(new());
        var grid = new GetDutyGridReply();
        await Eventually.Is(
            async () => (grid = await leader.GetDutyGridAsync(new() { DutyGrid = SmallCity.DutyGrid })).OnDuty.Count == 1,
            "the duty grid hears of the shift");
        await inspector.Field.SignOffAsync(new() { CommandId = Crew.NewId() });
        var over = await leader.GetShiftAsync(new() { Inspector = "i1" });

        Assert.Equal((1, 15, 1, 2), (mine.Reports, mine.ReportsWanted, mine.CellsVisited.Count, mine.Track.Count));
        Assert.InRange(mine.Metres, 9, 13);
        Assert.Equal(("i1", false, "always"), (grid.OnDuty[0].Inspector, grid.OnDuty[0].StandIn, mine.Shift_));
        Assert.Equal(SmallCity.Latitude + 0.0001, grid.OnDuty[0].Seen.Place.Latitude);
        Assert.Equal(mine.Cells, grid.Cells.Count);
        Assert.Equal((mine.Since, mine.Reports, mine.Track), (over.Since, over.Reports, over.Track));
        Assert.NotNull(over.Until);
        await Refused.With(StatusCode.FailedPrecondition, () => inspector.Field.ReportPositionsAsync(new() { Positions = { Here(0) } }));
        await Refused.With(StatusCode.PermissionDenied, () => inspector.Duty.GetShiftAsync(new() { Inspector = "i1" }));
    }

    [Fact]
    public async Task A_position_is_one_on_the_Earth_right_to_some_metres_and_not_of_tomorrow()
    {
        await using var silo = await TestSilo.StartAsync();
        var inspector = (await silo.ClientAsync(Role.Inspector, unit: "i1")).Field;
        await inspector.SignOnAsync(new() { CommandId = Crew.NewId(), DutyGrid = SmallCity.DutyGrid });

        foreach (var bad in new Position[] { new(), Here(80), Wrong(here => here.AccuracyMetres = -1), Wrong(here => here.At.Seconds += 86_400) })
            await Refused.Naming("positions[1]", () => inspector.ReportPositionsAsync(new() { Positions = { Here(0), bad } }));
        await Refused.Naming("positions", () => inspector.ReportPositionsAsync(new()));
        await Refused.Naming("positions", () =>
            inspector.ReportPositionsAsync(new() { Positions = { Wrong(here => here.At.Seconds -= 86_400) } }));
    }

    /// <summary>A position so many degrees north of the small city's middle.</summary>
    private static Position Here(double north, DateTimeOffset? at = null) => new()
    {
        Place = new() { Latitude = SmallCity.Latitude + north, Longitude = SmallCity.Longitude },
        AccuracyMetres = 5,
        At = Timestamp.FromDateTimeOffset(at ?? TimeProvider.System.GetUtcNow()),
    };

    private static Position Wrong(Action<Position> change)
    {
        var here = Here(0);
        change(here);
        return here;
    }

    private static Task SignOnAsync(GridCityClient inspector) =>
        inspector.Field.SignOnAsync(new() { CommandId = Crew.NewId(), DutyGrid = SmallCity.DutyGrid });

    private static Task HeldByAsync(GridCityClient inspector, string code, Crew crew, string id) => Eventually.Is(
        async () => await HolderAsync(crew, id) == code
            && (await inspector.Field.MyTasksAsync(new())).Tasks.Any(task => task.Case.CaseId == id),
        $"{code} holds the task of {id}");

    private static async Task<string> HolderAsync(Crew crew, string id) =>
        (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = id })).Summary.Holder;
}
