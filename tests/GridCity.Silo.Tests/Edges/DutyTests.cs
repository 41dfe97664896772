using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

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

    private static Task SignOnAsync(GridCityClient inspector) =>
        inspector.Field.SignOnAsync(new() { CommandId = Crew.NewId(), DutyGrid = SmallCity.DutyGrid });

    private static Task HeldByAsync(GridCityClient inspector, string code, Crew crew, string id) => Eventually.Is(
        async () => await HolderAsync(crew, id) == code
            && (await inspector.Field.MyTasksAsync(new())).Tasks.Any(task => task.Case.CaseId == id),
        $"{code} holds the task of {id}");

    private static async Task<string> HolderAsync(Crew crew, string id) =>
        (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = id })).Summary.Holder;
}
