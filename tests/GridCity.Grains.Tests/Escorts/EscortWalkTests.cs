using GridCity.Grains.Escorts;
using GridCity.Grains.Intersections;
using static GridCity.Grains.Escorts.EscortCommand;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Escorts;

/// <summary>Random drives, and what always holds.</summary>
public sealed class EscortWalkTests
{
    private const int Runs = 200, Steps = 60;

    private static readonly GrainId Self = EscortKind.Kind.Id("e-1");
    private static readonly Actor Vehicle = new("vehicle-1", Role.OtherSystem);

    private static readonly EscortRoute Way = new(
        [new("A", 1_000, 50, "J1", 2, 10), new("B", 1_000, 50, "J2", 0, 10), new("C", 500, 25)], EstimateSeconds: 200);

    private static readonly EscortRoute Other = new([new("X", 500, 25, "J9", 1, 10), new("C", 500, 25)], EstimateSeconds: 80);

    [Fact]
    public void Random_drives_keep_all_laws_and_see_every_event()
    {
        var unseen = typeof(EscortEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(EscortEvent))).ToHashSet();

        for (var seed = 0; seed < Runs; seed++) Drive(new(seed), unseen);

        Assert.Empty(unseen);
    }

    private static void Drive(Random random, HashSet<Type> unseen)
    {
        var (state, now, kept) = (EscortState.Initial, Morning, new HashSet<GrainId>());
        for (var step = 0; step < Steps; step++)
        {
            now = now.AddSeconds(random.Next(1, 20));
            var (command, actor) = Any(random);
            if (Escort.Decide(state, command, By(actor, Self, now)) is not Decision<EscortEvent>.Accepted yes) continue;
            state = yes.Events.Aggregate(state, Escort.Evolve);
            Follow(kept, yes.Effects);
            Check(state, kept);
            foreach (var happened in yes.Events) unseen.Remove(happened.GetType());
        }
    }

    /// <summary>What the junctions were told.</summary>
    private static void Follow(HashSet<GrainId> kept, IEnumerable<Effect> effects)
    {
        foreach (var sent in effects.OfType<Effect.Send>())
        {
            if (sent.Command is IntersectionCommand.SetMode) kept.Add(sent.To);
            else kept.Remove(sent.To);
        }
    }

    /// <summary>Every junction that was told to keep green stands in the state, and none is left when the drive is over.</summary>
    private static void Check(EscortState state, HashSet<GrainId> kept)
    {
        var stored = EscortKind.Kind.WriteState(state);
        Assert.Equal(stored, EscortKind.Kind.WriteState(EscortKind.Kind.ReadState(stored)));
        var known = state is EscortState.UnderWay s ? s.Prepared.Select(one => IntersectionKind.Kind.Id(one.Intersection)).ToHashSet() : [];
        Assert.Equal(known, kept);
    }

    private static (EscortCommand Command, Actor Actor) Any(Random random) => random.Next(24) switch
    {
        0 or 1 => (new Request((EscortClass)random.Next(4), "120-7", Way), Vehicle),
        2 => (new Move("Z", 10, []), Vehicle),
        3 => (new Reroute(Other), Vehicle),
        4 when random.Next(6) == 0 => (new Stop("cancelled"), Vehicle),
        5 when random.Next(6) == 0 => (new GiveUp(), Actor.Grain(Self)),
        6 => (new Move("C", random.Next(500), []), Vehicle),
        _ => (new Move(random.Next(3) switch { 0 => "A", 1 => "B", _ => "X" }, random.Next(1_000), [new("J1", random.Next(9))]), Vehicle),
    };
}
