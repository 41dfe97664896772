using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Runtime.Projections;
using static GridCity.Grains.Tests.Cases.CaseExamples;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Projections;

public sealed class ProjectorTests
{
    private static readonly DateOnly Day = new(2026, 5, 4);

    private static readonly CaseEvent
        SentAgain = (CaseEvent.Dispatched)Sent with { Again = true },
        BackAgain = (CaseEvent.ReturnedToDispatcher)BackToDispatcher with { First = false };

    [Fact]
    public void A_case_row_shows_the_state_after_the_last_event()
    {
        var row = Project([Begun, Taken, Sent, Started]).Case;

        Assert.Equal(
            new CaseRow(
                FirstCase.Value, 4, "GC-0001", "handling", Lakeside, Cover, Roads, Roads, "12345", Overdue: false,
                RegisteredAt: Morning, StageSince: Morning, DueAt: Due, ClosedAt: null),
            row);
    }

    [Fact]
    public void A_case_that_no_department_was_given_has_none() => Assert.Equal("", Project([Begun]).Case!.Department);

    [Fact]
    public void An_ended_case_shows_when() => Assert.Equal(Morning, Project([Begun, Dropped]).Case!.ClosedAt);

    public static TheoryData<CaseEvent[], string[]> Counted => new()
    {
        { [Begun], ["registered", "open"] },
        { [Begun, Taken], ["filed"] },
        { [Begun, Dropped], ["voided", "open-"] },
        { [Begun, Taken, Sent], ["dispatched"] },
        { [Begun, Taken, Sent, Late], ["overdue"] },
        { [Begun, Taken, Sent, Started], [] },
        { [Begun, Taken, Sent, Started, Fed], ["handled"] },
        { [Begun, Taken, Sent, Started, Fed, InspectorCame], [] },
        { [Begun, Taken, Sent, Started, Fed, Failed], ["reworked"] },
        { [Begun, Taken, Sent, Started, Fed, Found], ["checked"] },
        { [Begun, Taken, Sent, Started, Fed, Found, Ended], ["closed", "open-"] },
        { [Begun, Taken, Sent, Started, Fed, Found, Ended, Disputed], ["contested", "open"] },
        { [Begun, Told], ["answered", "open-"] },
        { [Spotted], ["recognised", "open"] },
        { [Spotted, Real], ["registered"] },
        { [Spotted, Unreal], ["false-alarm", "open-"] },
        { [Begun, MergedAway], ["merged", "open-"] },
        { [Begun, MergedAway, MergeFailed], ["unmerged", "open"] },
        { [Begun, MergedAway, MergeUndone], ["unmerged", "open"] },
        { [Begun, PartOf], ["joined"] },
        { [Begun, PartOf, EndedToo], ["closed", "open-"] },
        { [Begun, Taken, Sent, Joint], ["involved"] },
        { [Begun, Doubted, There], ["verified"] },
        { [PutRight], ["self-handled", "open"] },
        { [PutRight, Stands], ["closed", "open-"] },
        { [PutRight, Falls], ["audit-failed"] },
        { [Begun, Taken, BackToClerk], ["returned"] },
        { [Begun, Taken, Sent, BackToDispatcher], ["misdispatched"] },
        { [Begun, Taken, Sent, BackToDispatcher, Sent, BackAgain], ["returned"] },
        { [Begun, Taken, Sent, BackToDispatcher, SentAgain], ["redispatched"] },
        { [Begun, Taken, Sent, Started, BackToDepartment], ["returned"] },
        { [Begun, Taken, Sent, MoreAsked, MoreGiven], ["extended"] },
        { [Begun, Taken, Sent, RestAsked, Rested], ["suspended"] },
        { [Begun, Pressed], ["urged"] },
        { [Begun, Watched], ["supervised"] },
    };

    [Theory, MemberData(nameof(Counted))]
    public void The_last_event_counts(CaseEvent[] history, string[] measures)
    {
        var deltas = Projector.Project(FirstCase.Grain, history.Length, [history[^1]], After(history)).Deltas;

        Assert.Equal(measures.Select(Delta), deltas);
    }

    [Fact]
    public void Equal_figures_of_one_append_are_one_delta()
    {
        var deltas = Project([Begun, Taken, Sent, Started, Fed, Failed, Started, Fed]).Deltas;

        Assert.Equal(2, deltas.Single(delta => delta.Measure == "handled").Amount);
        Assert.Equal(deltas.Select(delta => delta.Measure).Distinct(), deltas.Select(delta => delta.Measure));
    }

    [Fact]
    public void Figures_that_cancel_out_are_not_written() =>
        Assert.Equal(["registered", "voided"], Project([Begun, Dropped]).Deltas.Select(delta => delta.Measure));

    [Fact]
    public void A_day_is_the_day_of_the_event_and_not_of_the_append()
    {
        var next = new CaseEvent.Filed("0101-1", null, Morning.AddDays(1));

        Assert.Equal([Day, Day, Day.AddDays(1)], Project([Begun, next]).Deltas.Select(delta => delta.Day));
    }

    [Fact]
    public void Other_grains_are_not_projected() =>
        Assert.Equal(
            Projected.Nothing,
            Projector.Project(CellGrain, 1, [new CellEvent.CaseForgotten(FirstCase)], CellState.Initial));

    [Fact]
    public void A_recount_finds_what_the_deltas_say()
    {
        var recount = new Recount();
        foreach (var happened in Histories["closed"]) recount.Add(FirstCase.Grain, happened);

        Assert.Equal(Recount.Sum(Project(Histories["closed"]).Deltas), recount.Figures);
        Assert.DoesNotContain(recount.Figures, figure => figure.Measure == "open");
    }

    [Fact]
    public void A_recount_finds_an_event_that_was_projected_twice()
    {
        var recount = new Recount();
        recount.Add(FirstCase.Grain, Begun);
        var once = Project([Begun]).Deltas;

        Assert.NotEqual(Recount.Sum([.. once, .. once]), recount.Figures);
    }

    private static Projected Project(CaseEvent[] history) =>
        Projector.Project(FirstCase.Grain, history.Length, history, After(history));

    private static StatisticsDelta Delta(string measure) =>
        new(Day, Lakeside, Cover, measure.TrimEnd('-'), measure.EndsWith('-') ? -1 : 1);
}
