using System.Collections.Immutable;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.States;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Edges;

/// <summary>What an inspector did in a shift: reports, the way, the cells on it.</summary>
internal sealed class ShiftReader(
    CommandEdge edge, IJournal journal, PositionBoard positions, ReportCounts reports, LoadedCity city, GridClock clock)
{
    private const int TrackMax = 20_000;

    /// <summary>A position that may be in the next cell but one says nothing about a cell.</summary>
    private const double AccuracyMetresMax = 100;

    /// <summary>A shift of an inspector.</summary>
    /// <param name="at">When it lasted; null for the present or last one.</param>
    /// <exception cref="RpcException">NOT_FOUND: there is none.</exception>
    public async Task<WorkedShift> FindAsync(string inspector, DateTimeOffset? at, RpcCall call)
    {
        var grain = InspectorKind.Kind.Id(inspector);
        var history = await Statuses.GuardAsync(call, journal.LoadUpToAsync(grain, long.MaxValue, call.CancellationToken));
        return WorkedShift.At(history, at)
            ?? throw new RpcException(StatusCode.NotFound, $"Inspector {inspector} has worked no shift by then.");
    }

    public async Task<Shift> ReadAsync(string inspector, WorkedShift shift, RpcCall call)
    {
        var track = await Statuses.GuardAsync(
            call, positions.TrackAsync(inspector, shift.Since, End(shift), TrackMax, call.CancellationToken));
        var grid = (DutyGridState)(await edge.ReadAsync(shift.Grid.Grain, call)).State;
        return new()
        {
            Inspector = inspector,
            DutyGrid = shift.Grid.Code,
            Shift_ = shift.Shift ?? "",
            Since = CaseMessages.Moment(shift.Since),
            Until = CaseMessages.Moment(shift.Until),
            Reports = await Statuses.GuardAsync(call, ReportsAsync(shift, call.CancellationToken)),
            ReportsWanted = city.Pack.Info.Limits.ReportsPerShift ?? GridCity.Cities.Model.PackLimits.ReportsPerShiftUsual,
            Cells = grid.Cells.Length,
            CellsVisited = { Visited(track, grid.Cells) },
            Metres = Metres(track),
            Track = { track.Select(Positions.Message) },
        };
    }

    /// <summary>Devices' clocks are not the database's: what was sent in the shift may seem a little later.</summary>
    private DateTimeOffset End(WorkedShift shift)
    {
        var end = (shift.Until ?? clock.Now) + Positions.AheadMax;
        return shift.Next < end ? shift.Next.Value : end;
    }

    private Task<int> ReportsAsync(WorkedShift shift, CancellationToken cancellation) => shift.Person is { } person
        ? reports.CountAsync(person, shift.RecordedFrom, shift.RecordedUntil, clock.Now, cancellation)
        : Task.FromResult(0);

    private IEnumerable<string> Visited(ImmutableArray<Sighting> track, ImmutableArray<string> cells) => track
        .Where(seen => seen.AccuracyMetres <= AccuracyMetresMax)
        .Select(seen => city.Cells.CellAt(seen.Place.Latitude, seen.Place.Longitude))
        .OfType<string>()
        .Distinct()
        .Where(cell => cells.Contains(cell))
        .Order(StringComparer.Ordinal);

    private static double Metres(ImmutableArray<Sighting> track) =>
        track.Zip(track.Skip(1), (from, to) => from.Place.MetresTo(to.Place)).Sum();
}
