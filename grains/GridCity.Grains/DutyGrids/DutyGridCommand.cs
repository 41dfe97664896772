using System.Collections.Immutable;
using GridCity.Grains.Cities;

namespace GridCity.Grains.DutyGrids;

/// <summary>Everything that can be asked of a duty grid grain.</summary>
public abstract record DutyGridCommand : IGrainCommand
{
    private DutyGridCommand() { }

    /// <summary>By an administrator: the unit cells that it consists of, in place of those before.</summary>
    /// <param name="Cells">Codes of cells.</param>
    [StoredName("duty-grid.cover.v1")]
    public sealed record Cover(ImmutableArray<string> Cells) : DutyGridCommand;

    /// <summary>
    /// By an administrator: the inspectors who walk it, in place of those before. Who is at work in it and not among them
    /// any more hands the open tasks over.
    /// </summary>
    /// <param name="Inspectors">Codes of inspectors.</param>
    [StoredName("duty-grid.appoint.v1")]
    public sealed record Appoint(ImmutableArray<string> Inspectors) : DutyGridCommand;

    /// <summary>From an inspector grain: the shift began here.</summary>
    [StoredName("duty-grid.enter.v1")]
    public sealed record Enter(string Inspector, DateTimeOffset Since, Sighting? Seen = null) : DutyGridCommand;

    /// <summary>From an inspector grain: the shift ended.</summary>
    [StoredName("duty-grid.leave.v1")]
    public sealed record Leave(string Inspector) : DutyGridCommand;

    /// <summary>From a case: someone has to look at its site.</summary>
    [StoredName("duty-grid.want-task.v1")]
    public sealed record WantTask(FieldTask Task, Place? Place) : DutyGridCommand;

    /// <summary>From a case: its site was looked at, by whomever, or nobody needs to any more.</summary>
    [StoredName("duty-grid.drop-task.v1")]
    public sealed record DropTask(FieldTask Task) : DutyGridCommand;
}
