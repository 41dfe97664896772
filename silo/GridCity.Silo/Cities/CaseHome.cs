using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Engine;

namespace GridCity.Silo.Cities;

/// <summary>Brings an open case to the cell, duty grid and department that answer for it in the city of today.</summary>
internal sealed class CaseHome(LoadedCity city, IGridEngine engine, GridClock clock)
{
    private static readonly Actor Self = new("city-file", Role.Administrator);

    /// <returns>True when it was elsewhere.</returns>
    /// <exception cref="GridUnavailableException">This silo does not serve now; try again.</exception>
    public async Task<bool> BringAsync(CaseId id, CancellationToken cancellation)
    {
        if ((await engine.ReadAsync(id.Grain, cancellation)).State is not CaseState.Known state) return false;
        var cell = CellOf(state.Ticket.Report);
        if (Case.IsAtHome(state, cell, city.City)) return false;
        await RehomeAsync(id, cell, cancellation);
        return true;
    }

    private async Task RehomeAsync(CaseId id, string cell, CancellationToken cancellation)
    {
        var call = new CallerCommand(Self.Id, Guid.CreateVersion7(clock.Now), 0, Self);
        var outcome = await engine.AskAsync(id.Grain, new CaseCommand.Rehome(cell), call, cancellation);
        // One that ended meanwhile refuses to go elsewhere, and is as it should be.
        if (outcome is Outcome.Refused { Why: { Kind: not RefusalKind.NotNow } why })
            throw new InvalidOperationException($"{id.Grain} refuses to go to cell {cell}: {why.Message}");
    }

    /// <summary>A place outside of today's ground stays where it was.</summary>
    private string CellOf(Report report) =>
        (report.Place is { } place ? city.Cells.CellAt(place.Latitude, place.Longitude) : null)
        ?? (city.Cells.Has(report.Cell) ? report.Cell : city.Cells.NoPlaceCell ?? report.Cell);
}
