using GridCity.Grains.Cases;

namespace GridCity.Grains.Inspectors;

/// <summary>Everything that can be asked of an inspector grain.</summary>
public abstract record InspectorCommand : IGrainCommand
{
    private InspectorCommand() { }

    /// <summary>By the inspector or an administrator: start a shift on a duty grid.</summary>
    [StoredName("inspector.sign-on.v1")]
    public sealed record SignOn(DutyGrid Grid) : InspectorCommand;

    /// <summary>By the inspector or an administrator: end the shift; open tasks go back to their cases.</summary>
    [StoredName("inspector.sign-off.v1")]
    public sealed record SignOff : InspectorCommand;

    /// <summary>From a cell: take a task, or tell its case that it cannot be taken.</summary>
    [StoredName("inspector.assign.v1")]
    public sealed record Assign(FieldTask Task) : InspectorCommand;

    /// <summary>From a case: its site was looked at, by whomever.</summary>
    /// <param name="Round">Only the task of this round is done.</param>
    [StoredName("inspector.finish.v1")]
    public sealed record Finish(
        CaseId Case, int Round, FieldTaskKind Kind = FieldTaskKind.CheckBeforeClosing) : InspectorCommand;
}
