using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.Escorts;
using GridCity.Protos.Escort.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;
using Google.Protobuf;
using Escort = GridCity.Protos.Escort.V1.Escort;

namespace GridCity.Silo.Escorts;

/// <summary>gridcity.escort.v1.Escorts: green for one emergency vehicle.</summary>
internal sealed class EscortService(CommandEdge edge, LoadedCity city, EscortIds ids, QueueSight queues, GridClock clock)
{
    private const int CountUsual = 50, CountMax = 200, CallSignLengthMax = 64;
    private volatile CityRoads? _roads;

    public async Task<Escort> Start(StartEscortRequest request, RpcCall call)
    {
        var caller = Sender(call);
        var own = edge.CommandId(request.CommandId);
        var kind = EscortMessages.Class(request.Vehicle) ?? throw Statuses.Invalid("vehicle", "is missing or none of the contract's.");
        if (request.CallSign.Length > CallSignLengthMax)
            throw Statuses.Invalid("call_sign", $"has more than {CallSignLengthMax} characters.");
        var route = Route(Named(request.From, "from", isDestination: false), Named(request.To, "to", isDestination: true), caller);
        var id = CaseId.Derive(caller.Name, own).Value;
        var sign = request.CallSign.Length == 0 ? request.Vehicle.ToString() : request.CallSign;
        return await AskAsync(id, new EscortCommand.Request(kind, sign, route), own, request, call);
    }

    public async Task<Escort> Report(ReportPositionRequest request, RpcCall call)
    {
        var caller = Sender(call);
        if (Roads.Graph.Find(request.Road) is null) throw Statuses.Invalid("road", $"'{request.Road}' is no road of the city's folder.");
        var before = await ReadAsync(request.EscortId, call);
        var ahead = before.State is EscortState.UnderWay way ? queues.Ahead(way.Route, Roads) : [];
        var move = new EscortCommand.Move(request.Road, request.AlongMetres, ahead);
        var accepted = await edge.AskAsync(Grain(request.EscortId), move, edge.CommandId(request.CommandId), request, call);
        return (EscortState)accepted.State is EscortState.UnderWay under && Detour(under, request, caller) is var (other, why)
            ? await RerouteAsync(request.EscortId, InArea(other, caller), why, call)
            : EscortMessages.Of(request.EscortId, accepted.Version, (EscortState)accepted.State)!;
    }

    public async Task<Escort> Get(GetEscortRequest request, RpcCall call)
    {
        Reader(call);
        var view = await ReadAsync(request.EscortId, call);
        return EscortMessages.Of(request.EscortId, view.Version, (EscortState)view.State)!;
    }

    public async Task<ListEscortsReply> List(ListEscortsRequest request, RpcCall call)
    {
        Reader(call);
        if (request.CountMax is < 0 or > CountMax) throw Statuses.Invalid("count_max", $"must be 0 to {CountMax}.");
        var newest = await Statuses.GuardAsync(
            call, ids.NewestAsync(request.CountMax == 0 ? CountUsual : request.CountMax, call.CancellationToken));
        var reply = new ListEscortsReply();
        foreach (var id in newest)
        {
            var view = await edge.ReadAsync(Grain(id), call);
            if (request.UnderWay && view.State is not EscortState.UnderWay) continue;
            if (EscortMessages.Of(id, view.Version, (EscortState)view.State) is { } escort) reply.Escorts.Add(escort);
        }

        return reply;
    }

    public Task<Escort> Stop(StopEscortRequest request, RpcCall call)
    {
        Sender(call);
        return AskAsync(
            RequiredId(request.EscortId), new EscortCommand.Stop(request.Reason), edge.CommandId(request.CommandId), request, call);
    }

    private static Caller Sender(RpcCall call) =>
        Caller.Of(call).Require(Role.Operator, Role.Dispatcher, Role.OtherSystem, Role.Administrator);

    private static Caller Reader(RpcCall call) =>
        Caller.Of(call).Require(Role.Operator, Role.Dispatcher, Role.OtherSystem, Role.Supervisor, Role.Administrator);

    private CityRoads Roads => _roads is { } known && known.Digest == city.Digest ? known : _roads = CityRoads.Of(city);

    private IReadOnlyList<string> Named(string place, string field, bool isDestination) =>
        place.Length > 0 && Roads.Named(place, isDestination) is { Count: > 0 } named
            ? named
            : throw Statuses.Invalid(field, $"'{place}' is no road and no intersection with roads in the city's folder.");

    private EscortRoute Route(IReadOnlyList<string> from, IReadOnlyList<string> to, Caller caller) =>
        Roads.Fastest(from, to, queues.On) is { } route
            ? InArea(route, caller)
            : throw new RpcException(StatusCode.NotFound, $"No way leads from {string.Join(" or ", from)} to {string.Join(" or ", to)}.");

    private (EscortRoute Route, string Why)? Detour(EscortState.UnderWay under, ReportPositionRequest at, Caller caller) =>
        EscortDetour.Of(
            Roads, under, at.Road, at.AlongMetres, clock.Now, queues.On, code => caller.Covers(Roads.CellOf(code)));

    private EscortRoute InArea(EscortRoute route, Caller caller)
    {
        foreach (var code in route.Legs.Select(leg => leg.Intersection).OfType<string>())
            caller.RequireArea(Roads.CellOf(code), $"Intersection {code} on the way lies");
        return route;
    }

    /// <summary>It goes another way. Where none leads on, it stays as it is, and its silence ends it.</summary>
    private Task<Escort> RerouteAsync(string id, EscortRoute route, string why, RpcCall call)
    {
        var own = Guid.CreateVersion7(clock.Now);
        var asked = new ReportPositionRequest { CommandId = own.ToString(), EscortId = id, Road = route.Legs[0].Road };
        return AskAsync(id, new EscortCommand.Reroute(route, why), own, asked, call);
    }

    private async Task<Escort> AskAsync(string id, EscortCommand command, Guid own, IMessage request, RpcCall call)
    {
        var accepted = await edge.AskAsync(Grain(id), command, own, request, call);
        return EscortMessages.Of(id, accepted.Version, (EscortState)accepted.State)!;
    }

    private async Task<GrainView> ReadAsync(string id, RpcCall call)
    {
        var view = await edge.ReadAsync(Grain(RequiredId(id)), call);
        return view.State is EscortState.Unrequested ? throw new RpcException(StatusCode.NotFound, $"There is no escort '{id}'.") : view;
    }

    private static string RequiredId(string id) =>
        id.Length is > 0 and <= CallSignLengthMax ? id : throw Statuses.Invalid("escort_id", "is missing or too long.");

    private static GrainId Grain(string id) => EscortKind.Kind.Id(id);
}
