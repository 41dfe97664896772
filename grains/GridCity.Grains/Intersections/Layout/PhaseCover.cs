using System.Collections.Immutable;

namespace GridCity.Grains.Intersections.Layout;

/// <summary>A few phases that together serve every group: the greedy set cover.</summary>
internal static class PhaseCover
{
    /// <returns>For each group the phase of the cover that serves it, -1 for a group without green in any phase.</returns>
    public static ImmutableArray<int> Of(int groups, ImmutableArray<Phase> phases)
    {
        var servedBy = Enumerable.Repeat(-1, groups).ToArray();
        while (true)
        {
            var best = Enumerable.Range(0, phases.Length).MaxBy(phase => New(phase).Count());
            var served = New(best).ToArray();
            if (served.Length == 0) return [.. servedBy];
            foreach (var group in served) servedBy[group] = best;
        }

        IEnumerable<int> New(int phase) =>
            Enumerable.Range(0, groups).Where(group => servedBy[group] < 0 && phases[phase].Aspects[group].IsGreen());
    }
}
