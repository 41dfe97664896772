using GridCity.Grains.Escorts.Control;
using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Silo.Junctions;

/// <summary>From the mode in force to what is wished for a second; the safety layer has the last word.</summary>
internal sealed class JunctionControl(IntersectionLayout layout, NeighbourSight neighbours)
{
    private static readonly AdaptiveSettings Settings = new();

    private readonly ActuatedControl _actuated = new(layout);
    private readonly TrafficSight _sight = new(layout, neighbours);
    private Adaptive? _adaptive;
    private EscortHold _hold = EscortHold.Idle;

    /// <summary>What a street is repaid after an escort, in the second in which that begins; null in all others.</summary>
    public (int Phase, int Seconds)? Repaid { get; private set; }

    public SignalWish Wish(in JunctionSecond now, SafetyState safety, LinkSession session)
    {
        Repaid = null;
        if (now.Mode is SignalMode.Flashing or SignalMode.Manual) _hold = EscortHold.Idle;
        if (now.Mode == SignalMode.Escort && now.State.Order is { Way: null, Phase: { } phase }) return SignalWish.Show(phase);
        if (now.Mode != SignalMode.Escort && !_hold.IsBusy) return Usual(now, now.Mode, safety, session);
        _sight.At(session.Latest!, now.Second);
        var under = now.Mode == SignalMode.Escort ? ModeInForce.Of(now.State with { Order = null }, now.Now).Mode : now.Mode;
        return Escorted(now, Usual(now, under, safety, session), safety);
    }

    private SignalWish Usual(in JunctionSecond now, SignalMode mode, SafetyState safety, LinkSession session) => mode switch
    {
        SignalMode.Flashing => SignalWish.Flash,
        SignalMode.Plan => SignalWish.Show(now.State.Plans!.PhaseAt(now.Local)),
        SignalMode.Manual => SignalWish.Show(now.State.Order!.Phase!.Value),
        SignalMode.Adaptive => (_adaptive ??= new(layout, Settings)).Decide(_sight.At(session.Latest!, now.Second), safety),
        _ => _actuated.Wish(safety, session.Detectors.Lanes, session.Latest!.PedestrianWaits.Any(wait => wait > 0), now.Second),
    };

    private SignalWish Escorted(in JunctionSecond now, SignalWish usual, SafetyState safety)
    {
        var before = _hold;
        (var wish, _hold) = JunctionEscort.Step(
            layout, safety, usual, before, Demands(now), _sight.Halting, now.Second, EscortSettings.Usual);
        if (before.Repaid < 0 && _hold.Repaid >= 0) Repaid = (_hold.Repaid, (int)(_hold.RepayUntil - now.Second));
        return wish;
    }

    private List<EscortDemand> Demands(in JunctionSecond now)
    {
        var demands = new List<EscortDemand>();
        if (now.Mode != SignalMode.Escort) return demands;
        if (now.State.Order is { } first) Add(demands, first, now);
        if (!now.State.EscortsWaiting.IsDefault)
            foreach (var order in now.State.EscortsWaiting) Add(demands, order, now);
        return demands;
    }

    private void Add(List<EscortDemand> demands, ModeOrder order, in JunctionSecond now)
    {
        if (order.Way is not { } way || order.Until <= now.Now) return;
        demands.Add(new(
            order.Rank(), way.FromRoad, way.ToRoad, Math.Max(0, (way.ArrivalAt - now.Now).TotalSeconds), QueueOn(way.FromRoad),
            _sight.IsFull(way.ToRoad, Settings)));
    }

    private double QueueOn(string road)
    {
        var most = 0.0;
        for (var lane = 0; lane < layout.Lanes.Length; lane++)
            if (layout.Lanes[lane].IncomingEdge == road) most = Math.Max(most, _sight.Halting[lane]);
        return most;
    }
}
