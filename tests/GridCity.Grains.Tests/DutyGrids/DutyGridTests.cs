using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.DutyGrids.DutyGridCommand;
using static GridCity.Grains.DutyGrids.DutyGridEvent;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.DutyGrids;

/// <summary>One row, one rule: what happened, what is asked, what is answered. An inspector may hold two tasks.</summary>
public sealed class DutyGridTests
{
    private static readonly Place Site = new(120.130, 30.26), Near = new(120.131, 30.26), Far = new(120.150, 30.26);

    private static readonly FieldTask
        One = new(new("1"), 0), Two = new(new("2"), 0), Three = new(new("3"), 0), Four = new(new("4"), 0),
        Five = new(new("5"), 0), OneAgain = One with { Round = 1 };

    private static readonly City Roomy = SmallCity with { Limits = SmallCity.Limits with { DutyGridTasksMax = 4 } };

    private static readonly DutyGridEvent
        WalkerFar = new InspectorCame(Walker, Morning, new(Far, 10, Morning)),
        RunnerNear = new InspectorCame(Runner, Morning, new(Near, 10, Morning)),
        Unseen = new InspectorCame("unseen", Morning),
        Appointed = new InspectorsAppointed([Walker]);

    public static TheoryData<string, DutyGridEvent[], DutyGridCommand, DutyGridEvent[], Effect[]> Accepted => new()
    {
        { "cells are kept in order, each once", [], new DutyGridCommand.Cover(["b", "a", "b"]), [new CellsSet(["a", "b"])], [] },
        { "the same cells change nothing", [new CellsSet(["a", "b"])], new DutyGridCommand.Cover(["b", "a"]), [], [] },
        { "inspectors are appointed", [], new Appoint([Runner, Walker]), [new InspectorsAppointed([Walker, Runner])], [] },
        { "the same inspectors change nothing", [Appointed], new Appoint([Walker]), [], [] },
        { "who is appointed no longer leaves", [Appointed, WalkerFar, Held(One, Walker), RunnerNear], new Appoint([Runner]),
            [new InspectorsAppointed([Runner]), new InspectorLeft(Walker), new TaskGiven(One.Case, Runner)],
            [Given(One, Runner), new Effect.Send(InspectorGrain, new InspectorCommand.Relieve(Morning))] },
        { "a stand-in stays", [WalkerFar], new Appoint([Runner]), [new InspectorsAppointed([Runner])], [] },

        { "the nearest free one gets the task", [WalkerFar, RunnerNear], new WantTask(One, Site),
            [Held(One, Runner)], [Given(One, Runner)] },
        { "a free one is better than a near one", [WalkerFar, RunnerNear, Held(One, Runner)], new WantTask(Two, Site),
            [Held(Two, Walker)], [Given(Two, Walker)] },
        { "nobody is free: fewest tasks first",
            [WalkerFar, RunnerNear, Held(One, Runner), Held(Two, Walker), Held(Three, Runner)], new WantTask(Four, Site),
            [Held(Four, Walker)], [Given(Four, Walker)] },
        { "as many tasks: the nearer one", [WalkerFar, RunnerNear, Held(One, Runner), Held(Two, Walker)],
            new WantTask(Three, Site), [Held(Three, Runner)], [Given(Three, Runner)] },
        { "who was seen comes before who was not", [Unseen, WalkerFar], new WantTask(One, Site),
            [Held(One, Walker)], [Given(One, Walker)] },
        { "without a place who came first gets it", [WalkerFar, RunnerNear], new WantTask(One, null),
            [new TaskWanted(One, null, Walker)], [Given(One, Walker)] },
        { "nobody is there: it waits", [], new WantTask(One, Site), [Waits(One)], [] },
        { "nobody has room: it waits", [WalkerFar, Held(One, Walker), Held(Two, Walker)], new WantTask(Three, Site),
            [Waits(Three)], [] },
        { "who waits longer is served first", [Waits(Two), WalkerFar], new WantTask(Three, Site),
            [Waits(Three), new TaskGiven(Two.Case, Walker), new TaskGiven(Three.Case, Walker)],
            [Given(Two, Walker), Given(Three, Walker)] },
        { "a task is wanted once", [WalkerFar, Held(One, Walker)], new WantTask(One, Site), [], [] },
        { "there is a limit", [Waits(One), Waits(Two), Waits(Three), Waits(Four)], new WantTask(Five, Site),
            [new TaskTurnedAway(Five)], [Declined(Five, "too-many-tasks")] },
        { "a later round needs no room", [Waits(One), Waits(Two), Waits(Three), Waits(Four)], new WantTask(OneAgain, Site),
            [Waits(OneAgain)], [] },

        { "who signs on gets what waits, as much as there is room for", [Waits(One), Waits(Two), Waits(Three)],
            new Enter(Walker, Morning), [new InspectorCame(Walker, Morning), new TaskGiven(One.Case, Walker), new TaskGiven(Two.Case, Walker)],
            [Given(One, Walker), Given(Two, Walker)] },
        { "coming twice changes nothing", [WalkerFar], new Enter(Walker, Morning), [], [] },
        { "open tasks go to the next", [WalkerFar, RunnerNear, Held(One, Walker)], new Leave(Walker),
            [new InspectorLeft(Walker), new TaskGiven(One.Case, Runner)], [Given(One, Runner)] },
        { "or wait, and their cases hear of it once", [WalkerFar, Held(One, Walker), Held(Two, Walker), Waits(Three)],
            new Leave(Walker), [new InspectorLeft(Walker)], [Declined(One, "shift-ended"), Declined(Two, "shift-ended")] },
        { "leaving twice changes nothing", [], new Leave(Walker), [], [] },

        { "a task is done", [WalkerFar, Held(One, Walker)], new DropTask(One), [new TaskDropped(One)], [] },
        { "room is filled at once", [WalkerFar, Held(One, Walker), Held(Two, Walker), Waits(Three)], new DropTask(One),
            [new TaskDropped(One), new TaskGiven(Three.Case, Walker)], [Given(Three, Walker)] },
        { "the end of an earlier round is nothing", [Waits(OneAgain)], new DropTask(One), [], [] },
        { "the end of a task that is not known is nothing", [], new DropTask(One), [], [] },
    };

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string rule, DutyGridEvent[] given, DutyGridCommand when, DutyGridEvent[] then, Effect[] follows)
    {
        var actor = when is DutyGridCommand.Cover or Appoint ? Posts.Administrator : Posts.Mail;

        var accepted = Assert.IsType<Decision<DutyGridEvent>.Accepted>(
            DutyGrid.Decide(After(given), when, By(actor, LakeGrid.Grain, city: Roomy)));

        Assert.True(Written(then).SequenceEqual(Written(accepted.Events)), $"{rule}: {string.Join(", ", accepted.Events)}");
        Assert.True(follows.SequenceEqual(accepted.Effects), $"{rule}: {string.Join(", ", accepted.Effects)}");
    }

    public static TheoryData<Role> AllPosts => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(AllPosts))]
    public void Administrators_divide_the_ground_and_grains_send_mail(Role post)
    {
        DutyGridCommand[] fromPeople = [new DutyGridCommand.Cover(["a"]), new Appoint([Walker])];
        DutyGridCommand[] fromGrains = [new Enter(Walker, Morning), new Leave(Walker), new WantTask(One, Site), new DropTask(One)];
        var (actor, no) = (new Actor("someone", post), "duty-grid/not-your-post");

        Assert.All(fromPeople, one => Assert.Equal(post == Role.Administrator ? null : no, Code(one, actor)));
        Assert.All(fromGrains, one => Assert.Equal(post == Role.Grain ? null : no, Code(one, actor)));
    }

    [Fact]
    public void Lists_are_there_short_and_of_codes()
    {
        Assert.Equal("duty-grid/no-list", Code(new DutyGridCommand.Cover(default), Posts.Administrator));
        Assert.Equal("duty-grid/too-many", Code(new Appoint([.. Enumerable.Range(0, DutyGrid.InspectorsMax + 1).Select(i => $"i{i}")]), Posts.Administrator));
        Assert.Equal("text/missing", Code(new Appoint([Walker, ""]), Posts.Administrator));
    }

    [Fact]
    public void A_position_reported_since_counts_more_than_the_one_at_sign_on_and_an_older_one_does_not()
    {
        Assert.Equal(Walker, Chosen(new(Site, 5, Morning.AddHours(1))));
        Assert.Equal(Runner, Chosen(new(Site, 5, Morning.AddHours(-1))));
    }

    private static string? Chosen(Sighting walker)
    {
        var context = By(Posts.Mail, LakeGrid.Grain) with { Sightings = new OneSighting(walker) };
        var decided = DutyGrid.Decide(After(WalkerFar, RunnerNear), new WantTask(One, Site), context);
        return Assert.IsType<TaskWanted>(Assert.Single(((Decision<DutyGridEvent>.Accepted)decided).Events)).Inspector;
    }

    private sealed class OneSighting(Sighting seen) : ISightings
    {
        public Sighting? Of(string inspector) => inspector == Walker ? seen : null;
    }

    /// <summary>The pairs that are ignored on purpose: whatever speaks of who or what is not there.</summary>
    [Fact]
    public void History_that_no_longer_fits_changes_nothing()
    {
        var state = After(WalkerFar, Held(One, Walker));
        DutyGridEvent[] ignored =
        [
            new InspectorCame(Walker, Morning.AddDays(1)), new InspectorLeft(Runner), new TaskGiven(Two.Case, Walker),
            new TaskDropped(OneAgain), new TaskTurnedAway(One),
        ];

        Assert.All(ignored, happened => Assert.Same(state, DutyGrid.Evolve(state, happened)));
    }

    private static TaskWanted Held(FieldTask task, string inspector) => new(task, Site, inspector);

    private static TaskWanted Waits(FieldTask task) => new(task, Site, null);

    private static IEnumerable<string> Written(IEnumerable<DutyGridEvent> events) =>
        events.Select(happened => System.Text.Encoding.UTF8.GetString(DutyGridKind.Kind.WriteEvent(happened).Json));

    private static DutyGridState After(params DutyGridEvent[] history) =>
        history.Aggregate(DutyGridState.Initial, DutyGrid.Evolve);

    private static string? Code(DutyGridCommand command, Actor actor) =>
        (DutyGrid.Decide(DutyGridState.Initial, command, By(actor, LakeGrid.Grain)) as Decision<DutyGridEvent>.Refused)?.Why.Code;

    private static Effect Given(FieldTask task, string inspector) =>
        new Effect.Send(task.Case.Grain, new CaseCommand.CheckAssigned(inspector, task.Round));

    private static Effect Declined(FieldTask task, string reason) =>
        new Effect.Send(task.Case.Grain, new CaseCommand.CheckDeclined(reason, task.Round));
}
