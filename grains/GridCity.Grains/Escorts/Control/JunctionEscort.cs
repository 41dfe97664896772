using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Escorts.Control;

/// <summary>What a junction remembers of the escorts it serves.</summary>
/// <param name="Holder">Whom it is kept for; null for nobody.</param>
/// <param name="Since">The second since which it is.</param>
/// <param name="RestUntil">Until then nobody is served: the last one kept it too long.</param>
/// <param name="Waited">For each phase the vehicle-seconds that its lanes have waited while it was kept; empty for none.</param>
/// <param name="Repaid">The phase that is repaid now, or -1.</param>
/// <param name="RepayUntil">The first second in which it is not any more.</param>
public sealed record EscortHold(
    EscortRank? Holder, long Since, long RestUntil, ImmutableArray<double> Waited, int Repaid, long RepayUntil)
{
    /// <summary>Of a junction that no escort has met.</summary>
    public static EscortHold Idle { get; } = new(null, long.MinValue / 2, long.MinValue / 2, [], -1, long.MinValue / 2);

    /// <summary>True while it needs a step every second: it is kept, or repays.</summary>
    public bool IsBusy => Holder is not null || Repaid >= 0;
}

/// <summary>
/// An escort in the control of a junction: takes the wish of whatever controller runs it and gives the one to be followed.
/// Queue first, then green: the phase that serves the vehicle is wished so early that the queue ahead of it is gone when
/// it arrives. After it has passed, the street that waited most is served first, as long as its queue needs. The wish then
/// goes through the safety layer like any other.
/// </summary>
public static class JunctionEscort
{
    /// <summary>One second.</summary>
    /// <param name="usual">The wish of the controller.</param>
    /// <param name="memory">As the step before left it.</param>
    /// <param name="demands">Of the escorts that have this junction ahead of them; in any order.</param>
    /// <param name="halting">For each lane of the layout the vehicles that stand on it.</param>
    public static (SignalWish Wish, EscortHold Memory) Step(
        IntersectionLayout layout, SafetyState safety, SignalWish usual, EscortHold memory,
        IReadOnlyCollection<EscortDemand> demands, IReadOnlyList<double> halting, long second, EscortSettings settings)
    {
        var (wish, hold) = Followed(layout, safety, usual, memory, demands, halting, second, settings);
        // Who is stuck inside would stop the escorted vehicle too.
        return (usual == SignalWish.StayClear ? usual : wish, hold);
    }

    private static (SignalWish Wish, EscortHold Memory) Followed(
        IntersectionLayout layout, SafetyState safety, SignalWish usual, EscortHold memory,
        IReadOnlyCollection<EscortDemand> demands, IReadOnlyList<double> halting, long second, EscortSettings settings)
    {
        if (Served(layout, safety, memory, demands, second, settings) is not { } served)
            return Released(layout, usual, memory, halting, second, settings);
        var since = memory.Holder is null ? second : memory.Since;
        if (second - since > settings.HoldSecondsMax)
            return Released(layout, usual, memory with { RestUntil = second + settings.RestSeconds }, halting, second, settings);
        var waited = Waited(layout, served.Phase, memory.Holder is null ? [] : memory.Waited, halting);
        return (SignalWish.Show(served.Phase), memory with { Holder = served.Rank, Since = since, Waited = waited, Repaid = -1 });
    }

    /// <summary>The first in rank for whom it is time, and the phase that serves it.</summary>
    private static (EscortRank Rank, int Phase)? Served(
        IntersectionLayout layout, SafetyState safety, EscortHold memory,
        IReadOnlyCollection<EscortDemand> demands, long second, EscortSettings settings)
    {
        if (second < memory.RestUntil) return null;
        foreach (var demand in demands.OrderBy(demand => demand.Rank))
        {
            var shown = safety.IsClearing ? safety.Next : safety.Phase;
            var phases = EscortPhases.For(layout, demand.FromRoad, demand.ToRoad, shown);
            if (phases.IsEmpty || demand.IsExitBlocked || !IsTime(layout, safety, phases[0], demand, second, settings)) continue;
            return (demand.Rank, phases[TurnOf(phases.Length, demand, memory, second, settings)]);
        }

        return null;
    }

    /// <summary>
    /// The vehicle's own phase; while a queue stands before it in lanes that need several phases, these in turn: a queue
    /// whose first vehicle wants another way never leaves by one phase alone.
    /// </summary>
    private static int TurnOf(int phases, in EscortDemand demand, EscortHold memory, long second, EscortSettings settings) =>
        phases == 1 || demand.QueueAhead < 1 || memory.Holder is null
            ? 0
            : (int)((second - memory.Since) / settings.TurnSeconds % phases);

    /// <summary>
    /// Time to begin: what the change takes, then the queue. When the phase is shown already, it is kept when it could not
    /// be left and shown again in time.
    /// </summary>
    private static bool IsTime(
        IntersectionLayout layout, SafetyState safety, int phase, in EscortDemand demand, long second, EscortSettings settings)
    {
        var lead = EscortArrival.LeadSeconds(demand.QueueAhead, settings);
        return demand.ArrivalSeconds <= lead + ChangeSeconds(layout, safety, phase, second);
    }

    private static double ChangeSeconds(IntersectionLayout layout, SafetyState safety, int phase, long second)
    {
        var (shown, ready) = safety.IsClearing
            ? (safety.Next, safety.NextAt - second)
            : (safety.Phase, 0);
        if (shown < 0) return ready + layout.ClearanceSecondsMax;
        if (shown == phase) return layout.MinimumGreenSecondsMax + (2 * layout.ClearanceSecondsMax);
        var minimum = layout.Phases[shown].MinimumGreenSeconds;
        var rest = safety.IsClearing ? ready + minimum : Math.Max(0, safety.PhaseSince + minimum - second);
        return rest + layout.ClearanceSeconds(shown, phase);
    }

    private static ImmutableArray<double> Waited(
        IntersectionLayout layout, int phase, ImmutableArray<double> before, IReadOnlyList<double> halting)
    {
        var waited = new double[layout.Phases.Length];
        for (var other = 0; other < waited.Length; other++)
        {
            if (!before.IsEmpty) waited[other] = before[other];
            if (other != phase) waited[other] += QueueOf(layout, other, phase, halting);
        }

        return [.. waited];
    }

    private static (SignalWish, EscortHold) Released(
        IntersectionLayout layout, SignalWish usual, EscortHold memory, IReadOnlyList<double> halting, long second, EscortSettings settings)
    {
        if (memory.Holder is not null) memory = Owing(layout, memory, halting, second, settings);
        if (memory.Repaid < 0) return (usual, memory);
        return second < memory.RepayUntil && QueueOf(layout, memory.Repaid, -1, halting) > 0
            ? (SignalWish.Show(memory.Repaid), memory)
            : (usual, memory with { Repaid = -1 });
    }

    /// <summary>The phase whose lanes waited most gets green for as long as its longest queue needs.</summary>
    private static EscortHold Owing(
        IntersectionLayout layout, EscortHold memory, IReadOnlyList<double> halting, long second, EscortSettings settings)
    {
        var freed = memory with { Holder = null, Waited = [] };
        var most = memory.Waited.Max();
        if (most <= 0) return freed;
        var phase = memory.Waited.IndexOf(most);
        var longest = LanesOf(layout, phase, -1).Select(lane => halting[lane]).DefaultIfEmpty().Max();
        var seconds = layout.ClearanceSecondsMax + settings.StartSeconds + (longest * settings.DischargeSeconds);
        return freed with { Repaid = phase, RepayUntil = second + (long)Math.Min(settings.RepaySecondsMax, seconds) };
    }

    private static double QueueOf(IntersectionLayout layout, int phase, int except, IReadOnlyList<double> halting) =>
        LanesOf(layout, phase, except).Sum(lane => halting[lane]);

    /// <summary>Places of the lanes that a phase gives green and another one does not.</summary>
    private static IEnumerable<int> LanesOf(IntersectionLayout layout, int phase, int except) =>
        Enumerable.Range(0, layout.Lanes.Length)
            .Where(lane => Serves(layout, phase, lane) && (except < 0 || !Serves(layout, except, lane)));

    private static bool Serves(IntersectionLayout layout, int phase, int lane)
    {
        foreach (var group in layout.Groups)
        {
            var isFrom = group.Connections.Any(way => way.FromLane == layout.Lanes[lane].Id);
            if (isFrom && layout.Phases[phase].Aspects[group.Index].IsGreen()) return true;
        }

        return false;
    }
}
