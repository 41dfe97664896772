using System.Collections.Frozen;
using System.Collections.Immutable;
using GridCity.Grains.Cases;

namespace GridCity.Grains.Cities;

/// <summary>The city's data as the deciders see it: what may be reported, who answers, and the limits.</summary>
public sealed record City(
    string Code,
    FrozenDictionary<string, Category> Categories,
    FrozenDictionary<string, Unit> Departments,
    CityLimits Limits)
{
    /// <summary>How far the workflow of a case bends.</summary>
    public CaseLimits Cases { get; init; } = CaseLimits.Usual;

    /// <summary>Which department gets a case.</summary>
    public DispatchRules Dispatching { get; init; } = DispatchRules.None;

    /// <summary>How the ground is divided among the inspectors.</summary>
    public DutyGround Ground { get; init; } = DutyGround.None;
}

/// <summary>What can be reported: a component (部件) or an event (事件) class.</summary>
/// <param name="Code">Code in the city's own scheme.</param>
/// <param name="Label">For people.</param>
/// <param name="Standards">On which conditions it is the city's business (立案标准), in the city's order; at least one.</param>
public sealed record Category(string Code, string Label, ImmutableArray<FilingStandard> Standards)
{
    /// <summary>The standard of that code; null when it is none of this category.</summary>
    public FilingStandard? Standard(string? code) => Standards.FirstOrDefault(standard => standard.Code == code);
}

/// <summary>One condition of a category, with its own limit and its own closing condition.</summary>
/// <param name="Code">Named when a case is filed and when it is closed.</param>
/// <param name="HandlingMinutesMax">Continuous minutes from dispatch to feedback, at least 1.</param>
public sealed record FilingStandard(string Code, int HandlingMinutesMax);

/// <summary>A department that cases can be dispatched to.</summary>
public sealed record Unit(string Code, string Label);

/// <summary>Named limits; a decider refuses at each.</summary>
/// <param name="TextLengthMax">Characters of one free text.</param>
/// <param name="InspectorTasksMax">Open tasks one inspector may hold.</param>
/// <param name="CellOpenCasesMax">Open cases a cell remembers for finding duplicates; the oldest give way.</param>
public sealed record CityLimits(int TextLengthMax, int InspectorTasksMax, int CellOpenCasesMax)
{
    /// <summary>Open tasks one duty grid keeps, those that wait included.</summary>
    public int DutyGridTasksMax { get; init; } = 10_000;

    public static CityLimits Usual { get; } = new(TextLengthMax: 4_000, InspectorTasksMax: 200, CellOpenCasesMax: 500);
}
