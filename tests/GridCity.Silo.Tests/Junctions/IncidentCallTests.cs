using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Junction.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>Over the wire on PostgreSQL: a vehicle that stands on a lane begins one case, which hears when the road is clear.</summary>
public sealed class IncidentCallTests
{
    /// <summary>An incident takes some half a minute of the loop's real seconds to be sure of, and as long to be gone.</summary>
    private static readonly TimeSpan LimitOfDay = TimeSpan.FromSeconds(180);

    private static readonly CancellationToken Limit = new CancellationTokenSource(TimeSpan.FromSeconds(240)).Token;

    private volatile bool _stands = true;

    [Fact]
    public async Task A_vehicle_that_stands_begins_one_case_and_the_case_hears_that_the_road_is_clear()
    {
        await using var silo = await TestSilo.StartAsync(CrossCity.WithRoad);
        var (device, operators) = (await silo.ClientAsync(Role.OtherSystem), await silo.ClientAsync(Role.Operator));
        var clerk = await silo.ClientAsync(Role.Clerk);
        await using var stream = device.Junctions.OpenLink(Limit);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Limit);
        var playing = PlayAsync(stream, stop.Token);

        RoadIncident? incident = null;
        await Eventually.Is(
            async () => (incident = (await JunctionAsync(operators)).Incidents.SingleOrDefault()) is not null, LimitOfDay, "the incident is open");
        Assert.Equal(("north", "n", "road-blocked"), (incident!.Road, incident.Lane, incident.Severity));
        await Eventually.Is(async () => await CasesAsync(silo) == 1, "its case has begun");
        var begun = await clerk.Desk.GetCaseAsync(new() { CaseId = incident.CaseId });
        Assert.Equal(("junction", SmallCity.Standard), (begun.Summary.Source, begun.Summary.Category));
        Assert.Contains("road north, lane n, 30 m before the stop line: the road is blocked", begun.Address, StringComparison.Ordinal);

        _stands = false;
        await Eventually.Is(async () => (await JunctionAsync(operators)).Incidents.Count == 0, LimitOfDay, "the road is clear");
        await Eventually.Is(
            async () => (await clerk.Desk.GetCaseAsync(new() { CaseId = incident.CaseId })).Timeline.Any(entry => entry.Event == "case.sensed.v1"),
            "the case has heard of it");
        Assert.Equal(1, await CasesAsync(silo));
        await stop.CancelAsync();
        await playing;
    }

    private static async Task<Junction> JunctionAsync(GridCityClient city) =>
        (await city.Junctions.GetAsync(new() { Junction = CrossCity.First })).Junction;

    private static Task<long> CasesAsync(TestSilo silo) =>
        silo.Database.ScalarAsync<long>("SELECT count(*) FROM grain_head WHERE grain ^@ 'case/'");

    /// <summary>The camera answers each order with a reading; the service's seconds are its clock.</summary>
    private async Task PlayAsync(RpcStream<Observed, Ordered> stream, CancellationToken stop)
    {
        var field = new FieldController(1, CrossCity.First, "camera 7", TimeProvider.System) { Sight = Sight.Vehicles };
        await stream.SendAsync(new() { Announcements = { field.Announce() } });
        while (!stop.IsCancellationRequested && await stream.ReadAsync() is { } message)
        {
            foreach (var welcome in message.Welcomes) field.Welcome(welcome);
            foreach (var order in message.Orders)
            {
                field.Take(order);
                await stream.SendAsync(new() { Readings = { field.Sign(Seen(field)) } });
            }
        }
    }

    private Reading Seen(FieldController field)
    {
        var shown = field.Obeyed?.Show ?? Google.Protobuf.ByteString.CopyFrom((byte)Signal.Green, (byte)Signal.Red);
        var reading = new Reading
        {
            Shown = shown, Halting = { 0, 0 }, Present = { 1, 1 }, Departed = { 1, 1 }, MeanSpeed = { 9, 9 }, Occupancy = { 20, 20 }, Seen = new(),
        };
        if (!_stands) return reading;
        reading.Seen.Lane.Add(0);
        reading.Seen.Decimetres.Add(300);
        reading.Seen.DecimetresPerSecond.Add(0);
        return reading;
    }
}
