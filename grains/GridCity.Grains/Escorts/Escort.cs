using System.Collections.Immutable;
using System.Diagnostics;
using GridCity.Grains.Escorts.Control;
using static GridCity.Grains.Decision<GridCity.Grains.Escorts.EscortEvent>;
using static GridCity.Grains.Escorts.EscortCommand;
using static GridCity.Grains.Escorts.EscortEvent;
using static GridCity.Grains.Escorts.EscortState;

namespace GridCity.Grains.Escorts;

/// <summary>
/// The rules of an escort: junctions ahead are prepared by the vehicle's position, handed back behind it, and it ends when
/// the vehicle has arrived, somebody stops it, or it is lost. All branches stand in <see cref="Decide"/>; the helpers only
/// compute.
/// </summary>
public static class Escort
{
    /// <summary>A vehicle that has not said where it is for so long is lost; its junctions are needed by others.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(60);

    /// <summary>One that needs so many times its estimate, and a quarter of an hour, is late for good.</summary>
    public const double LatenessMax = 3;

    /// <summary>How near the end of its route it has arrived.</summary>
    public const double ArrivalMetres = 30;

    /// <summary>Other ways that one escort is sent.</summary>
    public const int ReroutesMax = 20;

    private const string PositionTimer = "position";
    private static readonly TimeSpan SeenEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LateMin = TimeSpan.FromMinutes(15);

    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<EscortEvent> Decide(EscortState state, EscortCommand command, DecisionContext context) =>
        (state, command) switch
        {
            _ when !EscortPosts.May(command, context.Actor.Role) => Refuse(EscortRefusals.NotYourPost(command, context.Actor.Role)),
            _ when EscortAdmission.Malformed(command, context.City) is { } why => Refuse(why),

            (Unrequested, Request c) => Requesting(c, context),
            (_, Request) => Refuse(EscortRefusals.Requested),

            (UnderWay s, Move) when IsLate(s, context.Now) => GivingUp(s, "It is late for good.", context),
            (UnderWay s, Move c) => Moving(s, c, context),
            (UnderWay s, Reroute) when s.Reroutes >= ReroutesMax => GivingUp(s, $"It was sent another way {ReroutesMax} times.", context),
            (UnderWay s, Reroute c) => Rerouting(s, c, context),
            (UnderWay s, Stop c) =>
                Accept(new Stopped(c.Reason, context.Actor.Id, context.Now))
                    .With([.. EscortOrders.HandBack(s.Prepared), new Effect.CancelTimer(PositionTimer)]),
            (UnderWay s, GiveUp) => GivingUp(s, "No position has come.", context),

            // The timer may come after the end.
            (Ended or Unrequested, GiveUp) => Accept(),
            (Ended s, _) => Refuse(EscortRefusals.Over(s.Outcome)),
            (Unrequested, _) => Refuse(EscortRefusals.Unknown),
            _ => throw new UnreachableException($"{state.GetType().Name} met {command.GetType().Name}"),
        };

    /// <summary>Folds one event. Accepts all history: one that no longer fits leaves the state as it is.</summary>
    public static EscortState Evolve(EscortState state, EscortEvent happened) =>
        (state, happened) switch
        {
            (Unrequested, Requested e) => new UnderWay(OrderOf(e), e.Route, 0, [], 0, 0, e.At),
            (UnderWay s, JunctionPrepared e) => s with
            {
                Prepared = s.Prepared.RemoveAll(one => one.Leg == e.Leg).Add(new(e.Leg, e.Intersection, e.Until)), SeenAt = e.At,
            },
            (UnderWay s, JunctionPassed e) => s with
            {
                Leg = Math.Max(s.Leg, e.Leg + 1), Passed = s.Passed + 1, OffRoad = null, SeenAt = e.At,
                Prepared = s.Prepared.RemoveAll(one => one.Leg <= e.Leg),
            },
            (UnderWay s, Seen e) => s with { Leg = Math.Max(s.Leg, e.Leg), OffRoad = null, SeenAt = e.At },
            (UnderWay s, TurnedOff e) => s with { OffRoad = e.Road, Prepared = [], SeenAt = e.At },
            (UnderWay s, Rerouted e) =>
                s with { Route = e.Route, Leg = 0, Prepared = [], Reroutes = s.Reroutes + 1, OffRoad = null, SeenAt = e.At },
            (UnderWay s, Arrived e) => End(s, EscortOutcome.Arrived, null, e.SavedSeconds, e.At),
            (UnderWay s, Stopped e) => End(s, EscortOutcome.Stopped, e.Reason, null, e.At),
            (UnderWay s, GivenUp e) => End(s, EscortOutcome.GivenUp, e.Reason, null, e.At),
            _ => state,
        };

    private static Decision<EscortEvent> Requesting(Request c, DecisionContext context)
    {
        var requested = new Requested(c.Class, c.Vehicle, c.Route, context.Actor.Id, context.Now);
        var begun = (UnderWay)Evolve(EscortState.Initial, requested);
        var prepared = EscortProgress.Due(begun, 0, 0, [], context.Now).ToImmutableArray();
        return Accept([requested, .. prepared])
            .With([.. EscortOrders.Keep(begun.Asked, c.Route, prepared), PositionWanted(context)]);
    }

    private static Decision<EscortEvent> Moving(UnderWay state, Move c, DecisionContext context)
    {
        var leg = state.Route.IndexOf(c.Road, state.Leg);
        if (leg < 0)
        {
            return state.OffRoad is not null
                ? Accept()
                : Accept(new TurnedOff(c.Road, context.Now)).With([.. EscortOrders.HandBack(state.Prepared), PositionWanted(context)]);
        }

        var passed = EscortProgress.Passed(state, leg, context.Now).ToImmutableArray();
        if (EscortProgress.HasArrived(state.Route, leg, c.Metres)) return Arriving(state, passed, context);
        var prepared = EscortProgress.Due(state, leg, c.Metres, c.Queues, context.Now).ToImmutableArray();
        ImmutableArray<EscortEvent> events = [.. passed, .. prepared];
        if (events.IsEmpty && state.OffRoad is null && context.Now - state.SeenAt < SeenEvery) return Accept();
        return Accept([.. events, new Seen(leg, c.Metres, context.Now)]).With(
        [
            .. EscortOrders.HandBack(state.Prepared.Where(one => one.Leg < leg)),
            .. EscortOrders.Keep(state.Asked, state.Route, prepared),
            PositionWanted(context),
        ]);
    }

    private static Decision<EscortEvent> Arriving(UnderWay state, ImmutableArray<EscortEvent> passed, DecisionContext context)
    {
        var seconds = (context.Now - state.Asked.At).TotalSeconds;
        return Accept([.. passed, new Arrived(seconds, state.Asked.EstimateSeconds - seconds, context.Now)])
            .With([.. EscortOrders.HandBack(state.Prepared), new Effect.CancelTimer(PositionTimer)]);
    }

    private static Decision<EscortEvent> Rerouting(UnderWay state, Reroute c, DecisionContext context)
    {
        var rerouted = new Rerouted(c.Route, context.Now, c.Why);
        var prepared = EscortProgress.Due((UnderWay)Evolve(state, rerouted), 0, 0, [], context.Now).ToImmutableArray();
        var kept = prepared.Select(one => ((JunctionPrepared)one).Intersection).ToHashSet(StringComparer.Ordinal);
        return Accept([rerouted, .. prepared]).With(
        [
            .. EscortOrders.HandBack(state.Prepared.Where(one => !kept.Contains(one.Intersection))),
            .. EscortOrders.Keep(state.Asked, c.Route, prepared),
            PositionWanted(context),
        ]);
    }

    private static Decision<EscortEvent> GivingUp(UnderWay state, string reason, DecisionContext context) =>
        Accept(new GivenUp(reason, context.Now))
            .With([.. EscortOrders.HandBack(state.Prepared), new Effect.CancelTimer(PositionTimer)]);

    private static Effect PositionWanted(DecisionContext context) =>
        new Effect.SetTimer(PositionTimer, context.Now + SilenceMax, new GiveUp());

    private static bool IsLate(UnderWay state, DateTimeOffset now) =>
        now - state.Asked.At > TimeSpan.FromSeconds(state.Asked.EstimateSeconds * LatenessMax) + LateMin;

    private static EscortOrder OrderOf(Requested e) =>
        new(e.Class, e.Vehicle, e.Route.Legs[0].Road, e.Route.Legs[^1].Road, e.Route.EstimateSeconds, e.By, e.At);

    private static Ended End(UnderWay state, EscortOutcome outcome, string? reason, double? saved, DateTimeOffset at) =>
        new(state.Asked, outcome, reason, state.Passed, state.Reroutes, (at - state.Asked.At).TotalSeconds, saved, at);
}
