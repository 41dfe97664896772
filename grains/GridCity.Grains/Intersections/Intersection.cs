using System.Diagnostics;
using static GridCity.Grains.Decision<GridCity.Grains.Intersections.IntersectionEvent>;
using static GridCity.Grains.Intersections.IntersectionCommand;
using static GridCity.Grains.Intersections.IntersectionEvent;
using Why = GridCity.Grains.Intersections.IntersectionRefusals;

namespace GridCity.Grains.Intersections;

/// <summary>
/// The rules of a signalised intersection: what is built, who wants which mode, what works, and which mode is in force for
/// it. What it shows each second is decided beside it (Control, Safety). All branches stand in <see cref="Decide"/>.
/// </summary>
public static class Intersection
{
    private const string OrderTimer = "order";

    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<IntersectionEvent> Decide(
        IntersectionState state, IntersectionCommand command, DecisionContext context) =>
        (state.Built, command) switch
        {
            _ when !IntersectionPosts.May(command, context.Actor) => Refuse(Why.NotYourPost(command, context.Actor.Role)),

            ({ } built, Install c) when built.Edition == c.As.Edition => Accept(),
            (_, Install c) => Installations.WhyUnsound(c.As, context.Self.Key) is { } why
                ? Refuse(why) : WithModeChange(state, context, new Installed(c.As, context.Now)),
            (null, Remove) => Accept(),
            (null, SetMode or ReleaseMode) when context.Actor.Role == Role.Grain => Accept(),
            (null, _) => Refuse(Why.NotBuilt),
            (_, Remove) => Accept(new Removed(context.Now)),

            ({ } built, SetPlans c) => Installations.Plans(c.Plans, built.Layout) is { } why
                ? Refuse(why) : Accept(new PlansSet(c.Plans, context.Actor.Id, context.Now)),

            ({ } built, SetMode c) => OrderFault(state, built, c, context) is { } why ? Unfollowed(why, context) : Order(c, context),
            (_, ReleaseMode) when state.OrderAt(context.Now) is not { } order || IsOthers(order, context.Actor) =>
                context.Actor.Role == Role.Grain ? Accept() : Refuse(Why.NothingOrdered),
            (_, ReleaseMode) => Accept(new ModeReleased(context.Actor.Id, context.Now)).With(new Effect.CancelTimer(OrderTimer)),
            (_, ExpireMode c) => state.Order is { } order && order.At == c.OrderedAt ? Accept(new ModeExpired(context.Now)) : Accept(),

            (_, OpenLink c) => Texts.Required(c.Controller, "controller", ControllerLengthMax) is { } why
                ? Refuse(why)
                : WithModeChange(state, context, new LinkOpened(c.Controller, Math.Max(state.Link.Fence, c.FenceSeen) + 1, context.Now)),
            (_, NoteHealth c) when c.Fence < state.Link.Fence => Refuse(Why.TakenOver(state.Link.Fence)),
            ({ } built, NoteHealth c) => HealthChanges.Fault(built, c.Health) is { } why
                ? Refuse(why) : WithModeChange(state, context, HealthChanges.Of(state, c.Health, context.Now)),
            _ => throw new UnreachableException(command.GetType().Name),
        };

    /// <summary>Characters of what a controller calls itself.</summary>
    public const int ControllerLengthMax = 100;

    /// <summary>Folds one event. Accepts all history: one that no longer fits leaves the state as it is.</summary>
    public static IntersectionState Evolve(IntersectionState state, IntersectionEvent happened) =>
        happened switch
        {
            Installed e => state with { Built = e.As, Plans = e.As.Plans, DetectorFaults = [], NeighboursLost = [], InForceSince = e.At },
            Removed e => state with { Built = null, Plans = null, Order = null, InForceSince = e.At },
            PlansSet e => state with { Plans = e.Plans },
            ModeOrdered e => state with { Order = e.Order, InForceSince = e.Order.At },
            ModeReleased e => state with { Order = null, InForceSince = e.At },
            ModeExpired e => state with { Order = null, InForceSince = e.At },
            LinkOpened e => state with { Link = new(e.Controller, e.Fence, IsSteady: false) },
            LinkLost => state with { Link = state.Link with { IsSteady = false } },
            LinkSteady => state with { Link = state.Link with { IsSteady = true } },
            DetectorFailed e => state with { DetectorFaults = HealthChanges.With(state.DetectorFaults, new(e.Lane, e.Fault, e.At)) },
            DetectorRecovered e => state with { DetectorFaults = state.DetectorFaults.RemoveAll(one => one.Lane == e.Lane) },
            NeighboursLost e => state with { NeighboursLost = e.Neighbours },
            ControllerFailed e => state with { ControllerFault = e.Fault },
            ControllerRecovered => state with { ControllerFault = null },
            FellBack e => state with { InForceSince = e.At },
            Recovered e => state with { InForceSince = e.At },
            _ => state,
        };

    private static Refusal? OrderFault(IntersectionState state, Installation built, SetMode c, DecisionContext context) =>
        Texts.Required(c.Reason, "reason", context.City.Limits.TextLengthMax)
        ?? (c.Mode == SignalMode.Escort && context.Actor.Role != Role.Grain ? Why.EscortAlone
            : c.Mode == SignalMode.Manual && c.Phase is null ? Why.PhaseMissing
            : c.Phase is not null && c.Mode is not (SignalMode.Manual or SignalMode.Escort) ? Why.PhaseUnwanted
            : c.Phase is { } phase && (phase < 0 || phase >= built.Layout.Phases.Length) ? Why.NoSuchPhase(built.Layout.Phases.Length)
            : c.Until <= context.Now ? Why.Past
            : state.OrderAt(context.Now) is { } order ? Contested(order, c, context.Actor) : null);

    /// <summary>A person's hand goes before an escort, an escort before every other mode.</summary>
    private static Refusal? Contested(ModeOrder order, SetMode c, Actor actor) =>
        c.Mode == SignalMode.Escort && order.Mode is SignalMode.Manual or SignalMode.Flashing ? Why.HeldByPerson(order)
        : order.Mode == SignalMode.Escort && order.By != actor.Id && c.Mode is not (SignalMode.Manual or SignalMode.Flashing)
            ? Why.Escorted(order)
        : null;

    /// <summary>Mail of an escort that comes second, or meets a person's order, is no fault: it changes nothing.</summary>
    private static Decision<IntersectionEvent> Unfollowed(Refusal why, DecisionContext context) =>
        context.Actor.Role == Role.Grain && why.Kind == RefusalKind.NotNow ? Accept() : Refuse(why);

    private static bool IsOthers(ModeOrder order, Actor actor) => actor.Role == Role.Grain && order.By != actor.Id;

    private static Decision<IntersectionEvent> Order(SetMode c, DecisionContext context)
    {
        var order = new ModeOrder(c.Mode, c.Phase, c.Reason, context.Actor.Id, context.Now, c.Until);
        return Accept(new ModeOrdered(order)).With(c.Until is { } until
            ? new Effect.SetTimer(OrderTimer, until, new ExpireMode(order.At))
            : new Effect.CancelTimer(OrderTimer));
    }

    /// <summary>Adds that the mode in force has changed, if the events make it so.</summary>
    private static Decision<IntersectionEvent> WithModeChange(
        IntersectionState state, DecisionContext context, params IReadOnlyList<IntersectionEvent> events)
    {
        var (before, after) = (ModeInForce.Of(state, context.Now), ModeInForce.Of(events.Aggregate(state, Evolve), context.Now));
        return before.Mode == after.Mode ? Accept([.. events])
            : after.Mode < before.Mode
                ? Accept([.. events, new FellBack(after.Mode, after.Why ?? "", context.Now)])
                : Accept([.. events, new Recovered(after.Mode, context.Now)]);
    }
}
