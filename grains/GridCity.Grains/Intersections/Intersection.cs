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

            ({ } built, SetMode c) => OrderFault(state, built, c, context) is { } why ? Refuse(why) : OrderQueue.Ordering(state, c, context),
            (_, ReleaseMode) when state.OrderAt(context.Now) is not { } order || IsOthers(order, context.Actor) =>
                context.Actor.Role == Role.Grain ? OrderQueue.Leaving(state, context) : Refuse(Why.NothingOrdered),
            (_, ReleaseMode) => OrderQueue.Next(state, new ModeReleased(context.Actor.Id, context.Now), context),
            (_, ExpireMode c) => state.Order is { } order && order.At == c.OrderedAt
                ? OrderQueue.Next(state, new ModeExpired(context.Now), context) : Accept(),

            (_, OpenLink c) => Texts.Required(c.Controller, "controller", ControllerLengthMax) is { } why
                ? Refuse(why) : WithModeChange(state, context, Opened(state, c, context)),
            (_, ILinkNote c) when c.Fence < state.Link.Fence => Refuse(Why.TakenOver(state.Link.Fence)),
            ({ } built, NoteHealth c) => HealthChanges.Fault(built, c.Health) is { } why
                ? Refuse(why) : WithModeChange(state, context, HealthChanges.Of(state, c.Health, context.Now)),
            ({ } built, NoteIncident c) => IncidentNotes.Fault(built, c.Incident) is { } why
                ? Refuse(why) : IncidentNotes.Opening(state, c, context),
            (_, NoteRoadClear c) => IncidentNotes.Clearing(state, c, context),
            ({ } built, NoteRepayment c) => c.Phase < 0 || c.Phase >= built.Layout.Phases.Length
                ? Refuse(Why.NoSuchPhase(built.Layout.Phases.Length)) : Accept(new StreetRepaid(c.Phase, c.Seconds, context.Now)),
            _ => throw new UnreachableException(command.GetType().Name),
        };

    /// <summary>Characters of what a controller calls itself.</summary>
    public const int ControllerLengthMax = 100;

    /// <summary>Folds one event. Accepts all history: one that no longer fits leaves the state as it is.</summary>
    public static IntersectionState Evolve(IntersectionState state, IntersectionEvent happened) =>
        happened switch
        {
            Installed e => state with { Built = e.As, Plans = e.As.Plans, DetectorFaults = [], NeighboursLost = [], InForceSince = e.At },
            Removed e => state with
            {
                Built = null, Plans = null, Order = null, InForceSince = e.At, Incidents = default, EscortsWaiting = default,
            },
            PlansSet e => state with { Plans = e.Plans },
            ModeOrdered e => OrderQueue.Without(state, e.Order.By) with { Order = e.Order, InForceSince = e.Order.At },
            EscortWaits e => OrderQueue.With(state, e.Order),
            EscortLeft e => OrderQueue.Without(state, e.By),
            IncidentOpened e => IncidentNotes.With(state, e.Incident),
            IncidentCleared e => IncidentNotes.Without(state, e.Road),
            ModeReleased e => state with { Order = null, InForceSince = e.At },
            ModeExpired e => state with { Order = null, InForceSince = e.At },
            LinkOpened e => state with { Link = new(e.Controller, e.Fence, IsSteady: false, e.Sight) },
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
            : state.OrderAt(context.Now) is { } order ? Contested(order, c) : null);

    /// <summary>A person's hand goes before an escort, an escort before every other mode.</summary>
    private static Refusal? Contested(ModeOrder order, SetMode c) =>
        order.Mode == SignalMode.Escort && c.Mode is not (SignalMode.Escort or SignalMode.Manual or SignalMode.Flashing)
            ? Why.Escorted(order) : null;

    private static bool IsOthers(ModeOrder order, Actor actor) => actor.Role == Role.Grain && order.By != actor.Id;

    private static LinkOpened Opened(IntersectionState state, OpenLink c, DecisionContext context) =>
        new(c.Controller, Math.Max(state.Link.Fence, c.FenceSeen) + 1, context.Now, c.Sight);

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
