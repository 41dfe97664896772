using System.Collections.Immutable;
using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Sumo.Runs.Faults;

/// <summary>Puts lies in the place of what was seen.</summary>
internal sealed class LyingDetectors
{
    /// <summary>Departures a second that noise makes up: three times what a lane can send.</summary>
    private const int NoiseDepartures = 2;

    private readonly (DetectorLie Lie, int Signal, int Lane)[] _lies;

    /// <exception cref="SumoException">A lie names an intersection or a lane that is not there, or cannot be told.</exception>
    public LyingDetectors(ImmutableArray<IntersectionLayout> layouts, ImmutableArray<DetectorLie> lies) =>
        _lies = [.. lies.Select(lie => Placed(layouts, lie))];

    public void Tell(IReadOnlyList<Observation> observations, long second)
    {
        foreach (var (lie, signal, lane) in _lies)
            if (second >= lie.From && second < lie.Until) Tell(observations[signal], lane, lie.Kind);
    }

    private static void Tell(Observation seen, int lane, DetectorFaultKind kind)
    {
        seen.Lanes[lane].Clear();
        seen.Crossed.RemoveAll(crossing => crossing.Lane == lane);
        if (kind == DetectorFaultKind.StuckOff) return;
        seen.Lanes[lane].Add(new(0, 0, 1));
        for (var made = 0; kind == DetectorFaultKind.Noise && made < NoiseDepartures; made++) seen.Crossed.Add(new(lane, 0));
    }

    private static (DetectorLie Lie, int Signal, int Lane) Placed(ImmutableArray<IntersectionLayout> layouts, DetectorLie lie)
    {
        if (lie.Kind == DetectorFaultKind.Silent) throw new SumoException($"lane {lie.Lane}: a simulated detector is never silent");
        for (var signal = 0; signal < layouts.Length; signal++)
        {
            if (layouts[signal].Id != lie.Signal) continue;
            for (var lane = 0; lane < layouts[signal].Lanes.Length; lane++)
                if (layouts[signal].Lanes[lane].Id == lie.Lane) return (lie, signal, lane);
            throw new SumoException($"intersection {lie.Signal} has no approach lane {lie.Lane} whose detector could lie");
        }

        throw new SumoException($"there is no intersection {lie.Signal} whose detector could lie");
    }
}
