using System.Collections.Immutable;

namespace GridCity.Grains;

/// <summary>What a decider answers. A refusal is a value; an exception means our bug.</summary>
/// <typeparam name="TEvent">The closed set of events of the grain kind.</typeparam>
public abstract record Decision<TEvent>
{
    private Decision() { }

    /// <summary>The events to append, in order, and what follows from them once they are durable.</summary>
    /// <param name="Events">None means that nothing had to change; then there are no effects either.</param>
    /// <param name="Effects">Mail and timers, in order; written in the transaction of the events.</param>
    public sealed record Accepted(ImmutableArray<TEvent> Events, ImmutableArray<Effect> Effects) : Decision<TEvent>
    {
        /// <summary>The same decision with one more consequence.</summary>
        public Accepted With(params ImmutableArray<Effect> effects) =>
            this with { Effects = Effects.AddRange(effects) };
    }

    /// <summary>Why not, in words and a code that an edge maps to a status.</summary>
    public sealed record Refused(Refusal Why) : Decision<TEvent>;

    public static Accepted Accept(params ImmutableArray<TEvent> events) => new(events, []);

    public static Decision<TEvent> Refuse(Refusal why) => new Refused(why);
}
