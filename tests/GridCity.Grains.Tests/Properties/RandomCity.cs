using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Grains.Departments;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Properties;

/// <summary>Draws what people ask of a small city from a seed: mostly sense, some nonsense.</summary>
/// <param name="stateOf">Where a case stands, for asking what fits.</param>
internal sealed class RandomCity(int seed, Func<GrainId, CaseState> stateOf, Func<DateTimeOffset> now)
{
    public const int CasesMax = 6;

    private static readonly string[] Texts =
    [
        "", " ", "done", "已恢复", "😀", "half \ud83d", "nul \0", "esc \u001b[2J", "line\nfeed", new('x', 21),
        "back\\slash \"quote\"",
    ];

    private static readonly string[] Inspectors = [Walker, Runner];
    private static readonly string[] Cells = [Lakeside, Hillside];
    private static readonly DutyGridId[] Grids = [LakeGrid, HillGrid];

    private readonly Random _random = new(seed);

    public int Below(int bound) => _random.Next(bound);

    /// <summary>A person, a grain and what the one asks of the other.</summary>
    public (GrainId Grain, Actor Actor, IGrainCommand Command) Ask() => Below(30) switch
    {
        0 or 1 => (One(Grids).Grain, Person(), DutyGridCommand()),
        2 or 3 => (InspectorKind.Kind.Id(One(Inspectors)), Person(), InspectorCommand()),
        4 or 5 => (DepartmentGrain, Person(), DepartmentCommand()),
        _ => CaseAsk(),
    };

    /// <summary>Mostly an act that the table opens, now and then any act at all; and now and then by anybody.</summary>
    private (GrainId, Actor, IGrainCommand) CaseAsk()
    {
        var grain = CaseKind.Kind.Id($"case-{Below(CasesMax)}");
        var acts = new RandomActs(this);
        var command = Below(4) == 0 ? acts.Any(now()) : acts.Fitting(stateOf(grain), now());
        return (grain, Below(8) == 0 ? Person() : acts.WhoMay(command), command);
    }

    private DutyGridCommand DutyGridCommand() => Below(4) switch
    {
        0 => new DutyGridCommand.Cover([One(Cells)]),
        1 => new DutyGridCommand.Appoint([Code()]),
        2 => new DutyGridCommand.Appoint([]),
        _ => new DutyGridCommand.Appoint([One(Inspectors)]),
    };

    private InspectorCommand InspectorCommand() => Below(5) == 0
        ? new InspectorCommand.SignOff()
        : new InspectorCommand.SignOn(Below(8) == 0 ? new(Code()) : One(Grids), Seen());

    private Sighting? Seen() =>
        Below(3) == 0 ? null : new(new Place(120 + (Below(100) / 100.0), 30), Below(60) - 1, now());

    private DepartmentCommand DepartmentCommand() => Below(6) switch
    {
        0 => new DepartmentCommand.Establish(Text() ?? "Roads"),
        1 => new DepartmentCommand.Rename(Text() ?? ""),
        2 => new DepartmentCommand.AnswerFor([One([Cover, Refuse, "9999"])]),
        3 => new DepartmentCommand.Join(Code()),
        4 => new DepartmentCommand.Leave(Code()),
        _ => new DepartmentCommand.Close(),
    };

    public Report Report() => new(
        Code(),
        "12345",
        One([Cover, Cover, Refuse, "9999"]),
        One(Cells),
        Below(5) == 0 ? null : new Place(Below(360) - 180, Below(180) - 90),
        Text(),
        Below(2) == 0 ? Words() : null,
        Contact: Below(2) == 0 ? Words() : null,
        Component: Below(3) == 0 ? "3301060101000001" : null);

    public Sealed Words() => new("person-99", One(["c2VhbGVk", "c2VhbGVk", "not base64"]));

    public string? Text() => Below(3) > 0 ? null : One(Texts);

    public string Code() => Below(6) == 0 ? One(Texts) : "code-1";

    private Actor Person() =>
        Below(2) == 0 ? Posts.Administrator : One(Posts.All.Where(actor => actor.Role != Role.Grain).ToArray());

    public T One<T>(T[] choices) => choices[Below(choices.Length)];
}
