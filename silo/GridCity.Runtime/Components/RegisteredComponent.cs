using System.Collections.Immutable;
using GridCity.Grains.Cities;

namespace GridCity.Runtime.Components;

/// <summary>What a census says of a component.</summary>
/// <param name="Department">Who owns it; may be empty.</param>
/// <param name="Condition">The city's word, such as <c>good</c>.</param>
public readonly record struct CensusEntry(
    string Code, string Category, string Cell, Place Place, string Department, string Condition);

/// <summary>A component of the register.</summary>
/// <param name="Since">When a census first had it.</param>
/// <param name="RemovedAt">When one had it no more; null while it is there.</param>
public sealed record RegisteredComponent(CensusEntry Entry, DateTimeOffset Since, DateTimeOffset? RemovedAt);

/// <summary>A component near a point.</summary>
public sealed record NearComponent(CensusEntry Entry, double Metres);

/// <summary>What a census changed.</summary>
/// <param name="Kind"><c>changed</c>, <c>removed</c> or <c>restored</c>.</param>
/// <param name="Edition">Name of the census.</param>
/// <param name="Before">The component as it was.</param>
public sealed record ComponentChange(DateTimeOffset At, string Kind, string Edition, CensusEntry Before);

/// <summary>What an import did.</summary>
/// <param name="Added">Components that no census had before.</param>
public sealed record CensusResult(int Added, int Changed, int Removed, int Restored)
{
    public static CensusResult Nothing { get; } = new(0, 0, 0, 0);

    internal CensusResult And(CensusResult more) => new(
        Added + more.Added, Changed + more.Changed, Removed + more.Removed, Restored + more.Restored);
}
