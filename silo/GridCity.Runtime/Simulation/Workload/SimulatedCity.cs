using System.Collections.Frozen;
using GridCity.Grains;
using GridCity.Grains.Cells;
using GridCity.Grains.Cities;
using GridCity.Grains.Inspectors;
using GridCity.Runtime.Simulation.Workload.Couriers;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>The small city that a run is played in. Handling times are short, so that some cases go overdue.</summary>
internal static class SimulatedCity
{
    public static readonly IReadOnlyList<Category> Categories =
        [
            new("manhole", "Manhole cover", [new("standard-1", HandlingMinutesMax: 1), new("standard-2", HandlingMinutesMax: 3)]),
            new("garbage", "Garbage", [new("standard-1", HandlingMinutesMax: 4)]),
        ];

    public static readonly IReadOnlyList<Unit> Departments = [new("works", "Public works"), new("sanitation", "Sanitation")];

    public static City City { get; } = new(
        "330100",
        Categories.ToFrozenDictionary(category => category.Code),
        Departments.ToFrozenDictionary(department => department.Code),
        new CityLimits(TextLengthMax: 200, InspectorTasksMax: 3, CellOpenCasesMax: 4));

    public static Actor Administrator { get; } = new("admin", Role.Administrator);

    public static GrainKind KindOf(GrainId grain) => grain.Is(CourierKind.Kind.Name) ? CourierKind.Kind : GrainKinds.Of(grain);

    public static string Cell(int number) => $"cell-{number}";

    public static string Inspector(int number) => $"inspector-{number}";

    public static GrainId CellGrain(int number) => CellKind.Kind.Id(Cell(number));

    public static GrainId InspectorGrain(int number) => InspectorKind.Kind.Id(Inspector(number));
}
