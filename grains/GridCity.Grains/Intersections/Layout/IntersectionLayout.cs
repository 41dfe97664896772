using System.Collections.Immutable;

namespace GridCity.Grains.Intersections.Layout;

/// <summary>
/// What is built at an intersection, fixed until the road is rebuilt. An instance is sound: its phases give no two
/// conflicting groups a protected green, and its times can be kept whatever a controller wishes.
/// </summary>
public sealed class IntersectionLayout
{
    private readonly ImmutableArray<int> _clearance;

    /// <exception cref="ArgumentException">What is wrong, by intersection, phase and group.</exception>
    public IntersectionLayout(
        string id,
        ImmutableArray<ApproachLane> lanes,
        ImmutableArray<ExitLane> exits,
        ImmutableArray<SignalGroup> groups,
        ConflictMatrix conflicts,
        ImmutableArray<Phase> phases,
        SignalTimes times)
    {
        (Id, Lanes, Exits, Groups, Conflicts, Phases, Times) = (id, lanes, exits, groups, conflicts, phases, times);
        if (LayoutFaults.First(this) is { } fault) throw new ArgumentException($"intersection {id}: {fault}");
        ServedBy = PhaseCover.Of(groups.Length, phases);
        _clearance = [.. from one in Every(phases) from other in Every(phases) select ClearanceOf(one, other)];
        ClearanceSecondsMax = Math.Max(_clearance.Max(), times.YellowSeconds + times.AllRedSeconds);
        MinimumGreenSecondsMax = Math.Max(phases.Max(phase => phase.MinimumGreenSeconds), groups.Max(group => MinimumGreenSeconds(group.Index)));
        var turns = ServedBy.Where(phase => phase >= 0).Distinct().Count();
        MaximumRedSeconds = Math.Max(
            times.MaximumRedSeconds, ((turns + 1) * ClearanceSecondsMax) + (turns * MinimumGreenSecondsMax));
    }

    public string Id { get; }

    public ImmutableArray<ApproachLane> Lanes { get; }

    public ImmutableArray<ExitLane> Exits { get; }

    public ImmutableArray<SignalGroup> Groups { get; }

    public ConflictMatrix Conflicts { get; }

    public ImmutableArray<Phase> Phases { get; }

    public SignalTimes Times { get; }

    /// <summary>
    /// For each group the phase that serves it when its red grows too long, -1 when no phase has green for it. The
    /// phases in it are as few as a greedy cover finds.
    /// </summary>
    public ImmutableArray<int> ServedBy { get; }

    /// <summary>The longest time from the end of a green to the next, in seconds.</summary>
    public int ClearanceSecondsMax { get; }

    /// <summary>The longest of the minimum greens, in seconds.</summary>
    public int MinimumGreenSecondsMax { get; }

    /// <summary>
    /// Within this every group that a phase serves gets green again, in seconds: what its times ask for, longer only
    /// where serving every group in turn, with one more change under way, takes longer.
    /// </summary>
    public int MaximumRedSeconds { get; }

    /// <summary>A green of this group stays at least so long.</summary>
    public int MinimumGreenSeconds(int group) =>
        Groups[group].IsPedestrian ? Times.PedestrianGreenSeconds : Times.MinimumGreenSeconds;

    /// <summary>From the second a phase ends to the second another is shown; 0 when no group loses its green.</summary>
    public int ClearanceSeconds(int from, int to) => _clearance[(from * Phases.Length) + to];

    /// <summary>The same when every green of a phase ends.</summary>
    public int ClearanceSeconds(int from) =>
        ClearanceOf([.. Groups.Where(group => Phases[from].Aspects[group.Index].IsGreen())]);

    private static IEnumerable<int> Every(ImmutableArray<Phase> phases) => Enumerable.Range(0, phases.Length);

    private int ClearanceOf(int from, int to) =>
        ClearanceOf([.. Groups.Where(group => Phases[from].Aspects[group.Index].IsGreen() && !Phases[to].Aspects[group.Index].IsGreen())]);

    private int ClearanceOf(ImmutableArray<SignalGroup> losing)
    {
        if (losing.IsEmpty) return 0;
        var vehicles = Times.YellowSeconds + Times.AllRedSeconds;
        return losing.Any(group => group.IsPedestrian) ? Math.Max(vehicles, Times.PedestrianClearanceSeconds) : vehicles;
    }
}
