using GridCity.Grains.Cases;
using GridCity.Grains.Cities;

namespace GridCity.Grains.Cells;

/// <summary>What happened in a unit cell.</summary>
public abstract record CellEvent
{
    private CellEvent() { }

    [StoredName("cell.case-noted.v1")]
    public sealed record CaseNoted(CaseId Case, string Category, Place? Place, DateTimeOffset At) : CellEvent;

    /// <summary>The case ended, or was the oldest when the cell's memory was full.</summary>
    [StoredName("cell.case-forgotten.v1")]
    public sealed record CaseForgotten(CaseId Case) : CellEvent;
}
