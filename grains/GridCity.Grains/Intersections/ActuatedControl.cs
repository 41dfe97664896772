using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Intersections;

/// <summary>What actuated control looks at on one lane.</summary>
/// <param name="HasDemand">Somebody is on it, or its detector is not believed.</param>
/// <param name="IdleSeconds">Since somebody was on its detector or left it.</param>
/// <param name="IsBelieved">False for a detector at fault: the lane then gets green in every cycle.</param>
public readonly record struct ActuatedLane(bool HasDemand, int IdleSeconds, bool IsBelieved);

/// <summary>
/// Fully actuated control as in the Signal Timing Manual (FHWA-HOP-08-024, chapter 5): a green is extended while vehicles
/// follow each other within the gap, up to its maximum; phases without demand are left out; a lane whose detector failed is
/// on recall, with half of the maximum green.
/// </summary>
public sealed class ActuatedControl
{
    /// <summary>Longest gap that extends a green; the manual's usual passage time lies between 2 and 4 s.</summary>
    public const int GapSeconds = 3;

    private readonly IntersectionLayout _layout;
    private readonly ImmutableArray<ImmutableArray<int>> _lanes;

    public ActuatedControl(IntersectionLayout layout)
    {
        _layout = layout;
        var places = layout.Lanes.Select((lane, at) => (lane.Id, at)).ToDictionary(one => one.Id, one => one.at, StringComparer.Ordinal);
        _lanes = [.. layout.Phases.Select(phase => ServedBy(phase, places))];
    }

    /// <summary>The wish of one second.</summary>
    /// <param name="lanes">In the order of the layout.</param>
    /// <param name="pedestriansWait">Somebody has pressed a button.</param>
    public SignalWish Wish(SafetyState state, ReadOnlySpan<ActuatedLane> lanes, bool pedestriansWait, long second)
    {
        if (state.IsClearing) return SignalWish.Hold;
        var next = Next(state.Phase, lanes, pedestriansWait);
        if (state.Phase < 0) return SignalWish.Show(next ?? 0);
        if (next is not { } other) return SignalWish.Hold;
        var phase = _layout.Phases[state.Phase];
        var green = second - state.PhaseSince;
        return green < phase.MinimumGreenSeconds || (green < phase.MaximumGreenSeconds && IsExtended(state.Phase, lanes, green))
            ? SignalWish.Hold
            : SignalWish.Show(other);
    }

    /// <summary>The next phase with demand that the present one does not serve; null when there is none.</summary>
    private int? Next(int phase, ReadOnlySpan<ActuatedLane> lanes, bool pedestriansWait)
    {
        var begin = Math.Max(phase, -1);
        for (var step = 1; step <= _lanes.Length; step++)
        {
            var other = (begin + step) % _lanes.Length;
            if (other != phase && IsWanted(other, phase, lanes, pedestriansWait)) return other;
        }

        return null;
    }

    private bool IsWanted(int other, int phase, ReadOnlySpan<ActuatedLane> lanes, bool pedestriansWait)
    {
        foreach (var lane in _lanes[other])
            if (lanes[lane].HasDemand && (phase < 0 || !_lanes[phase].Contains(lane))) return true;
        return pedestriansWait && WalksIn(other) && (phase < 0 || !WalksIn(phase));
    }

    private bool WalksIn(int phase)
    {
        foreach (var group in _layout.Groups)
            if (group.IsPedestrian && _layout.Phases[phase].Aspects[group.Index].IsGreen()) return true;
        return false;
    }

    private bool IsExtended(int phase, ReadOnlySpan<ActuatedLane> lanes, long green)
    {
        foreach (var lane in _lanes[phase])
        {
            if (lanes[lane].IsBelieved ? lanes[lane].IdleSeconds < GapSeconds : green * 2 < _layout.Phases[phase].MaximumGreenSeconds)
                return true;
        }

        return false;
    }

    private ImmutableArray<int> ServedBy(Phase phase, Dictionary<string, int> places) =>
    [
        .. _layout.Groups.Where(group => phase.Aspects[group.Index].IsGreen())
            .SelectMany(group => group.Connections).Select(link => places[link.FromLane]).Distinct().Order(),
    ];
}
