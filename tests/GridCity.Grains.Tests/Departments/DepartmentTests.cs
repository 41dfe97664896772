using GridCity.Grains.Departments;
using static GridCity.Grains.Departments.DepartmentCommand;
using static GridCity.Grains.Departments.DepartmentEvent;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Departments;

/// <summary>One row, one rule: what happened, what is asked, what is answered.</summary>
public sealed class DepartmentTests
{
    private static readonly DepartmentEvent
        Begun = new Established("Roads", Morning),
        Answering = new CategoriesSet([Cover, Refuse]),
        Joined = new HandlerJoined("h-1"),
        Ended = new Closed(Morning);

    private static readonly DepartmentCommand[] Commands =
    [
        new Establish("Roads"), new Rename("Streets"), new AnswerFor([Cover]), new Join("h-1"), new Leave("h-1"),
        new Close(),
    ];

    public static TheoryData<string, DepartmentEvent[], DepartmentCommand, DepartmentEvent?> Accepted => new()
    {
        { "a department begins", [], new Establish("Roads"), Begun },
        { "a closed one begins again", [Begun, Joined, Ended], new Establish("Roads"), Begun },
        { "it gets another label", [Begun], new Rename("Streets"), new Renamed("Streets") },
        { "the same label changes nothing", [Begun], new Rename("Roads"), null },
        { "the same categories change nothing", [Begun, Answering], new AnswerFor([Refuse, Cover, Cover]), null },
        { "a handler joins", [Begun], new Join("h-1"), Joined },
        { "a handler joins once", [Begun, Joined], new Join("h-1"), null },
        { "a handler leaves", [Begun, Joined], new Leave("h-1"), new HandlerLeft("h-1") },
        { "a stranger leaves", [Begun], new Leave("h-1"), null },
        { "it ends", [Begun], new Close(), Ended },
    };

    public static TheoryData<string, DepartmentEvent[], DepartmentCommand> Refused => new()
    {
        { "department/not-working", [], new Rename("Streets") },
        { "department/not-working", [], new AnswerFor([]) },
        { "department/not-working", [], new Join("h-1") },
        { "department/not-working", [], new Leave("h-1") },
        { "department/not-working", [], new Close() },
        { "department/not-working", [Begun, Ended], new Close() },
        { "department/already-working", [Begun], new Establish("Roads") },
        { "department/no-categories", [Begun], new AnswerFor(default) },
        { "department/unknown-category", [Begun], new AnswerFor([Cover, "9999"]) },
        { "department/too-many-handlers", [Begun, .. Crowd], new Join("h-1") },
        { "text/missing", [], new Establish("") },
        { "text/too-long", [Begun], new Rename(new string('x', SmallCity.Limits.TextLengthMax + 1)) },
        { "text/forbidden-character", [Begun], new Join("h\n1") },
        { "text/missing", [Begun], new Leave("") },
    };

    public static TheoryData<Role> OtherPosts => [.. Enum.GetValues<Role>().Except([Role.Administrator])];

    private static IEnumerable<DepartmentEvent> Crowd =>
        Enumerable.Range(0, Department.HandlersMax).Select(number => new HandlerJoined($"crowd-{number}"));

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string rule, DepartmentEvent[] given, DepartmentCommand when, DepartmentEvent? then)
    {
        var accepted = Assert.IsType<Decision<DepartmentEvent>.Accepted>(Decide(given, when, Posts.Administrator));

        Assert.True((then is null ? [] : new[] { then }).SequenceEqual(accepted.Events), rule);
        Assert.Empty(accepted.Effects);
    }

    [Theory, MemberData(nameof(Refused))]
    public void Refuses(string code, DepartmentEvent[] given, DepartmentCommand when) =>
        Assert.Equal(code, Code(Decide(given, when, Posts.Administrator)));

    [Theory, MemberData(nameof(OtherPosts))]
    public void Nobody_else_configures_a_department(Role post) =>
        Assert.All(Commands, command =>
            Assert.Equal("department/not-your-post", Code(Decide([Begun], command, new("someone", post)))));

    [Fact]
    public void What_it_answers_for_is_kept_in_order_and_once()
    {
        var accepted = Assert.IsType<Decision<DepartmentEvent>.Accepted>(
            Decide([Begun], new AnswerFor([Refuse, Cover, Refuse]), Posts.Administrator));

        Assert.Equal([Cover, Refuse], Assert.IsType<CategoriesSet>(Assert.Single(accepted.Events)).Categories);
    }

    [Fact]
    public void A_department_that_begins_again_begins_empty()
    {
        var again = Assert.IsType<DepartmentState.Working>(After(Begun, Answering, Joined, Ended, Begun));

        Assert.Equal((0, 0), (again.Categories.Length, again.Handlers.Length));
    }

    /// <summary>
    /// The pairs that are ignored on purpose: whatever happens to one that is not at work, and beginnings twice.
    /// </summary>
    [Fact]
    public void History_that_no_longer_fits_changes_nothing()
    {
        DepartmentEvent[] happened = [new Renamed("Streets"), Answering, Joined, new HandlerLeft("h-1"), Ended];
        var working = After(Begun, Joined);
        var ended = After(Begun, Ended);

        Assert.All(happened, one =>
            Assert.Same(DepartmentState.Initial, Department.Evolve(DepartmentState.Initial, one)));
        Assert.All(happened, one => Assert.Same(ended, Department.Evolve(ended, one)));
        Assert.Same(working, Department.Evolve(working, Begun));
        Assert.Same(working, Department.Evolve(working, Joined));
    }

    private static Decision<DepartmentEvent> Decide(DepartmentEvent[] given, DepartmentCommand when, Actor who) =>
        Department.Decide(After(given), when, By(who, DepartmentGrain));

    private static DepartmentState After(params DepartmentEvent[] given) =>
        given.Aggregate(DepartmentState.Initial, Department.Evolve);

    private static string Code(Decision<DepartmentEvent> decision) =>
        Assert.IsType<Decision<DepartmentEvent>.Refused>(decision).Why.Code;
}
