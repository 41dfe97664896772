using System.Collections.Frozen;
using System.Collections.Immutable;
using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Grains.Components;
using GridCity.Grains.Departments;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Escorts;
using GridCity.Grains.Inspectors;
using GridCity.Grains.Intersections;

namespace GridCity.Grains;

/// <summary>Every grain kind of this version.</summary>
public static class GrainKinds
{
    private static readonly ImmutableArray<GrainKind> Kinds =
        [
            CaseKind.Kind, CellKind.Kind, ComponentKind.Kind, DutyGridKind.Kind, InspectorKind.Kind, DepartmentKind.Kind, EscortKind.Kind,
            IntersectionKind.Kind,
        ];

    /// <summary>All kinds by name.</summary>
    public static FrozenDictionary<string, GrainKind> All { get; } = Kinds.ToFrozenDictionary(kind => kind.Name);

    /// <summary>The kind of a grain.</summary>
    /// <exception cref="ArgumentException">No kind of this version has that name.</exception>
    public static GrainKind Of(GrainId grain)
    {
        foreach (var kind in Kinds)
        {
            if (grain.Is(kind.Name)) return kind;
        }

        throw new ArgumentException($"'{grain}' is of no known kind; there are {string.Join(", ", All.Keys.Order())}.");
    }
}
