using System.Collections.Immutable;
using GridCity.Grains.Cases;

namespace GridCity.Grains.Components;

/// <summary>
/// The cases of one component (部件); what and where it is stands in the register. Folded from
/// <see cref="ComponentEvent"/>s only.
/// </summary>
/// <param name="Cases">
/// In the order noted, oldest first; of the ended ones the newest <see cref="Component.EndedCasesMax"/>.
/// </param>
public sealed record ComponentState(ImmutableArray<ComponentCase> Cases)
{
    /// <summary>What every component is before the first case.</summary>
    public static ComponentState Initial { get; } = new([]);

    internal int IndexOf(CaseId @case)
    {
        for (var at = 0; at < Cases.Length; at++)
            if (Cases[at].Case == @case) return at;
        return -1;
    }
}

/// <summary>A case about a component.</summary>
/// <param name="At">When it was registered, or last opened again.</param>
/// <param name="EndedAt">Null while it is open.</param>
public sealed record ComponentCase(CaseId Case, string Category, DateTimeOffset At, DateTimeOffset? EndedAt = null);
