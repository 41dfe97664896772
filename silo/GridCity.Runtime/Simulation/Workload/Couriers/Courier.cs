using System.Diagnostics;
using GridCity.Grains;
using static GridCity.Grains.Decision<GridCity.Runtime.Simulation.Workload.Couriers.CourierEvent>;
using static GridCity.Runtime.Simulation.Workload.Couriers.CourierCommand;
using static GridCity.Runtime.Simulation.Workload.Couriers.CourierEvent;

namespace GridCity.Runtime.Simulation.Workload.Couriers;

/// <summary>The courier's rules.</summary>
internal static class Courier
{
    public static Refusal Poisoned { get; } = new(RefusalKind.NotNow, "courier/poisoned", "The letter is poisoned. Leave it.");

    public static Refusal NotWound { get; } = new(RefusalKind.NotNow, "courier/not-wound", "The clock is not wound. Wind it first.");

    public static Decision<CourierEvent> Decide(CourierState state, CourierCommand command, DecisionContext context) =>
        command switch
        {
            Post c => Sending(state, c.Routes, []),
            Deliver { IsPoisoned: true } => Refuse(Poisoned),
            Deliver c => Sending(state, [c.Onward], [new Received(GrainId.Parse(context.Actor.Id).Key, c.Number)]),
            Wind c => Winding(c.Clock, context.Now.AddMilliseconds(c.Milliseconds), c.Milliseconds, c.Times, []),
            Ring c when state.Clocks.GetValueOrDefault(c.Clock) != c.Due => Accept(),
            Ring c when c.TimesLeft > 0 =>
                Winding(c.Clock, context.Now.AddMilliseconds(c.Milliseconds), c.Milliseconds, c.TimesLeft, [Ringing(c, context)]),
            Ring c => Accept(Ringing(c, context)),
            Stop c when !state.Clocks.ContainsKey(c.Clock) => Refuse(NotWound),
            Stop c => Accept(new Stopped(c.Clock)).With(new Effect.CancelTimer(c.Clock)),
            Fall => throw new InvalidOperationException("simulated: the courier falls over"),
            _ => throw new UnreachableException(command.GetType().Name),
        };

    public static CourierState Evolve(CourierState state, CourierEvent happened) =>
        happened switch
        {
            Posted e => state with { Sent = state.Sent.SetItem(e.To, e.Number) },
            Wound e => state with { Clocks = state.Clocks.SetItem(e.Clock, e.Due) },
            Rang e => state with { Clocks = state.Clocks.Remove(e.Clock) },
            Stopped e => state with { Clocks = state.Clocks.Remove(e.Clock) },
            _ => state,
        };

    private static Rang Ringing(Ring ring, DecisionContext context) => new(ring.Clock, ring.Due, context.Now);

    private static Accepted Winding(string clock, DateTimeOffset due, int milliseconds, int times, CourierEvent[] before) =>
        Accept([.. before, new Wound(clock, due)])
            .With(new Effect.SetTimer(clock, due, new Ring(clock, due, milliseconds, times - 1)));

    private static Accepted Sending(CourierState state, IEnumerable<Route> routes, CourierEvent[] before)
    {
        var (events, effects, sent) = (new List<CourierEvent>(before), new List<Effect>(), state.Sent);
        foreach (var route in routes.Where(route => route.Stops.Length > 0))
        {
            var (to, onward) = (route.Stops[0], route with { Stops = route.Stops.RemoveAt(0) });
            var (number, isPoisoned) = (sent.GetValueOrDefault(to) + 1, route.IsPoisoned && onward.Stops.Length == 0);
            sent = sent.SetItem(to, number);
            events.Add(new Posted(to, number, isPoisoned));
            effects.Add(new Effect.Send(CourierKind.Kind.Id(to), new Deliver(number, onward, isPoisoned)));
        }

        return Accept([.. events]).With([.. effects]);
    }
}
