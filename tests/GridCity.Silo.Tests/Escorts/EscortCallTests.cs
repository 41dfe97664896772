using GridCity.Cities.Model;
using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Escort.V1;
using GridCity.Protos.Junction.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Junctions;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Escorts;

/// <summary>Over the wire on PostgreSQL: an escort begins, its junctions are ordered and released, and it arrives.</summary>
public sealed class EscortCallTests
{
    /// <summary>One way through both crossings, from east to west.</summary>
    private static readonly CityPack Pack = CrossCity.Pack with
    {
        Roads =
        [
            new("in", "", "", CrossCity.First, "east", 400, 50),
            new("mid", CrossCity.First, "west", CrossCity.Second, "east", 600, 50),
            new("out", CrossCity.Second, "west", "", "", 300, 50),
            new("north", "", "", CrossCity.First, "north", 400, 50),
        ],
    };

    [Fact]
    public async Task Junctions_are_prepared_ahead_and_handed_back_behind()
    {
        await using var silo = await TestSilo.StartAsync(Pack);
        var (ambulance, operators) = (await silo.ClientAsync(Role.OtherSystem), await silo.ClientAsync(Role.Operator));

        var begun = await operators.Escorts.StartAsync(Wanted(request => request.CallSign = "120-7"));
        Assert.Equal((EscortStanding.UnderWay, "120-7", "in", "out"), (begun.Standing, begun.CallSign, begun.From, begun.To));
        Assert.Equal(["in", "mid", "out"], begun.Roads);
        Assert.True(begun.EstimateSeconds > 90, $"{begun.EstimateSeconds} s for 1,300 m at 50 km/h and two signals");

        var near = await ambulance.Escorts.ReportAsync(At(begun, "in", 350));
        Assert.Equal([CrossCity.First], near.Prepared);
        await OrderedAsync(operators, CrossCity.First, $"escort/{begun.EscortId}");

        var past = await ambulance.Escorts.ReportAsync(At(begun, "mid", 10));
        Assert.Equal((1, 0), (past.Passed, past.Prepared.Count));
        await OrderedAsync(operators, CrossCity.First, "");

        var arrived = await ambulance.Escorts.ReportAsync(At(begun, "out", 290));
        Assert.Equal((EscortStanding.Arrived, 2, true), (arrived.Standing, arrived.Passed, arrived.HasSavedSeconds));
        Assert.Equal(arrived, await operators.Escorts.GetAsync(new() { EscortId = begun.EscortId }));
        await Refused.With(StatusCode.FailedPrecondition, () => ambulance.Escorts.ReportAsync(At(begun, "out", 295)));
    }

    [Fact]
    public async Task It_can_be_stopped_listed_and_asked_for_twice_in_vain()
    {
        await using var silo = await TestSilo.StartAsync(Pack);
        var operators = await silo.ClientAsync(Role.Operator);
        var wanted = Wanted(request => (request.From, request.To) = (CrossCity.First, CrossCity.Second));

        var begun = await operators.Escorts.StartAsync(wanted);
        Assert.Equal(begun, await operators.Escorts.StartAsync(wanted));
        Assert.Equal(["mid"], begun.Roads);
        Assert.Equal([begun], (await operators.Escorts.ListAsync(new() { UnderWay = true })).Escorts);

        var stopped = await operators.Escorts.StopAsync(
            new() { CommandId = GridCityClient.NewCommandId(), EscortId = begun.EscortId, Reason = "cancelled" });
        Assert.Equal((EscortStanding.Stopped, "cancelled"), (stopped.Standing, stopped.Reason));
        Assert.Empty((await operators.Escorts.ListAsync(new() { UnderWay = true })).Escorts);
        Assert.Single((await operators.Escorts.ListAsync(new())).Escorts);
    }

    [Fact]
    public async Task Who_may_not_and_what_cannot_be_is_refused_by_name()
    {
        await using var silo = await TestSilo.StartAsync(Pack);
        var (operators, agent) = (await silo.ClientAsync(Role.Operator), await silo.ClientAsync(Role.Agent));
        var elsewhere = await silo.ClientAsync(Role.Operator, "operator-2", area: "999999");

        await Refused.With(StatusCode.PermissionDenied, () => agent.Escorts.StartAsync(Wanted()));
        await Refused.With(StatusCode.PermissionDenied, () => elsewhere.Escorts.StartAsync(Wanted()));
        await Refused.With(StatusCode.NotFound, () => operators.Escorts.StartAsync(Wanted(request => request.To = "north")));
        await Refused.With(StatusCode.NotFound, () => operators.Escorts.GetAsync(new() { EscortId = "none" }));
        await Refused.Naming("from", () => operators.Escorts.StartAsync(Wanted(request => request.From = "nowhere")));
        await Refused.Naming("to", () => operators.Escorts.StartAsync(Wanted(request => request.To = "")));
        await Refused.Naming("vehicle", () => operators.Escorts.StartAsync(Wanted(request => request.Vehicle = default)));
        await Refused.Naming("count_max", () => operators.Escorts.ListAsync(new() { CountMax = 201 }));
        var begun = await operators.Escorts.StartAsync(Wanted());
        await Refused.Naming("road", () => operators.Escorts.ReportAsync(At(begun, "nowhere", 1)));
        await Refused.Naming("along_metres", () => operators.Escorts.ReportAsync(At(begun, "in", -1)));
    }

    private static StartEscortRequest Wanted(Action<StartEscortRequest>? change = null)
    {
        var request = new StartEscortRequest
        {
            CommandId = GridCityClient.NewCommandId(), From = "in", To = "out", Vehicle = VehicleClass.Ambulance,
        };
        change?.Invoke(request);
        return request;
    }

    private static ReportPositionRequest At(Escort escort, string road, double metres) =>
        new() { CommandId = GridCityClient.NewCommandId(), EscortId = escort.EscortId, Road = road, AlongMetres = metres };

    private static Task OrderedAsync(GridCityClient city, string junction, string by) => Eventually.Is(
        async () => (await city.Junctions.GetAsync(new() { Junction = junction })).Junction.OrderedBy == by,
        $"{junction} is ordered by '{by}'");
}
