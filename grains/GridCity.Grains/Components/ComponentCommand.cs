using GridCity.Grains.Cases;

namespace GridCity.Grains.Components;

/// <summary>Everything that can be asked of a component grain; all of it by cases.</summary>
public abstract record ComponentCommand : IGrainCommand
{
    private ComponentCommand() { }

    /// <summary>From a case: it is about this component, and open.</summary>
    [StoredName("component.note-case.v1")]
    public sealed record NoteCase(CaseId Case, string Category, DateTimeOffset At) : ComponentCommand;

    /// <summary>From a case: it has ended.</summary>
    [StoredName("component.end-case.v1")]
    public sealed record EndCase(CaseId Case, DateTimeOffset At) : ComponentCommand;
}
