using GridCity.Grains.Intersections.Incidents;
using GridCity.Grains.Intersections;
using static GridCity.Grains.Intersections.IntersectionCommand;
using static GridCity.Grains.Tests.Intersections.CrossRoads;
using static GridCity.Grains.Tests.Town;
using EscortClass = GridCity.Grains.Escorts.EscortClass;

namespace GridCity.Grains.Tests.Intersections;

/// <summary>Random commands by anybody, and what always holds.</summary>
public sealed class IntersectionWalkTests
{
    private const int Runs = 40, Steps = 200;

    [Fact]
    public void Random_days_keep_all_laws_and_see_every_event()
    {
        var unseen = typeof(IntersectionEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(IntersectionEvent))).ToHashSet();

        for (var seed = 0; seed < Runs; seed++) Walk(new(seed), unseen);

        Assert.Empty(unseen);
    }

    private static void Walk(Random random, HashSet<Type> unseen)
    {
        var (state, now) = (IntersectionState.Initial, Morning);
        for (var step = 0; step < Steps; step++)
        {
            now = now.AddSeconds(random.Next(1, 60));
            var (command, actor) = Any(random, state, now);
            var decided = Intersection.Decide(state, command, By(actor, IntersectionKind.Kind.Id("X-1"), now));
            if (decided is not Decision<IntersectionEvent>.Accepted yes) continue;
            var before = ModeInForce.Of(state, now).Mode;
            state = yes.Events.Aggregate(state, Intersection.Evolve);
            Check(state, before, yes.Events, now);
            foreach (var happened in yes.Events) unseen.Remove(happened.GetType());
        }
    }

    private static void Check(IntersectionState state, SignalMode before, IEnumerable<IntersectionEvent> events, DateTimeOffset now)
    {
        var after = ModeInForce.Of(state, now);
        var stored = IntersectionKind.Kind.WriteState(state);
        Assert.Equal(stored, IntersectionKind.Kind.WriteState(IntersectionKind.Kind.ReadState(stored)));
        Assert.True(state.Built is null == state.Plans is null);
        if (!state.Link.IsSteady) Assert.True(after.Mode <= SignalMode.Plan, "Without a link only a controller's own plan or flashing is in force.");
        if (state.ControllerFault is not null || state.Built is null) Assert.Equal(SignalMode.Flashing, after.Mode);
        Assert.Equal(after.Why is null, after.Mode == state.Wanted(now) && state.Built is not null);
        Assert.True(state.EscortsWaiting.IsDefault || state.EscortsWaiting.All(one => one.By != state.Order?.By && one.Mode == SignalMode.Escort));
        foreach (var change in events)
        {
            if (change is IntersectionEvent.FellBack fell) Assert.True(fell.To == after.Mode && after.Mode < before);
            if (change is IntersectionEvent.Recovered back) Assert.True(back.To == after.Mode && after.Mode > before);
        }
    }

    private static (IntersectionCommand Command, Actor Actor) Any(Random random, IntersectionState state, DateTimeOffset now) => random.Next(18) switch
    {
        0 => (new Install(Built with { Edition = $"e{random.Next(3)}" }), Posts.Administrator),
        1 when random.Next(4) == 0 => (new Remove(), Posts.Administrator),
        2 => (new SetPlans(Plans), Operator),
        3 => (new SetMode(SignalMode.Manual, random.Next(3), "a parade", random.Next(2) == 0 ? null : now.AddMinutes(random.Next(3))), Operator),
        4 => (new SetMode((SignalMode)random.Next(1, 5), null, "a test", null), Operator),
        5 => (Cross(random, now), random.Next(2) == 0 ? Escort : OtherEscort),
        6 => (new ReleaseMode(), random.Next(3) switch { 0 => Operator, 1 => Escort, _ => OtherEscort }),
        7 => (new ExpireMode(state.Order?.At ?? now), Posts.Mail),
        8 => (new OpenLink("cabinet 7", random.Next(3)), Device),
        9 => (new NoteIncident(state.Link.Fence, new("n", North, 20, now, IncidentSeverity.Serious, 26, 2)), Device),
        10 => (new NoteRoadClear(state.Link.Fence, "n"), Device),
        11 => (new NoteRepayment(state.Link.Fence, random.Next(2), 12), Device),
        _ => (new NoteHealth(state.Link.Fence, Health(random)), Device),
    };

    private static SetMode Cross(Random random, DateTimeOffset now) => new(
        SignalMode.Escort, random.Next(2), "ambulance", random.Next(2) == 0 ? null : now.AddMinutes(random.Next(1, 3)),
        new((EscortClass)random.Next(4), now, "n", "s", now.AddSeconds(20)));

    private static IntersectionHealth Health(Random random) => new(
        random.Next(5) == 0 ? "silent" : null,
        [.. new[] { North, East }.Where(_ => random.Next(4) == 0).Select(lane => new LaneFault(lane, (DetectorFaultKind)random.Next(1, 5)))],
        random.Next(4) == 0 ? [Neighbour] : [],
        random.Next(8) == 0 ? "lamp out" : null);
}
