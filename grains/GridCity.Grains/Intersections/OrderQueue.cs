using static GridCity.Grains.Decision<GridCity.Grains.Intersections.IntersectionEvent>;
using static GridCity.Grains.Intersections.IntersectionCommand;
using static GridCity.Grains.Intersections.IntersectionEvent;

namespace GridCity.Grains.Intersections;

/// <summary>
/// Who has an intersection, and which escorts come after: a person's hand first, then escorts by class and time, each until
/// it leaves or its own end.
/// </summary>
internal static class OrderQueue
{
    private const string Timer = "order";

    public static Decision<IntersectionEvent> Ordering(IntersectionState state, SetMode c, DecisionContext context)
    {
        var order = new ModeOrder(c.Mode, c.Phase, c.Reason, context.Actor.Id, context.Now, c.Until, c.Way);
        if (state.OrderAt(context.Now) is not { } before || before.By == order.By) return Holding(order);
        if (order.Mode == SignalMode.Escort && GoesBefore(before, order))
            return IsFull(state, order) ? Accept() : Accept(new EscortWaits(order));
        return before.Mode == SignalMode.Escort && !IsFull(state, before) ? Holding(order, new EscortWaits(before)) : Holding(order);
    }

    /// <summary>The order in force is over: the next escort has its turn.</summary>
    public static Decision<IntersectionEvent> Next(IntersectionState state, IntersectionEvent over, DecisionContext context)
    {
        var waiting = state.EscortsWaiting.IsDefault ? [] : state.EscortsWaiting;
        return waiting.Where(order => !(order.Until <= context.Now)).OrderBy(order => order.Rank()).FirstOrDefault() is { } next
            ? Holding(next with { At = context.Now }, over)
            : Accept(over).With(new Effect.CancelTimer(Timer));
    }

    /// <summary>An escort that has not got it needs it no more; one that is not known took itself back before.</summary>
    public static Decision<IntersectionEvent> Leaving(IntersectionState state, DecisionContext context) =>
        Has(state, context.Actor.Id) ? Accept(new EscortLeft(context.Actor.Id, context.Now)) : Accept();

    public static IntersectionState With(IntersectionState state, ModeOrder order)
    {
        var others = Without(state, order.By).EscortsWaiting;
        return state with { EscortsWaiting = (others.IsDefault ? [] : others).Add(order) };
    }

    public static IntersectionState Without(IntersectionState state, string by)
    {
        if (!Has(state, by)) return state;
        var others = state.EscortsWaiting.RemoveAll(order => order.By == by);
        return state with { EscortsWaiting = others.IsEmpty ? default : others };
    }

    private static bool Has(IntersectionState state, string by) =>
        !state.EscortsWaiting.IsDefault && state.EscortsWaiting.Any(order => order.By == by);

    private static bool IsFull(IntersectionState state, ModeOrder order) =>
        !Has(state, order.By) && !state.EscortsWaiting.IsDefault && state.EscortsWaiting.Length >= IntersectionState.EscortsWaitingMax;

    private static bool GoesBefore(ModeOrder before, ModeOrder order) =>
        before.Mode is SignalMode.Manual or SignalMode.Flashing || (before.Mode == SignalMode.Escort && before.Rank() < order.Rank());

    private static Decision<IntersectionEvent> Holding(ModeOrder order, params IReadOnlyList<IntersectionEvent> first) =>
        Accept([.. first, new ModeOrdered(order)]).With(order.Until is { } until
            ? new Effect.SetTimer(Timer, until, new ExpireMode(order.At))
            : new Effect.CancelTimer(Timer));
}
