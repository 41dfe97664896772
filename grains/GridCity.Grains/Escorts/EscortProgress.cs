using System.Collections.Immutable;
using GridCity.Grains.Escorts.Control;
using static GridCity.Grains.Escorts.EscortEvent;

namespace GridCity.Grains.Escorts;

/// <summary>What follows from where an escorted vehicle is.</summary>
internal static class EscortProgress
{
    private static readonly EscortSettings Settings = EscortSettings.Usual;

    /// <summary>Junctions that came behind it.</summary>
    public static IEnumerable<EscortEvent> Passed(EscortState.UnderWay state, int leg, DateTimeOffset now) =>
        from at in Enumerable.Range(state.Leg, Math.Max(0, leg - state.Leg))
        let code = state.Route.Legs[at].Intersection
        where code is not null
        select new JunctionPassed(at, code, now);

    /// <summary>Junctions ahead whose queue has to go now so that it is gone when the vehicle arrives.</summary>
    public static IEnumerable<EscortEvent> Due(
        EscortState.UnderWay state, int leg, double metres, ImmutableArray<QueueAhead> queues, DateTimeOffset now)
    {
        var (due, arrival) = (new List<EscortEvent>(), 0.0);
        for (var at = leg; at < state.Route.Legs.Length; at++)
        {
            var road = state.Route.Legs[at];
            var share = at == leg ? Math.Clamp(1 - (metres / road.Metres), 0, 1) : 1;
            arrival += share * road.FreeSeconds / Settings.SpeedShare;
            if (road is not { Intersection: { } code, Phase: { } phase } || IsKept(state, at, now)) continue;
            var lead = EscortArrival.LeadSeconds(QueueAt(queues, code), Settings) + road.ChangeSeconds;
            if (arrival > lead) continue;
            var until = now + TimeSpan.FromSeconds(Math.Max(0, arrival) + Settings.HoldSecondsMax);
            due.Add(new JunctionPrepared(at, code, phase, arrival, until, now));
        }

        return due;
    }

    /// <summary>It is near the end of its last road.</summary>
    public static bool HasArrived(EscortRoute route, int leg, double metres) =>
        leg == route.Legs.Length - 1 && metres >= route.Legs[leg].Metres - Escort.ArrivalMetres;

    /// <summary>Kept for it, or so lately that the others come first for a while.</summary>
    private static bool IsKept(EscortState.UnderWay state, int leg, DateTimeOffset now)
    {
        foreach (var kept in state.Prepared)
            if (kept.Leg == leg) return now < kept.Until + TimeSpan.FromSeconds(Settings.RestSeconds);
        return false;
    }

    private static double QueueAt(ImmutableArray<QueueAhead> queues, string intersection)
    {
        if (queues.IsDefaultOrEmpty) return 0;
        foreach (var queue in queues)
            if (queue.Intersection == intersection) return queue.Vehicles;
        return 0;
    }
}
