using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Grains.Inspectors;

namespace GridCity.Grains.Cells;

/// <summary>Everything that can be asked of a cell grain.</summary>
public abstract record CellCommand : IGrainCommand
{
    private CellCommand() { }

    /// <summary>By an administrator: put an inspector on duty for the cell, in place of any other.</summary>
    /// <param name="Inspector">Code of the inspector.</param>
    [StoredName("cell.appoint-inspector.v1")]
    public sealed record AppointInspector(string Inspector) : CellCommand;

    /// <summary>By an administrator: the cell has no duty inspector any more.</summary>
    [StoredName("cell.relieve-inspector.v1")]
    public sealed record RelieveInspector : CellCommand;

    /// <summary>From a case: it lies here and is open.</summary>
    [StoredName("cell.note-case.v1")]
    public sealed record NoteCase(CaseId Case, string Category, Place? Place, DateTimeOffset At) : CellCommand;

    /// <summary>From a case: it has ended.</summary>
    [StoredName("cell.forget-case.v1")]
    public sealed record ForgetCase(CaseId Case) : CellCommand;

    /// <summary>From a case: someone has to look at the site.</summary>
    /// <param name="Round">Tells the rounds of one case apart; each sort of task counts its own.</param>
    [StoredName("cell.want-check.v1")]
    public sealed record WantCheck(
        CaseId Case, int Round, FieldTaskKind Kind = FieldTaskKind.CheckBeforeClosing) : CellCommand;
}
