using System.Collections.Frozen;
using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Grains.Components;
using GridCity.Grains.Departments;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Escorts;
using GridCity.Grains.Inspectors;
using GridCity.Grains.Intersections;
using GridCity.Grains.Orleans.Kinds;

namespace GridCity.Grains.Orleans;

/// <summary>The kinds that a cluster runs.</summary>
public sealed class OrleansKinds(IReadOnlyCollection<OrleansKind> kinds)
{
    private readonly FrozenDictionary<string, OrleansKind> _byName = kinds.ToFrozenDictionary(kind => kind.Kind.Name);
    private readonly FrozenDictionary<Type, GrainKind> _byCommand = kinds.ToFrozenDictionary(kind => kind.Command, kind => kind.Kind);
    private readonly FrozenDictionary<Type, GrainKind> _byState = kinds.ToFrozenDictionary(kind => kind.State, kind => kind.Kind);

    /// <summary>Every kind of this version; a test holds it complete.</summary>
    public static OrleansKinds All { get; } = new(
    [
        new OrleansKind<ICaseGrain, CaseState, CaseCommand>(CaseKind.Kind),
        new OrleansKind<ICellGrain, CellState, CellCommand>(CellKind.Kind),
        new OrleansKind<IComponentGrain, ComponentState, ComponentCommand>(ComponentKind.Kind),
        new OrleansKind<IDutyGridGrain, DutyGridState, DutyGridCommand>(DutyGridKind.Kind),
        new OrleansKind<IEscortGrain, EscortState, EscortCommand>(EscortKind.Kind),
        new OrleansKind<IInspectorGrain, InspectorState, InspectorCommand>(InspectorKind.Kind),
        new OrleansKind<IDepartmentGrain, DepartmentState, DepartmentCommand>(DepartmentKind.Kind),
        new OrleansKind<IIntersectionGrain, IntersectionState, IntersectionCommand>(IntersectionKind.Kind),
    ]);

    public IReadOnlyCollection<OrleansKind> Kinds => _byName.Values;

    /// <summary>The kind of a grain.</summary>
    /// <exception cref="ArgumentException">The cluster runs no kind of that name.</exception>
    public OrleansKind Of(GrainId grain) =>
        _byName.GetValueOrDefault(grain.Kind)
        ?? throw new ArgumentException($"'{grain}' is of no kind run here. Known: {string.Join(", ", _byName.Keys.Order())}.");

    internal GrainKind OfCommand(Type command) => _byCommand[command];

    internal GrainKind OfState(Type state) => _byState[state];
}
