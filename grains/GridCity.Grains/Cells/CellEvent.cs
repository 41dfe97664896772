using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Grains.Inspectors;

namespace GridCity.Grains.Cells;

/// <summary>What happened in a unit cell.</summary>
public abstract record CellEvent
{
    private CellEvent() { }

    /// <param name="Inspector">Code of the inspector.</param>
    [StoredName("cell.inspector-appointed.v1")]
    public sealed record InspectorAppointed(string Inspector) : CellEvent;

    [StoredName("cell.inspector-relieved.v1")]
    public sealed record InspectorRelieved : CellEvent;

    [StoredName("cell.case-noted.v1")]
    public sealed record CaseNoted(CaseId Case, string Category, Place? Place, DateTimeOffset At) : CellEvent;

    /// <summary>The case ended, or was the oldest when the cell's memory was full.</summary>
    [StoredName("cell.case-forgotten.v1")]
    public sealed record CaseForgotten(CaseId Case) : CellEvent;

    /// <summary>Someone to look at a site was asked for, and the wish passed on.</summary>
    /// <param name="Inspector">Code of the inspector asked; none when the cell has none.</param>
    [StoredName("cell.check-wanted.v1")]
    public sealed record CheckWanted(
        CaseId Case,
        int Round,
        string? Inspector,
        FieldTaskKind Kind = FieldTaskKind.CheckBeforeClosing) : CellEvent;
}
