using GridCity.Grains.Cases;
using GridCity.Grains.Intersections.Incidents;
using GridCity.Grains.Intersections;
using static GridCity.Grains.Intersections.IntersectionCommand;
using static GridCity.Grains.Intersections.IntersectionEvent;
using static GridCity.Grains.Tests.Intersections.CrossRoads;
using static GridCity.Grains.Tests.Town;
using EscortClass = GridCity.Grains.Escorts.EscortClass;

namespace GridCity.Grains.Tests.Intersections;

/// <summary>One row, one rule: what happened, who asks what, what is answered.</summary>
public sealed class IntersectionTests
{
    private static readonly DateTimeOffset Later = Morning.AddMinutes(10);

    private static readonly ModeOrder
        Held = new(SignalMode.Manual, 1, "a parade", Operator.Id, Morning, Later),
        Cleared = new(SignalMode.Escort, 0, "ambulance", Escort.Id, Morning, null);

    private static readonly EscortWay Across = new(EscortClass.Ambulance, Morning, "n", "s", Morning.AddSeconds(30));

    private static readonly ModeOrder
        Ambulance = Cleared with { Way = Across },
        Fire = Cleared with { By = OtherEscort.Id, Phase = 1, Way = Across with { Class = EscortClass.FireEngine } },
        Late = Cleared with { By = OtherEscort.Id, Way = Across with { RequestedAt = Morning.AddSeconds(1) } };

    private static readonly RoadIncident Blocked =
        new("n", North, 35, Morning.AddMinutes(-1), IncidentSeverity.RoadBlocked, 26.5, 4, "c1");

    private static readonly SetMode
        Hold = new(SignalMode.Manual, 1, "a parade", Later), Flash = new(SignalMode.Flashing, null, "works", null),
        Clear = new(SignalMode.Escort, 0, "ambulance", null), Adapt = new(SignalMode.Adaptive, null, "a test", null);

    private static readonly SetMode
        Rescue = Clear with { Way = Across }, Extinguish = Clear with { Phase = 1, Way = Fire.Way };

    private static readonly SignalPlans OtherPlans = new([new("all", 0, [new(0, 20), new(1, 20)])], []);

    public static TheoryData<string, IntersectionEvent[], Actor, IntersectionCommand, IntersectionEvent[]> Accepted => new()
    {
        { "it is installed and has no link yet", [], Posts.Administrator, new Install(Built), [new Installed(Built, Morning), new Recovered(SignalMode.Plan, Morning)] },
        { "the same edition is nothing", Running, Posts.Administrator, new Install(Built), [] },
        { "it is removed", Running, Posts.Administrator, new Remove(), [new Removed(Morning)] },
        { "nothing is removed", [], Posts.Administrator, new Remove(), [] },
        { "plans are set", Running, Operator, new SetPlans(OtherPlans), [new PlansSet(OtherPlans, Operator.Id, Morning)] },
        { "a phase is held", Running, Operator, Hold, [new ModeOrdered(Held)] },
        { "an escort comes", Running, Escort, Clear, [new ModeOrdered(Cleared)] },
        { "an escort wants another phase", With(new ModeOrdered(Cleared)), Escort, Clear with { Phase = 1 }, [new ModeOrdered(Cleared with { Phase = 1 })] },
        { "a second escort waits", With(new ModeOrdered(Cleared)), OtherEscort, Clear, [new EscortWaits(Cleared with { By = OtherEscort.Id })] },
        { "an escort waits for a person's order", With(new ModeOrdered(Held)), Escort, Clear, [new EscortWaits(Cleared)] },
        { "an ambulance goes before a fire engine", With(new ModeOrdered(Fire)), Escort, Rescue, [new EscortWaits(Fire), new ModeOrdered(Ambulance)] },
        { "a fire engine waits for an ambulance", With(new ModeOrdered(Ambulance)), OtherEscort, Extinguish, [new EscortWaits(Fire)] },
        { "of one class the earlier goes first", With(new ModeOrdered(Late)), Escort, Rescue, [new EscortWaits(Late), new ModeOrdered(Ambulance)] },
        { "who waited has its turn when the first has passed", Meeting, Escort, new ReleaseMode(), [new ModeReleased(Escort.Id, Morning), new ModeOrdered(Fire)] },
        { "who waited has its turn when the first one's time is over", Meeting, Posts.Mail, new ExpireMode(Morning), [new ModeExpired(Morning), new ModeOrdered(Fire)] },
        { "who waited leaves", Meeting, OtherEscort, new ReleaseMode(), [new EscortLeft(OtherEscort.Id, Morning)] },
        { "who waited too long has no turn", With(new EscortWaits(Fire with { Until = Morning }), new ModeOrdered(Ambulance)), Escort, new ReleaseMode(), [new ModeReleased(Escort.Id, Morning)] },
        { "an escort meets nothing built", [], Escort, Clear, [] },
        { "a hand takes it from an escort", With(new ModeOrdered(Cleared)), Operator, Flash, [new EscortWaits(Cleared), new ModeOrdered(new(SignalMode.Flashing, null, "works", Operator.Id, Morning, null))] },
        { "something blocks a road", Running, Device, new NoteIncident(1, Blocked), [new IncidentOpened(Blocked, Morning)] },
        { "a road has one incident", With(new IncidentOpened(Blocked, Morning)), Device, new NoteIncident(1, Blocked with { Lane = North }), [] },
        { "the road is clear", With(new IncidentOpened(Blocked, Morning)), Device, new NoteRoadClear(1, "n"), [new IncidentCleared("n", "c1", Morning)] },
        { "a clear road is clear", Running, Device, new NoteRoadClear(1, "n"), [] },
        { "a street is repaid", Running, Device, new NoteRepayment(1, 1, 14), [new StreetRepaid(1, 14, Morning)] },
        { "a controller that sees no queue cannot be adaptive", With(new LinkOpened("loops", 2, Morning, LinkSight.StopLine)), Device, new NoteHealth(2, Well), [new LinkSteady(Morning), new Recovered(SignalMode.Actuated, Morning)] },
        { "an order is released", With(new ModeOrdered(Held)), Operator, new ReleaseMode(), [new ModeReleased(Operator.Id, Morning)] },
        { "an escort releases its own", With(new ModeOrdered(Cleared)), Escort, new ReleaseMode(), [new ModeReleased(Escort.Id, Morning)] },
        { "an escort releases nobody else's", With(new ModeOrdered(Cleared)), OtherEscort, new ReleaseMode(), [] },
        { "an order's time is over", With(new ModeOrdered(Held)), Posts.Mail, new ExpireMode(Morning), [new ModeExpired(Morning)] },
        { "a late timer leaves the next order", With(new ModeOrdered(Held)), Posts.Mail, new ExpireMode(Morning.AddSeconds(-1)), [] },
        { "a new link has a higher fence and is not steady", Running, Device, new OpenLink("cabinet 8", 0), [new LinkOpened("cabinet 8", 2, Morning), Fallen(SignalMode.Plan, Unsteady)] },
        { "a controller has obeyed higher ones", [new Installed(Built, Morning)], Device, new OpenLink("cabinet 7", 9), [new LinkOpened("cabinet 7", 10, Morning)] },
        { "the link is lost", Running, Device, Note(Well with { LinkDown = "nothing came for 3 s" }), [new LinkLost("nothing came for 3 s", Morning), Fallen(SignalMode.Plan, Unsteady)] },
        { "the link is steady again", With(new LinkLost("", Morning)), Device, Note(Well), [new LinkSteady(Morning), new Recovered(SignalMode.Adaptive, Morning)] },
        {
            "one detector of two fails", Running, Device, Note(Well with { Detectors = [new(North, DetectorFaultKind.StuckOn)] }),
            [new DetectorFailed(North, DetectorFaultKind.StuckOn, Morning), Fallen(SignalMode.Actuated, "Detectors are not believed: n-1 stuck-on.")]
        },
        {
            "both fail", Failed(North), Device, Note(Well with { Detectors = [new(North, DetectorFaultKind.Silent), new(East, DetectorFaultKind.Silent)] }),
            [new DetectorFailed(East, DetectorFaultKind.Silent, Morning), Fallen(SignalMode.Plan, "Detectors are not believed: e-1 silent, n-1 silent.")]
        },
        { "a detector recovers", Failed(North), Device, Note(Well), [new DetectorRecovered(North, Morning), new Recovered(SignalMode.Adaptive, Morning)] },
        {
            "a neighbour is not heard", Running, Device, Note(Well with { NeighboursLost = [Neighbour] }),
            [new NeighboursLost([Neighbour], Morning), Fallen(SignalMode.Actuated, "Neighbours are not heard: X-2.")]
        },
        {
            "a lamp is out", Running, Device, Note(Well with { ControllerFault = "lamp out" }),
            [new ControllerFailed("lamp out", Morning), Fallen(SignalMode.Flashing, "The controller reports: lamp out")]
        },
        { "nothing new is nothing", Running, Device, Note(Well), [] },
    };

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string rule, IntersectionEvent[] given, Actor actor, IntersectionCommand when, IntersectionEvent[] then)
    {
        var accepted = Assert.IsType<Decision<IntersectionEvent>.Accepted>(Ask(After(given), when, actor));

        Assert.Equal(then.Select(Text), accepted.Events.Select(Text));
        Assert.True(accepted.Events.IsEmpty || rule.Length > 0);
    }

    public static TheoryData<string, IntersectionEvent[], Actor, IntersectionCommand> Refused => new()
    {
        { "intersection/not-built", [], Operator, Flash },
        { "intersection/not-built", [], Device, new OpenLink("cabinet 7", 0) },
        { "intersection/not-your-post", Running, Posts.Supervisor, Flash },
        { "intersection/not-your-post", Running, Operator, new Install(Built) },
        { "intersection/not-your-post", Running, Operator, Note(Well) },
        { "intersection/phase-missing", Running, Operator, Hold with { Phase = null } },
        { "intersection/phase-unwanted", Running, Operator, Flash with { Phase = 0 } },
        { "intersection/no-such-phase", Running, Operator, Hold with { Phase = 2 } },
        { "intersection/past", Running, Operator, Hold with { Until = Morning } },
        { "intersection/escort-alone", Running, Operator, Clear },
        { "intersection/escorted", With(new ModeOrdered(Cleared)), Operator, Adapt },
        { "intersection/nothing-ordered", Running, Operator, new ReleaseMode() },
        { "intersection/taken-over", With(new LinkOpened("cabinet 8", 2, Morning)), Device, Note(Well) },
        { "intersection/taken-over", With(new LinkOpened("cabinet 8", 2, Morning)), Device, new NoteIncident(1, Blocked) },
        { "intersection/not-a-lane", Running, Device, new NoteIncident(1, Blocked with { Road = "x" }) },
        { "intersection/no-such-phase", Running, Device, new NoteRepayment(1, 2, 14) },
        { "intersection/not-a-lane", Running, Device, Note(Well with { Detectors = [new("x", DetectorFaultKind.Noise)] }) },
        { "text/missing", Running, Operator, Flash with { Reason = " " } },
        { "text/missing", Running, Device, new OpenLink("", 0) },
        { "intersection/unsound", [], Posts.Administrator, new Install(Built with { Usual = SignalMode.Manual }) },
        { "intersection/unsound", [], Posts.Administrator, new Install(Built with { Layout = Layout with { Conflicts = [new(0, 2)] } }) },
        { "intersection/unsound", [], Posts.Administrator, new Install(Built with { Detectors = DetectorRules.Usual with { SilentSeconds = 0 } }) },
        { "intersection/unsound", Running, Operator, new SetPlans(new([], [])) },
        { "intersection/unsound", Running, Operator, new SetPlans(new([new("a", 0, [new(2, 30)])], [])) },
        { "intersection/unsound", Running, Operator, new SetPlans(new([new("a", 0, [new(0, 9)])], [])) },
        { "intersection/unsound", Running, Operator, new SetPlans(OtherPlans with { Hours = [new("b", "")] }) },
        { "intersection/unsound", Running, Operator, new SetPlans(OtherPlans with { Hours = [new("all", "18")] }) },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Refuses(string code, IntersectionEvent[] given, Actor actor, IntersectionCommand when) =>
        Assert.Equal(code, Assert.IsType<Decision<IntersectionEvent>.Refused>(Ask(After(given), when, actor)).Why.Code);

    [Fact]
    public void The_end_of_an_order_is_kept_by_a_timer_and_its_release_takes_that_back()
    {
        var ordered = Assert.IsType<Decision<IntersectionEvent>.Accepted>(Ask(After(Running), Hold, Operator));
        var released = Assert.IsType<Decision<IntersectionEvent>.Accepted>(Ask(After(With(new ModeOrdered(Held))), new ReleaseMode(), Operator));

        Assert.Equal([new Effect.SetTimer("order", Later, new ExpireMode(Morning))], ordered.Effects);
        Assert.Equal([new Effect.CancelTimer("order")], released.Effects);
    }

    [Fact]
    public void An_incident_begins_one_case_and_tells_it_when_the_road_is_clear()
    {
        var report = new Report("1", "junction", "0101", "330106001001001", null, Kind: SourceKind.OtherSystem);
        var (open, told) = (After(With(new IncidentOpened(Blocked, Morning))), new NoteIncident(1, Blocked, report));

        var (first, again) = (Yes(Ask(After(Running), told, Device)), Yes(Ask(open, told, Device)));
        var cleared = Yes(Ask(open, new NoteRoadClear(1, "n"), Device));

        Assert.Equal([new Effect.Send(new CaseId("c1").Grain, new CaseCommand.Detect(report))], first.Effects);
        Assert.Empty(again.Effects);
        Assert.Equal([new Effect.Send(new CaseId("c1").Grain, new CaseCommand.Sense("Clear after 1 min: r"))], cleared.Effects);
    }

    private static Decision<IntersectionEvent>.Accepted Yes(Decision<IntersectionEvent> decided) =>
        Assert.IsType<Decision<IntersectionEvent>.Accepted>(decided);

    [Fact]
    public void An_order_whose_timer_is_late_is_over_all_the_same()
    {
        var state = After(With(new ModeOrdered(Held)));

        Assert.Equal(SignalMode.Manual, ModeInForce.Of(state, Later.AddSeconds(-1)).Mode);
        Assert.Equal(SignalMode.Adaptive, ModeInForce.Of(state, Later).Mode);
    }

    [Fact]
    public void History_that_no_longer_fits_changes_nothing()
    {
        var state = After(Running);

        Assert.Equal(Text(state), Text(Intersection.Evolve(state, new DetectorRecovered("x", Morning))));
    }

    private static IntersectionEvent[] With(params IntersectionEvent[] more) => [.. Running, .. more];

    private static IntersectionEvent[] Meeting => With(new ModeOrdered(Fire), new EscortWaits(Fire), new ModeOrdered(Ambulance));

    private static IntersectionEvent[] Failed(string lane) => With(new DetectorFailed(lane, DetectorFaultKind.Silent, Morning));

    private static NoteHealth Note(IntersectionHealth health) => new(1, health);

    private static FellBack Fallen(SignalMode to, string why) => new(to, why, Morning);

    private const string Unsteady = "The link is not steady: the controller runs its own plan.";

    /// <summary>Lists within records are compared by what they hold: as they are stored.</summary>
    private static string Text(IntersectionEvent happened) => System.Text.Encoding.UTF8.GetString(IntersectionKind.Kind.WriteEvent(happened).Json);

    private static string Text(IntersectionState state) => System.Text.Encoding.UTF8.GetString(IntersectionKind.Kind.WriteState(state));
}
