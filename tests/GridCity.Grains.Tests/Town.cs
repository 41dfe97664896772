using System.Collections.Frozen;
using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Grains.Cities;
using GridCity.Grains.Departments;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;

namespace GridCity.Grains.Tests;

/// <summary>A small city with one person per post, and the way to ask its grains without an engine.</summary>
internal static class Town
{
    public const string Cover = "0101", Refuse = "0202", Roads = "roads", Parks = "parks";
    public const string Lakeside = "330106001001001", Hillside = "330106001001002", Walker = "inspector-7", Runner = "inspector-8";
    public const int CoverMinutes = 120, LaterMinutes = 480;

    public static readonly DutyGridId LakeGrid = new("330106-011"), HillGrid = new("330106-012");

    public static readonly DateTimeOffset Morning = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);

    public static City SmallCity { get; } = new(
        "330106",
        new Dictionary<string, Category>
        {
            [Cover] = new(Cover, "Water-supply manhole cover", [new("0101-1", CoverMinutes), new("0101-2", LaterMinutes)]),
            [Refuse] = new(Refuse, "Exposed refuse", [new("0202-1", 240)]),
        }.ToFrozenDictionary(),
        new Dictionary<string, Unit>
        {
            [Roads] = new(Roads, "Roads"),
            [Parks] = new(Parks, "Parks"),
        }.ToFrozenDictionary(),
        new(TextLengthMax: 20, InspectorTasksMax: 2, CellOpenCasesMax: 3) { DutyGridTasksMax = 2 })
    {
        Ground = new([KeyValuePair.Create(Lakeside, LakeGrid), KeyValuePair.Create(Hillside, HillGrid)]),
    };

    public static CaseId FirstCase { get; } = new("0197a0b0c0d080008000000000000001");

    public static GrainId CellGrain { get; } = CellKind.Kind.Id(Lakeside);

    public static GrainId InspectorGrain { get; } = InspectorKind.Kind.Id(Walker);

    public static GrainId DepartmentGrain { get; } = DepartmentKind.Kind.Id(Roads);

    public static Report CoverReport { get; } = new("GC-0001", "12345", Cover, Lakeside, new Place(120.13, 30.26));

    /// <summary>The context of a person's command.</summary>
    public static DecisionContext By(Actor actor, GrainId self, DateTimeOffset? now = null, City? city = null) =>
        new(now ?? Morning, actor, city ?? SmallCity, self);
}

/// <summary>One person per post, and a grain.</summary>
internal static class Posts
{
    public static readonly Actor
        Agent = new("agent-1", Role.Agent),
        Clerk = new("clerk-1", Role.Clerk),
        Dispatcher = new("dispatcher-1", Role.Dispatcher),
        Handler = new("handler-1", Role.Handler, Town.Roads),
        Inspector = new("person-7", Role.Inspector, Town.Walker),
        Administrator = new("admin-1", Role.Administrator),
        Department = new("desk-1", Role.Department, Town.Roads),
        Supervisor = new("leader-1", Role.Supervisor),
        OtherSystem = new("platform-1", Role.OtherSystem),
        Operator = new("operator-1", Role.Operator),
        Mail = Actor.Grain(Town.LakeGrid.Grain);

    public static Actor[] All { get; } = 
        [Agent, Clerk, Dispatcher, Handler, Inspector, Administrator, Department, Supervisor, OtherSystem, Operator, Mail];
}
