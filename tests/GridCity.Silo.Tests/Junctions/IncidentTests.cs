using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Incidents;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>What blocks a road is noted once, and noted as clear when it is.</summary>
public sealed class IncidentTests : IDisposable
{
    private const string Opened = "intersection.incident-opened.v1", Cleared = "intersection.incident-cleared.v1";

    private readonly JunctionWorld _world = new(CrossCity.WithRoad);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_vehicle_that_stands_with_room_ahead_is_an_incident_until_it_is_gone()
    {
        var field = await _world.LinkAsync(sight: Sight.Vehicles);
        field.Lie = reading => reading.Seen = Standing(lane: 1, decimetres: 600);
        _world.Pass(40, field);

        var incident = Assert.Single(_world.State().Incidents);
        Assert.Equal(("east", "e", 60, IncidentSeverity.RoadBlocked), (incident.Road, incident.Lane, incident.MetresToJunction, incident.Severity));
        Assert.NotNull(incident.Case);

        _world.Pass(60, field);
        Assert.Single(_world.Engine.Journal, Opened);
        Assert.DoesNotContain(Cleared, _world.Engine.Journal);

        field.Lie = reading => reading.Seen = new();
        _world.Pass(25, field);
        Assert.Single(_world.Engine.Journal, Cleared);
        Assert.True(_world.State().Incidents.IsDefaultOrEmpty);
    }

    [Fact]
    public async Task A_queue_that_nobody_leaves_at_green_is_an_incident_and_one_that_leaves_is_none()
    {
        var field = await _world.LinkAsync();
        field.Lie = reading => reading.Departed[1] = 0;
        _world.Pass(90, field);

        var incident = Assert.Single(_world.State().Incidents);
        Assert.Equal(("east", 0), (incident.Road, incident.MetresToJunction));
    }

    [Fact]
    public async Task A_new_link_tells_no_incident_twice_and_clears_one_that_it_never_saw()
    {
        var field = await _world.LinkAsync(sight: Sight.Vehicles);
        field.Lie = reading => reading.Seen = Standing(lane: 1, decimetres: 600);
        _world.Pass(40, field);

        var again = await _world.LinkAsync(controller: field.Controller);
        again.Lie = field.Lie;
        _world.Pass(60, again);
        Assert.Single(_world.Engine.Journal, Opened);

        var third = await _world.LinkAsync(controller: field.Controller);
        third.Lie = reading => reading.Seen = new();
        _world.Pass(119, third);
        Assert.Single(_world.State().Incidents);
        _world.Pass(5, third);
        Assert.True(_world.State().Incidents.IsDefaultOrEmpty);
    }

    [Fact]
    public async Task A_detector_that_fails_clears_nothing_and_while_the_database_is_away_the_incident_waits()
    {
        var field = await _world.LinkAsync(sight: Sight.Vehicles);
        field.Lie = reading => reading.Seen = Standing(lane: 1, decimetres: 600);
        _world.Pass(20, field);
        _world.Engine.IsAway = true;
        _world.Pass(20, field);
        Assert.True(_world.State().Incidents.IsDefaultOrEmpty);
        _world.Engine.IsAway = false;
        _world.Pass(2, field);
        Assert.Single(_world.State().Incidents);

        field.Lie = reading =>
        {
            reading.Seen = new();
            reading.Unmeasured.Add(1);
        };
        _world.Pass(60, field);
        Assert.Equal(DetectorFaultKind.Silent, Assert.Single(_world.State().DetectorFaults).Fault);
        Assert.Single(_world.State().Incidents);
    }

    private static SeenTraffic Standing(uint lane, uint decimetres) =>
        new() { Lane = { lane }, Decimetres = { decimetres }, DecimetresPerSecond = { 0 } };
}
