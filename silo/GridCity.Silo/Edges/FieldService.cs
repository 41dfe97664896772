using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.Inspectors;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.field.v1.Field: the inspectors' handhelds.</summary>
internal sealed class FieldService(CommandEdge edge, CaseEdge cases, CaseQueues queues)
{
    public async Task<DutyReply> SignOn(SignOnRequest request, RpcCall call)
    {
        var command = new InspectorCommand.SignOn(new(request.DutyGrid));
        return Reply(await edge.AskAsync(Self(call), command, edge.CommandId(request.CommandId), request, call));
    }

    public async Task<DutyReply> SignOff(SignOffRequest request, RpcCall call) =>
        Reply(await edge.AskAsync(Self(call), new InspectorCommand.SignOff(), edge.CommandId(request.CommandId), request, call));

    public Task<CommandReply> Check(CheckRequest request, RpcCall call)
    {
        var note = request.Note.Length == 0 ? null : request.Note;
        return cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Check(request.Passed, note), request, call);
    }

    public async Task<MyTasksReply> MyTasks(MyTasksRequest request, RpcCall call)
    {
        var view = await edge.ReadAsync(Self(call), call);
        if (view.State is not InspectorState.OnDuty { Tasks: var tasks }) return new();
        var rows = await queues.RowsAsync([.. tasks.Select(task => task.Case.Value)], call.CancellationToken);
        return new()
        {
            Tasks =
            {
                from task in tasks
                where rows.ContainsKey(task.Case.Value)
                select new Protos.Field.V1.Task { Case = CaseMessages.Summary(rows[task.Case.Value]), Round = task.Round },
            },
        };
    }

    private static GrainId Self(RpcCall call) => InspectorKind.Kind.Id(Caller.Of(call).Require(Role.Inspector).Actor.Unit);

    private static DutyReply Reply(Runtime.Engine.Outcome.Accepted accepted) =>
        new() { Version = accepted.Version, OnDuty = accepted.State is InspectorState.OnDuty };
}
