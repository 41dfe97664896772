using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Grains.Cities;
using GridCity.Grains.Departments;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Properties;

/// <summary>Draws what people ask of a small city from a seed: mostly sense, some nonsense.</summary>
/// <param name="stageOf">Where a case stands, for asking what fits.</param>
internal sealed class RandomCity(int seed, Func<GrainId, string> stageOf)
{
    private const int CasesMax = 6;

    private static readonly string[] Texts =
    [
        "", " ", "done", "已恢复", "😀", "half \ud83d", "nul \0", "esc \u001b[2J", "line\nfeed", new('x', 21),
        "back\\slash \"quote\"",
    ];

    private static readonly string[] Inspectors = [Walker, "inspector-8"];
    private static readonly string[] Cells = [Lakeside, "330106001001002"];

    private readonly Random _random = new(seed);

    public int Below(int bound) => _random.Next(bound);

    /// <summary>A person, a grain and what the one asks of the other.</summary>
    public (GrainId Grain, Actor Actor, IGrainCommand Command) Ask() => Below(30) switch
    {
        0 or 1 => (CellKind.Kind.Id(One(Cells)), Person(), CellCommand()),
        2 or 3 => (InspectorKind.Kind.Id(One(Inspectors)), Person(), InspectorCommand()),
        4 => (DepartmentGrain, Person(), DepartmentCommand()),
        _ => CaseAsk(),
    };

    private (GrainId, Actor, IGrainCommand) CaseAsk()
    {
        var grain = CaseKind.Kind.Id($"case-{Below(CasesMax)}");
        var command = Below(4) == 0 ? AnyCommand() : Fitting(stageOf(grain));
        return (grain, Below(8) == 0 ? Person() : WhoMay(command), command);
    }

    private CaseCommand Fitting(string stage) => stage switch
    {
        CaseStages.Unregistered => new CaseCommand.Register(Report()),
        CaseStages.Registered => new CaseCommand.File("0101-1"),
        CaseStages.Filed => new CaseCommand.Dispatch(Roads),
        CaseStages.Dispatched => new CaseCommand.Handle(),
        CaseStages.Handling => new CaseCommand.Feedback("done"),
        CaseStages.AwaitingCheck => Below(3) == 0 ? new CaseCommand.Check(Below(3) == 0, "seen") : AnyCommand(),
        _ => new CaseCommand.Close("0101-1"),
    };

    private CaseCommand AnyCommand() => Below(8) switch
    {
        0 => new CaseCommand.Register(Report()),
        1 => new CaseCommand.File(Code(), Text()),
        2 => new CaseCommand.Void(Text() ?? ""),
        3 => new CaseCommand.Dispatch(One([Roads, Roads, Roads, Parks, "nobody"]), Text()),
        4 => new CaseCommand.Handle(),
        5 => new CaseCommand.Feedback(Text(), Below(4) == 0 ? Words() : null),
        6 => new CaseCommand.Check(Confirmed: Below(3) > 0, Text()),
        _ => new CaseCommand.Close(Code(), Text()),
    };

    private CellCommand CellCommand() =>
        Below(6) == 0 ? new CellCommand.RelieveInspector() : new CellCommand.AppointInspector(One(Inspectors));

    private InspectorCommand InspectorCommand() =>
        Below(6) == 0 ? new InspectorCommand.SignOff() : new InspectorCommand.SignOn(new(Code()));

    private DepartmentCommand DepartmentCommand() => Below(6) switch
    {
        0 => new DepartmentCommand.Establish(Text() ?? "Roads"),
        1 => new DepartmentCommand.Rename(Text() ?? ""),
        2 => new DepartmentCommand.AnswerFor([One([Cover, Refuse, "9999"])]),
        3 => new DepartmentCommand.Join(Code()),
        4 => new DepartmentCommand.Leave(Code()),
        _ => new DepartmentCommand.Close(),
    };

    private Report Report() => new(
        Code(),
        "12345",
        One([Cover, Cover, Refuse, "9999"]),
        One(Cells),
        Below(5) == 0 ? null : new Place(Below(360) - 180, Below(180) - 90),
        Text(),
        Below(2) == 0 ? Words() : null,
        Contact: Below(2) == 0 ? Words() : null);

    private Sealed Words() => new("person-99", One(["c2VhbGVk", "c2VhbGVk", "not base64"]));

    private string? Text() => Below(3) > 0 ? null : One(Texts);

    private string Code() => Below(6) == 0 ? One(Texts) : "code-1";

    private Actor WhoMay(CaseCommand command) => command switch
    {
        Grains.Cases.CaseCommand.Register => Posts.Agent,
        Grains.Cases.CaseCommand.Dispatch => Posts.Dispatcher,
        Grains.Cases.CaseCommand.Handle or Grains.Cases.CaseCommand.Feedback =>
            Posts.Handler with { Unit = One([Roads, Roads, Parks]) },
        Grains.Cases.CaseCommand.Check => Posts.Inspector,
        _ => One([Posts.Clerk, Posts.Clerk, new(Posts.Dispatcher.Id, Role.Clerk)]),
    };

    private Actor Person() =>
        Below(2) == 0 ? Posts.Administrator : One(Posts.All.Where(actor => actor.Role != Role.Grain).ToArray());

    private T One<T>(T[] choices) => choices[Below(choices.Length)];
}
