using GridCity.Grains.Cases;
using GridCity.Grains.Cities;

namespace GridCity.Grains.Cells;

/// <summary>Everything that can be asked of a cell grain; all of it by cases.</summary>
public abstract record CellCommand : IGrainCommand
{
    private CellCommand() { }

    /// <summary>From a case: it lies here and is open.</summary>
    [StoredName("cell.note-case.v1")]
    public sealed record NoteCase(CaseId Case, string Category, Place? Place, DateTimeOffset At) : CellCommand;

    /// <summary>From a case: it has ended.</summary>
    [StoredName("cell.forget-case.v1")]
    public sealed record ForgetCase(CaseId Case) : CellCommand;
}
