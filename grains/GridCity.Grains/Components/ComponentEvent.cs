using GridCity.Grains.Cases;

namespace GridCity.Grains.Components;

/// <summary>What happened to a component.</summary>
public abstract record ComponentEvent
{
    private ComponentEvent() { }

    /// <summary>A case about it was opened, or opened again.</summary>
    [StoredName("component.case-noted.v1")]
    public sealed record CaseNoted(CaseId Case, string Category, DateTimeOffset At) : ComponentEvent;

    [StoredName("component.case-ended.v1")]
    public sealed record CaseEnded(CaseId Case, DateTimeOffset At) : ComponentEvent;
}
