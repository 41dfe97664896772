using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
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
        { "a case is noted", [], Note(FirstCase), [Noted(FirstCase)], [] },
        { "a case is noted once", [Noted(FirstCase)], Note(FirstCase), [], [] },
        { "the oldest gives way", Full, Note(Fourth), [new CaseForgotten(FirstCase), Noted(Fourth)], [] },
        { "a case is forgotten", Full, new ForgetCase(Second), [new CaseForgotten(Second)], [] },
        { "a case long forgotten changes nothing", [], new ForgetCase(Second), [], [] },
    };

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string rule, CellEvent[] given, CellCommand when, CellEvent[] then, Effect[] follows)
    {
        var accepted = Assert.IsType<Decision<CellEvent>.Accepted>(
            Cell.Decide(After(given), when, By(Posts.Mail, CellGrain)));

        Assert.True(then.SequenceEqual(accepted.Events), rule);
        Assert.True(follows.SequenceEqual(accepted.Effects), rule);
    }

    public static TheoryData<Role> AllPosts => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(AllPosts))]
    public void Only_grains_tell_a_cell_anything(Role post) =>
        Assert.All<CellCommand>([Note(FirstCase), new ForgetCase(FirstCase)], one =>
            Assert.Equal(post == Role.Grain ? null : "cell/not-your-post", Code(one, new Actor("someone", post))));

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
    }

    private static string? Code(CellCommand command, Actor actor) =>
        (Cell.Decide(CellState.Initial, command, By(actor, CellGrain)) as Decision<CellEvent>.Refused)?.Why.Code;

    private static CellState After(params CellEvent[] history) => history.Aggregate(CellState.Initial, Cell.Evolve);

    private static NoteCase Note(CaseId @case) => new(@case, Cover, CoverReport.Place, Morning);

    private static CaseNoted Noted(CaseId @case) => new(@case, Cover, CoverReport.Place, Morning);
}
