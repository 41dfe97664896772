using GridCity.Grains;
using GridCity.Grains.Inspectors;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Watching;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.field.v1.Field: the inspectors' handhelds.</summary>
internal sealed class FieldService(
    CommandEdge edge, FieldActs acts, InspectorTasks tasks, TaskStream stream, ShiftReader shifts, InspectorPositions positions,
    AcceptedCommands accepted, LateWork late, LoadedCity city, GridClock clock)
{
    public async Task<DutyReply> SignOn(SignOnRequest request, RpcCall call)
    {
        var self = Self(call);
        var seen = request.Position is { } position ? Positions.Read(position, "position", clock.Now) : null;
        var shift = city.Pack.Inspectors.FirstOrDefault(inspector => inspector.Code == self.Key)?.Shift;
        var command = new InspectorCommand.SignOn(new(request.DutyGrid), seen, shift);
        return Reply(await edge.AskAsync(self, command, edge.CommandId(request.CommandId), request, call));
    }

    public async Task<DutyReply> SignOff(SignOffRequest request, RpcCall call) =>
        Reply(await edge.AskAsync(Self(call), new InspectorCommand.SignOff(), edge.CommandId(request.CommandId), request, call));

    public Task<CommandReply> Check(CheckRequest request, RpcCall call) => acts.CheckAsync(request, aheadSeconds: 0, call);

    public Task<CommandReply> Verify(VerifyRequest request, RpcCall call) => acts.VerifyAsync(request, aheadSeconds: 0, call);

    public Task<FoundedReply> Report(ReportRequest request, RpcCall call)
    {
        Caller.Of(call).Require(Role.Inspector);
        return acts.ReportAsync(request, aheadSeconds: 0, call);
    }

    public Task<FoundedReply> SelfHandle(SelfHandleRequest request, RpcCall call) => acts.SelfHandleAsync(request, aheadSeconds: 0, call);

    public async IAsyncEnumerable<OfflineAnswer> SendOffline(IAsyncEnumerable<OfflineAct> sent, RpcCall call)
    {
        Caller.Of(call).Require(Role.Inspector);
        var batch = new OfflineBatch(acts, positions, accepted, clock, call);
        await foreach (var act in sent.WithCancellation(call.CancellationToken))
        {
            yield return await late.ActAsync(() => batch.AnswerAsync(act), call);
        }
    }

    public async Task<MyTasksReply> MyTasks(MyTasksRequest request, RpcCall call) => (await tasks.LookAsync(Self(call), call)).Tasks;

    public IAsyncEnumerable<WatchTasksReply> WatchTasks(WatchTasksRequest request, RpcCall call) =>
        stream.WatchAsync(Self(call), request.Cursor, call);

    public async Task<ReportPositionsReply> ReportPositions(ReportPositionsRequest request, RpcCall call)
    {
        await positions.TakeAsync(request, call);
        return new();
    }

    public async Task<Shift> MyShift(MyShiftRequest request, RpcCall call)
    {
        await positions.PresentShiftAsync(call);
        var self = Self(call).Key;
        return await shifts.ReadAsync(self, await shifts.FindAsync(self, at: null, call), call);
    }

    public Task<GetGroundReply> GetGround(GetGroundRequest request, RpcCall call)
    {
        Caller.Of(call).Require(Role.Inspector);
        return Task.FromResult(GroundMessages.Of(city.Pack, request.DutyGrid)
            ?? throw Statuses.Invalid("duty_grid", $"'{request.DutyGrid}' is none of the city's."));
    }

    private static GrainId Self(RpcCall call) => InspectorPositions.Self(call);

    private static DutyReply Reply(Runtime.Engine.Outcome.Accepted accepted) =>
        new() { Version = accepted.Version, OnDuty = accepted.State is InspectorState.OnDuty };
}
