using GridCity.Grains;
using GridCity.Grains.DutyGrids;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using InspectorOnDuty = GridCity.Protos.Desk.V1.InspectorOnDuty;
using OpenTask = GridCity.Protos.Desk.V1.OpenTask;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.desk.v1.Duty: what the shift leader sees of the inspectors.</summary>
internal sealed class DutyService(CommandEdge edge, ShiftReader shifts, ISightings sightings, LoadedCity city)
{
    public async Task<GetDutyGridReply> GetDutyGrid(GetDutyGridRequest request, RpcCall call)
    {
        var grid = new DutyGridId(request.DutyGrid);
        if (!city.City.Ground.Has(grid))
            throw Statuses.Invalid("duty_grid", $"'{request.DutyGrid}' is no duty grid of this city.");
        var state = await ReadAsync(grid, call);
        return new()
        {
            Cells = { state.Cells },
            Appointed = { state.Appointed },
            OnDuty = { state.OnDuty.Select(watch => Message(watch, state)) },
            Tasks = { state.Tasks.Select(Message) },
        };
    }

    public async Task<Shift> GetShift(GetShiftRequest request, RpcCall call)
    {
        if (!city.HasInspector(request.Inspector))
            throw Statuses.Invalid("inspector", $"'{request.Inspector}' is not in the city's folder.");
        var at = request.At is { } moment ? CaseMessages.Moment(moment, "at") : null as DateTimeOffset?;
        Caller.Of(call).Require(Role.Supervisor, Role.Administrator);
        var shift = await shifts.FindAsync(request.Inspector, at, call);
        await ReadAsync(shift.Grid, call);
        return await shifts.ReadAsync(request.Inspector, shift, call);
    }

    private async Task<DutyGridState> ReadAsync(DutyGridId grid, RpcCall call)
    {
        var caller = Caller.Of(call).Require(Role.Supervisor, Role.Administrator);
        var state = (DutyGridState)(await edge.ReadAsync(grid.Grain, call)).State;
        return caller.Areas.IsEmpty || state.Cells.Any(caller.Covers)
            ? state
            : throw new RpcException(StatusCode.PermissionDenied, $"Duty grid {grid} lies outside the areas of your post.");
    }

    private InspectorOnDuty Message(Grains.DutyGrids.InspectorOnDuty watch, DutyGridState state) => new()
    {
        Inspector = watch.Inspector,
        Since = CaseMessages.Moment(watch.Since),
        StandIn = !state.Appointed.Contains(watch.Inspector),
        Tasks = state.TasksOf(watch.Inspector).Count(),
        Seen = watch.SeenNow(sightings) is { } seen ? Positions.Message(seen) : null,
    };

    private static OpenTask Message(Grains.DutyGrids.OpenTask open) => new()
    {
        CaseId = open.Task.Case.Value,
        Round = open.Task.Round,
        Verify = open.Task.Kind == FieldTaskKind.VerifyBeforeFiling,
        Inspector = open.Inspector ?? "",
    };
}
