using System.Collections.Immutable;
using GridCity.Grains;
using static GridCity.Conformance.Probes.ProbeCommand;
using static GridCity.Conformance.Probes.ProbeEvent;
using static GridCity.Grains.Decision<GridCity.Conformance.Probes.ProbeEvent>;

namespace GridCity.Conformance.Probes;

/// <summary>A grain kind with one command for everything that an engine promises: it counts, posts, rings, refuses, throws.</summary>
public static class Probe
{
    public static Decision<ProbeEvent> Decide(ProbeState state, ProbeCommand command, DecisionContext context) =>
        command switch
        {
            Add c => Accept(new Added(c.Amount)),
            AddWithin c when state.Total + c.Amount > c.TotalMax => Refuse(OverTheMost(c.TotalMax)),
            AddWithin c => Accept(new Added(c.Amount)),
            Settle => Accept(),
            Note c => Accept(new Noted(c.Text)),
            Throw => throw new InvalidOperationException("This probe throws when told to."),
            Post c => Accept(new Posted(c.Amounts.Length)).With([.. c.Amounts.Select(amount => Sent(c, amount))]),
            Receive c => Accept(new Received(c.Amount)),
            Set c => Accept(new AlarmSet(c.Name)).With(new Effect.SetTimer(c.Name, context.Now + c.DueIn, new Ring(c.Name))),
            Cancel c => Accept(new AlarmCancelled(c.Name)).With(new Effect.CancelTimer(c.Name)),
            Ring c => Accept(new Rang(c.Name)),
            _ => throw new System.Diagnostics.UnreachableException(command.GetType().Name),
        };

    public static ProbeState Evolve(ProbeState state, ProbeEvent happened) =>
        happened switch
        {
            Added e => state with { Total = state.Total + e.Amount },
            Received e => state with { Received = state.Received.Add(e.Amount) },
            Rang e => state with { Rung = state.Rung.Add(e.Name) },
            _ => state,
        };

    private static Effect.Send Sent(Post post, int amount) => new(ProbeKind.Kind.Id(post.To), Mail(post.As, amount));

    /// <summary>What is posted.</summary>
    public static ProbeCommand Mail(PostedAs kind, int amount) => kind switch
    {
        PostedAs.Receive => new Receive(amount),
        PostedAs.Refused => new AddWithin(1, TotalMax: 0),
        PostedAs.Throw => new Throw(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Refusal OverTheMost(int totalMax) =>
        new(RefusalKind.NotNow, "probe/over-the-most", $"The total may be {totalMax} at most. Add less.");
}
