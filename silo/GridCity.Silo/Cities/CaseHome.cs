using GridCity.Grains.Cases;
using GridCity.Runtime.Engine;

namespace GridCity.Silo.Cities;

/// <summary>Brings an open case to the cell, duty grid and department that answer for it in the city of today.</summary>
internal sealed class CaseHome(LoadedCity city, IGridEngine engine, CityCommands commands)
{
    /// <returns>True when it was elsewhere.</returns>
    /// <exception cref="GridUnavailableException">This silo does not serve now; try again.</exception>
    public async Task<bool> BringAsync(CaseId id, CancellationToken cancellation)
    {
        if ((await engine.ReadAsync(id.Grain, cancellation)).State is not CaseState.Known state) return false;
        var cell = CellOf(state.Ticket.Report);
        if (Case.IsAtHome(state, cell, city.City)) return false;
        await commands.AskAsync(id.Grain, new CaseCommand.Rehome(cell), cancellation);
        return true;
    }

    /// <summary>A place outside of today's ground stays where it was.</summary>
    private string CellOf(Report report) =>
        (report.Place is { } place ? city.Cells.CellAt(place.Latitude, place.Longitude) : null)
        ?? (city.Cells.Has(report.Cell) ? report.Cell : city.Cells.NoPlaceCell ?? report.Cell);
}
