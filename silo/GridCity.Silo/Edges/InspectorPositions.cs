using GridCity.Grains;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.States;
using GridCity.Silo.Access;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Edges;

/// <summary>Takes the positions that an inspector's device reports: those of a shift, and no others.</summary>
internal sealed class InspectorPositions(CommandEdge edge, IJournal journal, PositionBoard positions, GridClock clock)
{
    /// <summary>Of the present shift.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT, or FAILED_PRECONDITION: off duty.</exception>
    public async Task TakeAsync(ReportPositionsRequest request, RpcCall call)
    {
        var sightings = Read(request);
        var shift = await PresentShiftAsync(call);
        if (sightings.Exists(seen => seen.At < shift.Since))
            throw Statuses.Invalid("positions", $"must not be from before the shift began at {shift.Since:O}.");
        await KeepAsync(sightings, call);
    }

    /// <summary>Of any shift that has begun by now, sent late.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public async Task TakeLateAsync(ReportPositionsRequest request, RpcCall call)
    {
        var sightings = Read(request);
        var history = await Statuses.GuardAsync(call, journal.LoadUpToAsync(Self(call), long.MaxValue, call.CancellationToken));
        WorkedShift? shift = null;
        foreach (var seen in sightings.OrderBy(seen => seen.At))
        {
            if (!IsIn(shift, seen)) shift = WorkedShift.At(history, seen.At);
            if (!IsIn(shift, seen)) throw Statuses.Invalid("positions", $"must be of a shift; at {seen.At:O} you were off duty.");
        }

        await KeepAsync(sightings, call);
    }

    /// <exception cref="RpcException">FAILED_PRECONDITION: off duty.</exception>
    public async Task<InspectorState.OnDuty> PresentShiftAsync(RpcCall call) =>
        (await edge.ReadAsync(Self(call), call)).State as InspectorState.OnDuty
        ?? throw new RpcException(StatusCode.FailedPrecondition, "You are off duty. Sign on to a duty grid first.");

    /// <summary>The inspector who calls.</summary>
    public static GrainId Self(RpcCall call) => InspectorKind.Kind.Id(Caller.Of(call).Require(Role.Inspector).Actor.Unit);

    private static bool IsIn(WorkedShift? shift, Sighting seen) =>
        shift is not null && seen.At >= shift.Since && !(seen.At > shift.Until + Positions.AheadMax) && !(seen.At >= shift.Next);

    private List<Sighting> Read(ReportPositionsRequest request) =>
        request.Positions.Count is 0 or > PositionBoard.ReportMax
            ? throw Statuses.Invalid("positions", $"needs 1 to {PositionBoard.ReportMax} positions.")
            : [.. request.Positions.Select((one, at) => Positions.Read(one, $"positions[{at}]", clock.Now))];

    private Task<int> KeepAsync(List<Sighting> sightings, RpcCall call) =>
        Statuses.GuardAsync(call, positions.ReportAsync(Self(call).Key, sightings, call.CancellationToken));
}
