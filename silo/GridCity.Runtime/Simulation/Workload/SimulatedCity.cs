using System.Collections.Frozen;
using GridCity.Grains;
using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using GridCity.Runtime.Simulation.Workload.Couriers;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>The small city that a run is played in. Handling times are short, so that some cases go overdue.</summary>
internal static class SimulatedCity
{
    public const int CellsMax = 4;

    public const int Inspectors = 4;

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
        new CityLimits(TextLengthMax: 200, InspectorTasksMax: 3, CellOpenCasesMax: 4) { DutyGridTasksMax = 12 })
    {
        Ground = new(Enumerable.Range(0, CellsMax).Select(cell => KeyValuePair.Create(Cell(cell), Grid(cell)))),
    };

    public static Actor Administrator { get; } = new("admin", Role.Administrator);

    public static GrainKind KindOf(GrainId grain) => grain.Is(CourierKind.Kind.Name) ? CourierKind.Kind : GrainKinds.Of(grain);

    public static string Cell(int number) => $"cell-{number}";

    /// <summary>The duty grid that a cell belongs to: two cells make one.</summary>
    public static DutyGridId Grid(int cell) => new($"grid-{cell / 2}");

    public static string Inspector(int number) => $"inspector-{number}";

    public static GrainId InspectorGrain(int number) => InspectorKind.Kind.Id(Inspector(number));
}
