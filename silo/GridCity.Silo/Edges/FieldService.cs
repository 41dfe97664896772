using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.Inspectors;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Runtime.States;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Watching;
using SourceKind = GridCity.Grains.Cases.SourceKind;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.field.v1.Field: the inspectors' handhelds.</summary>
internal sealed class FieldService(
    CommandEdge edge, CaseEdge cases, ReportDesk reports, InspectorTasks tasks, TaskStream stream, ShiftReader shifts, PositionBoard positions,
    LoadedCity city, GridClock clock)
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

    public Task<CommandReply> Check(CheckRequest request, RpcCall call)
    {
        var note = request.Note.Length == 0 ? null : request.Note;
        return cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Check(request.Passed, note), request, call);
    }

    public Task<CommandReply> Verify(VerifyRequest request, RpcCall call)
    {
        var note = request.Note.Length == 0 ? null : request.Note;
        return cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Verify(request.Found, note), request, call);
    }

    public async Task<FoundedReply> SelfHandle(SelfHandleRequest request, RpcCall call)
    {
        var own = edge.CommandId(request.CommandId);
        var id = CaseId.Derive(Caller.Of(call).Name, own);
        var taken = new RegisterRequest
        {
            Category = request.Category, Place = request.Place, Address = request.Address, Component = request.Component,
        };
        var report = await reports.TakeAsync(id, taken, SourceKind.Inspector, call);
        var accepted = await edge.AskAsync(id.Grain, new CaseCommand.SelfHandle(report, request.Result), own, request, call);
        var kept = ((CaseState.Known)accepted.State).Ticket.Report;
        return new() { CaseId = id.Value, Number = kept.Number, Version = accepted.Version };
    }

    public async Task<MyTasksReply> MyTasks(MyTasksRequest request, RpcCall call) => (await tasks.LookAsync(Self(call), call)).Tasks;

    public IAsyncEnumerable<WatchTasksReply> WatchTasks(WatchTasksRequest request, RpcCall call) =>
        stream.WatchAsync(Self(call), request.Cursor, call);

    public async Task<ReportPositionsReply> ReportPositions(ReportPositionsRequest request, RpcCall call)
    {
        var self = Self(call);
        if (request.Positions.Count is 0 or > PositionBoard.ReportMax)
            throw Statuses.Invalid("positions", $"needs 1 to {PositionBoard.ReportMax} positions.");
        var sightings = request.Positions.Select((one, at) => Positions.Read(one, $"positions[{at}]", clock.Now)).ToList();
        var shift = await PresentShiftAsync(self, call);
        if (sightings.Any(seen => seen.At < shift.Since))
            throw Statuses.Invalid("positions", $"must not be from before the shift began at {shift.Since:O}.");
        await Statuses.GuardAsync(call, positions.ReportAsync(self.Key, sightings, call.CancellationToken));
        return new();
    }

    public async Task<Shift> MyShift(MyShiftRequest request, RpcCall call)
    {
        var self = Self(call);
        await PresentShiftAsync(self, call);
        return await shifts.ReadAsync(self.Key, await shifts.FindAsync(self.Key, at: null, call), call);
    }

    private async Task<InspectorState.OnDuty> PresentShiftAsync(GrainId self, RpcCall call) =>
        (await edge.ReadAsync(self, call)).State as InspectorState.OnDuty
        ?? throw new RpcException(StatusCode.FailedPrecondition, "You are off duty. Sign on to a duty grid first.");

    private static GrainId Self(RpcCall call) => InspectorKind.Kind.Id(Caller.Of(call).Require(Role.Inspector).Actor.Unit);

    private static DutyReply Reply(Runtime.Engine.Outcome.Accepted accepted) =>
        new() { Version = accepted.Version, OnDuty = accepted.State is InspectorState.OnDuty };
}
