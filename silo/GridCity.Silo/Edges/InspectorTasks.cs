using GridCity.Grains;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>The open tasks of one inspector.</summary>
internal sealed class InspectorTasks(CommandEdge edge, CaseQueues queues)
{
    /// <summary>What they are now.</summary>
    public async Task<Seen> LookAsync(GrainId inspector, RpcCall call)
    {
        if ((await edge.ReadAsync(inspector, call)).State is not InspectorState.OnDuty { Grid: var grid }) return new(null, new());
        var tasks = ((DutyGridState)(await edge.ReadAsync(grid.Grain, call)).State).TasksOf(inspector.Key).ToList();
        var rows = await queues.RowsAsync([.. tasks.Select(task => task.Case.Value)], call.CancellationToken);
        return new(grid.Grain, new()
        {
            Tasks =
            {
                from task in tasks
                where rows.TryGetValue(task.Case.Value, out var row) && Caller.Of(call).Covers(row.Cell)
                select Message(task, rows[task.Case.Value]),
            },
        });
    }

    private static Protos.Field.V1.Task Message(FieldTask task, CaseRow row) => new()
    {
        Case = CaseMessages.Summary(row),
        Round = task.Round,
        Verify = task.Kind == FieldTaskKind.VerifyBeforeFiling,
    };

    /// <param name="Grid">The duty grid that the inspector works in; null off duty.</param>
    internal sealed record Seen(GrainId? Grid, MyTasksReply Tasks);
}
