using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Tests.Intersections;

/// <summary>Draws sound layouts of every shape: conflicts at random, phases filled as far as conflicts allow.</summary>
internal static class RandomLayout
{
    public static IntersectionLayout Of(Random random)
    {
        var groups = random.Next(2, 12);
        var conflicts = new ConflictMatrix(groups, Pairs(groups).Where(_ => random.Next(3) > 0));
        return new(
            "crossroads",
            [.. Enumerable.Range(0, groups).Select(group => new ApproachLane($"in_{group}", 150, 13.9, $"in{group}"))],
            [.. Enumerable.Range(0, groups).Select(group => new ExitLane($"out_{group}", 150, 13.9, $"out{group}"))],
            [.. Enumerable.Range(0, groups).Select(group => new SignalGroup(group, [new($"in_{group}", $"out_{group}")], random.Next(5) == 0))],
            conflicts,
            [.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => Phase(conflicts, random))],
            new(random.Next(1, 6), random.Next(3), random.Next(1, 11), random.Next(12), random.Next(20), random.Next(40, 200)));
    }

    private static IEnumerable<(int, int)> Pairs(int groups) =>
        from one in Enumerable.Range(0, groups) from other in Enumerable.Range(0, one) select (one, other);

    private static Phase Phase(ConflictMatrix conflicts, Random random)
    {
        var aspects = new Aspect[conflicts.Size];
        foreach (var group in Enumerable.Range(0, conflicts.Size).OrderBy(_ => random.Next()))
        {
            var aspect = (Aspect)random.Next(4);
            var clash = Enumerable.Range(0, conflicts.Size).Any(other => conflicts[group, other] && aspects[other] == Aspect.Go);
            aspects[group] = aspect == Aspect.Go && clash ? Aspect.Stop : aspect;
        }

        return new([.. aspects], random.Next(8), 50);
    }
}
