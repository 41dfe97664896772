using System.Collections.Immutable;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;

namespace GridCity.Grains.DutyGrids;

/// <summary>What happened in a duty grid.</summary>
public abstract record DutyGridEvent
{
    private DutyGridEvent() { }

    /// <param name="Cells">All of them, in order of code, each once.</param>
    [StoredName("duty-grid.cells-set.v1")]
    public sealed record CellsSet(ImmutableArray<string> Cells) : DutyGridEvent;

    /// <param name="Inspectors">All of them, in order of code, each once.</param>
    [StoredName("duty-grid.inspectors-appointed.v1")]
    public sealed record InspectorsAppointed(ImmutableArray<string> Inspectors) : DutyGridEvent;

    [StoredName("duty-grid.inspector-came.v1")]
    public sealed record InspectorCame(string Inspector, DateTimeOffset Since, Sighting? Seen = null) : DutyGridEvent;

    /// <summary>Every task that the inspector held waits, unless it is given to another one next.</summary>
    [StoredName("duty-grid.inspector-left.v1")]
    public sealed record InspectorLeft(string Inspector) : DutyGridEvent;

    /// <summary>A task was asked for; it replaces one of an earlier round of the same case.</summary>
    /// <param name="Inspector">Code of the inspector who got it; null when it waits.</param>
    [StoredName("duty-grid.task-wanted.v1")]
    public sealed record TaskWanted(FieldTask Task, Place? Place, string? Inspector) : DutyGridEvent;

    /// <summary>A task that waited was given out.</summary>
    [StoredName("duty-grid.task-given.v1")]
    public sealed record TaskGiven(CaseId Case, string Inspector) : DutyGridEvent;

    [StoredName("duty-grid.task-dropped.v1")]
    public sealed record TaskDropped(FieldTask Task) : DutyGridEvent;

    /// <summary>There was no room to keep it.</summary>
    [StoredName("duty-grid.task-turned-away.v1")]
    public sealed record TaskTurnedAway(FieldTask Task) : DutyGridEvent;
}
