using GridCity.Grains.Orleans.Messages;
using Orleans;

namespace GridCity.Grains.Orleans;

/// <summary>What can be asked of a grain of any kind; each kind binds its own state and commands.</summary>
/// <typeparam name="TState">The kind's state record.</typeparam>
/// <typeparam name="TCommand">The closed set of the kind's commands.</typeparam>
public interface IDecidingGrain<TState, TCommand> : IGrainWithStringKey
    where TState : class
    where TCommand : class, IGrainCommand
{
    /// <summary>Asks a command from outside; answered once the outcome is durable.</summary>
    Task<Answer<TState>> AskAsync(Asked<TCommand> asked);

    /// <summary>Reads the newest durable state, confirmed against the journal.</summary>
    Task<Answer<TState>> ReadAsync();

    /// <summary>
    /// Brings mail of one lane, in its order; answered once it is consumed, or as far as that went. A copy is harmless.
    /// </summary>
    /// <param name="letters">At least one.</param>
    Task<Receipt> DeliverAsync(Letter[] letters);

    /// <summary>Brings a due timer; answered, without a state, once it is consumed. A copy is harmless.</summary>
    Task<Answer<TState>> FireAsync(Alarm alarm);
}
