using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Cells.CellCommand;
using static GridCity.Grains.Cells.CellEvent;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cells;

/// <summary>One row, one rule: what happened, what is asked, what is answered.</summary>
public sealed class CellTests
{
    private static readonly CaseId Second = new("2"), Third = new("3"), Fourth = new("4");

    private static readonly CellEvent[] Full = [Noted(FirstCase), Noted(Second), Noted(Third)];

    public static TheoryData<string, CellEvent[], CellCommand, CellEvent[], Effect[]> Accepted => new()
    {
        { "an inspector is appointed", [], new AppointInspector(Walker), [new InspectorAppointed(Walker)], [] },
        { "appointing again changes nothing", [new InspectorAppointed(Walker)], new AppointInspector(Walker), [], [] },
        { "another one takes over", [new InspectorAppointed("x")], new AppointInspector(Walker),
            [new InspectorAppointed(Walker)], [] },
        { "an inspector is relieved", [new InspectorAppointed(Walker)], new RelieveInspector(),
            [new InspectorRelieved()], [] },
        { "relieving nobody changes nothing", [], new RelieveInspector(), [], [] },
        { "a case is noted", [], Note(FirstCase), [Noted(FirstCase)], [] },
        { "a case is noted once", [Noted(FirstCase)], Note(FirstCase), [], [] },
        { "the oldest gives way", Full, Note(Fourth), [new CaseForgotten(FirstCase), Noted(Fourth)], [] },
        { "a case is forgotten", Full, new ForgetCase(Second), [new CaseForgotten(Second)], [] },
        { "a case long forgotten changes nothing", [], new ForgetCase(Second), [], [] },
        { "a check goes to the duty inspector", [new InspectorAppointed(Walker)], new WantCheck(FirstCase, 1),
            [new CheckWanted(FirstCase, 1, Walker)],
            [new Effect.Send(InspectorGrain, new InspectorCommand.Assign(new(FirstCase, 1)))] },
        { "a check that nobody can do goes back", [], new WantCheck(FirstCase, 1),
            [new CheckWanted(FirstCase, 1, null)],
            [new Effect.Send(FirstCase.Grain, new CaseCommand.CheckDeclined("no-duty-inspector", 1))] },
    };

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string rule, CellEvent[] given, CellCommand when, CellEvent[] then, Effect[] follows)
    {
        var actor = when is AppointInspector or RelieveInspector ? Posts.Administrator : Posts.Mail;

        var accepted = Assert.IsType<Decision<CellEvent>.Accepted>(
            Cell.Decide(After(given), when, By(actor, CellGrain)));

        Assert.True(then.SequenceEqual(accepted.Events), rule);
        Assert.True(follows.SequenceEqual(accepted.Effects), rule);
    }

    public static TheoryData<Role> AllPosts => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(AllPosts))]
    public void Administrators_appoint_and_grains_send_mail(Role post)
    {
        CellCommand[] fromPeople = [new AppointInspector(Walker), new RelieveInspector()];
        CellCommand[] fromGrains = [Note(FirstCase), new ForgetCase(FirstCase), new WantCheck(FirstCase, 0)];
        var actor = new Actor("someone", post);
        var no = "cell/not-your-post";

        Assert.All(fromPeople, one => Assert.Equal(post == Role.Administrator ? null : no, Code(one, actor)));
        Assert.All(fromGrains, one => Assert.Equal(post == Role.Grain ? null : no, Code(one, actor)));
    }

    [Theory]
    [InlineData("", "text/missing")]
    [InlineData("seven\n", "text/forbidden-character")]
    public void An_inspector_has_a_code(string inspector, string code) =>
        Assert.Equal(code, Code(new AppointInspector(inspector), Posts.Administrator));

    [Fact]
    public void A_limit_that_was_lowered_is_kept_with_the_next_case()
    {
        var one = SmallCity with { Limits = SmallCity.Limits with { CellOpenCasesMax = 1 } };

        var accepted = Assert.IsType<Decision<CellEvent>.Accepted>(
            Cell.Decide(After(Full), Note(Fourth), By(Posts.Mail, CellGrain, city: one)));

        Assert.Equal([Fourth], After([.. Full, .. accepted.Events]).OpenCases.Select(open => open.Case));
    }

    /// <summary>
    /// The pairs that are ignored on purpose: a case noted twice, a case forgotten that is not known.
    /// </summary>
    [Fact]
    public void History_that_no_longer_fits_changes_nothing()
    {
        var state = After(Noted(FirstCase));

        Assert.Same(state, Cell.Evolve(state, Noted(FirstCase)));
        Assert.Same(state, Cell.Evolve(state, new CaseForgotten(Second)));
        Assert.Same(state, Cell.Evolve(state, new CheckWanted(FirstCase, 0, null)));
    }

    private static string? Code(CellCommand command, Actor actor) =>
        (Cell.Decide(CellState.Initial, command, By(actor, CellGrain)) as Decision<CellEvent>.Refused)?.Why.Code;

    private static CellState After(params CellEvent[] history) => history.Aggregate(CellState.Initial, Cell.Evolve);

    private static NoteCase Note(CaseId @case) => new(@case, Cover, CoverReport.Place, Morning);

    private static CaseNoted Noted(CaseId @case) => new(@case, Cover, CoverReport.Place, Morning);
}
