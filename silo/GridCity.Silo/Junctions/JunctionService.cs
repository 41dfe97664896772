using GridCity.Grains;
using GridCity.Grains.Intersections;
using GridCity.Protos.Junction.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Junctions;

/// <summary>gridcity.junction.v1.Junctions: operators' look at intersections and their orders, and the controllers' link.</summary>
internal sealed class JunctionService(CommandEdge edge, JunctionBoard board, JunctionStreams streams, LoadedCity city, Runtime.Engine.GridClock clock)
{
    private const int PageUsual = 50, PageMax = 500;

    public async Task<ListJunctionsReply> List(ListJunctionsRequest request, RpcCall call)
    {
        var limit = AreaLimit.Of(Reader(call), request.CellPrefix);
        var size = request.PageSize switch
        {
            0 => PageUsual, > 0 and <= PageMax => request.PageSize, _ => throw Statuses.Invalid("page_size", $"must be 0 to {PageMax}."),
        };
        var page = city.Intersections.Values.Where(one => limit.Covers(one.Cell) && string.CompareOrdinal(one.Entry.Code, request.PageToken) > 0)
            .OrderBy(one => one.Entry.Code, StringComparer.Ordinal).Take(size + 1).ToList();
        var reply = new ListJunctionsReply();
        foreach (var entry in page.Take(size)) reply.Junctions.Add(JunctionMessages.Of(entry, await ReadAsync(entry, call), clock.Now));
        if (page.Count > size) reply.NextPageToken = page[size - 1].Entry.Code;
        return reply;
    }

    public async Task<GetJunctionReply> Get(GetJunctionRequest request, RpcCall call)
    {
        var entry = Find(request.Junction, Reader(call));
        return JunctionMessages.Whole(entry, await ReadAsync(entry, call), clock.Now);
    }

    public Task<GetJunctionReply> SetMode(SetModeRequest request, RpcCall call)
    {
        var mode = JunctionMessages.Mode(request.Mode) ?? throw Statuses.Invalid("mode", "is missing or none of the contract's.");
        var until = request.Until is { } moment ? CaseMessages.Moment(moment, "until") : null as DateTimeOffset?;
        if (request.Phase < 0) throw Statuses.Invalid("phase", "counts from 1.");
        var command = new IntersectionCommand.SetMode(mode, request.Phase == 0 ? null : request.Phase - 1, request.Reason, until);
        return AskAsync(request.Junction, command, request.CommandId, request, call);
    }

    public Task<GetJunctionReply> ReleaseMode(ReleaseModeRequest request, RpcCall call) =>
        AskAsync(request.Junction, new IntersectionCommand.ReleaseMode(), request.CommandId, request, call);

    public Task<GetJunctionReply> SetPlans(SetPlansRequest request, RpcCall call) =>
        AskAsync(request.Junction, new IntersectionCommand.SetPlans(JunctionMessages.Plans(request)), request.CommandId, request, call);

    public async IAsyncEnumerable<JunctionMoment> Watch(WatchJunctionRequest request, RpcCall call)
    {
        var entry = Find(request.Junction, Reader(call));
        if (board.Find(entry.Entry.Code) is not { Session: not null } seat)
            throw Statuses.Away($"{entry.Entry.Code} is not linked to this silo.");
        var watcher = new JunctionWatcher();
        seat.Add(watcher);
        try
        {
            await foreach (var moment in watcher.Moments.ReadAllAsync(call.CancellationToken))
            {
                await CallSession.Of(call).RequireStillAsync();
                yield return moment;
            }
        }
        finally
        {
            seat.Remove(watcher);
        }
    }

    public IAsyncEnumerable<Ordered> Link(IAsyncEnumerable<Observed> sent, RpcCall call)
    {
        Caller.Of(call).Require(Role.OtherSystem);
        return streams.LinkAsync(sent, call);
    }

    private async Task<GetJunctionReply> AskAsync(
        string code, IntersectionCommand command, string commandId, Google.Protobuf.IMessage request, RpcCall call)
    {
        var entry = Find(code, Caller.Of(call).Require(Role.Operator, Role.Administrator));
        var accepted = await edge.AskAsync(IntersectionKind.Kind.Id(code), command, edge.CommandId(commandId), request, call);
        var known = new KnownIntersection(accepted.Version, (IntersectionState)accepted.State);
        board.Find(code)?.Learn(known);
        return JunctionMessages.Whole(entry, known, clock.Now);
    }

    private static Caller Reader(RpcCall call) => Caller.Of(call).Require(Role.Operator, Role.Supervisor, Role.Administrator);

    private CityIntersection Find(string code, Caller caller)
    {
        if (city.Intersections.GetValueOrDefault(code) is not { } entry)
            throw new RpcException(StatusCode.NotFound, $"The city's folder names no intersection '{code}'.");
        caller.RequireArea(entry.Cell, "The intersection lies");
        return entry;
    }

    private async Task<KnownIntersection> ReadAsync(CityIntersection entry, RpcCall call)
    {
        var view = await edge.ReadAsync(IntersectionKind.Kind.Id(entry.Entry.Code), call);
        return new(view.Version, (IntersectionState)view.State);
    }
}
