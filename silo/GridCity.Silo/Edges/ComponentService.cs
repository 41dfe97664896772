using GridCity.Grains.Cities;
using GridCity.Grains.Components;
using GridCity.Protos.Desk.V1;
using GridCity.Rpc;
using GridCity.Runtime.Components;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using Component = GridCity.Protos.Desk.V1.Component;
using ComponentCase = GridCity.Protos.Desk.V1.ComponentCase;
using ComponentChange = GridCity.Protos.Desk.V1.ComponentChange;
using NearComponent = GridCity.Protos.Desk.V1.NearComponent;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.desk.v1.Components: the register of components.</summary>
internal sealed class ComponentService(CommandEdge edge, ComponentRegister register, LoadedCity city)
{
    private const double MetresUsual = 200;
    private const int CountUsual = 10;

    public async Task<FindNearestReply> FindNearest(FindNearestRequest request, RpcCall call)
    {
        if (!city.City.Categories.ContainsKey(request.Category))
            throw Statuses.Invalid("category", $"'{request.Category}' is no category of this city.");
        if (request.Place is not { } point || !Place.IsOnEarth(point.Longitude, point.Latitude))
            throw Statuses.Invalid("place", "is no position: degrees north in latitude, degrees east in longitude.");
        if (request.MetresMax is not (>= 0 and <= ComponentRegister.MetresMax))
            throw Statuses.Invalid("metres_max", $"must be 0 to {ComponentRegister.MetresMax} metres.");
        if (request.CountMax is < 0 or > ComponentRegister.CountMax)
            throw Statuses.Invalid("count_max", $"must be 0 to {ComponentRegister.CountMax}.");
        var near = await Statuses.GuardAsync(call, register.NearestAsync(
            request.Category,
            new(point.Longitude, point.Latitude),
            request.MetresMax == 0 ? MetresUsual : request.MetresMax,
            request.CountMax == 0 ? CountUsual : request.CountMax,
            call.CancellationToken));
        var seen = near.Where(one => Caller.Of(call).Covers(one.Entry.Cell));
        return new() { Components = { seen.Select(one => new NearComponent { Component = Message(one.Entry), Metres = one.Metres }) } };
    }

    public async Task<GetComponentReply> GetComponent(GetComponentRequest request, RpcCall call)
    {
        var known = await Statuses.GuardAsync(call, register.FindAsync(request.Code, call.CancellationToken))
            ?? throw new RpcException(StatusCode.NotFound, $"No census had a component '{request.Code}'.");
        Caller.Of(call).RequireArea(known.Entry.Cell, $"Cell {known.Entry.Cell} lies");
        var changes = await Statuses.GuardAsync(call, register.ChangesAsync(request.Code, call.CancellationToken));
        var state = (ComponentState)(await edge.ReadAsync(ComponentKind.Kind.Id(request.Code), call)).State;
        return new()
        {
            Component = Message(known.Entry),
            Since = CaseMessages.Moment(known.Since),
            RemovedAt = CaseMessages.Moment(known.RemovedAt),
            Changes = { changes.Select(Message) },
            Cases = { state.Cases.Select(Message) },
        };
    }

    private static Component Message(CensusEntry entry) => new()
    {
        Code = entry.Code,
        Category = entry.Category,
        Cell = entry.Cell,
        Place = new() { Latitude = entry.Place.Latitude, Longitude = entry.Place.Longitude },
        Department = entry.Department,
        Condition = entry.Condition,
    };

    private static ComponentChange Message(Runtime.Components.ComponentChange change) => new()
    {
        At = CaseMessages.Moment(change.At), Kind = change.Kind, Edition = change.Edition, Before = Message(change.Before),
    };

    private static ComponentCase Message(Grains.Components.ComponentCase about) => new()
    {
        CaseId = about.Case.Value,
        Category = about.Category,
        At = CaseMessages.Moment(about.At),
        EndedAt = CaseMessages.Moment(about.EndedAt),
    };
}
