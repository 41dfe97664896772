namespace GridCity.Grains;

/// <summary>A consequence of accepted events, durable with them and carried out after them.</summary>
public abstract record Effect
{
    private Effect() { }

    /// <summary>
    /// Mail to another grain: delivered in order per source and target, in effect once. A target that refuses it
    /// makes it a dead letter with an alert, so a target answers an expected "no" with mail of its own.
    /// </summary>
    public sealed record Send(GrainId To, IGrainCommand Command) : Effect;

    /// <summary>
    /// Sets or moves the grain's timer of that name; <paramref name="Command"/> comes back once it is due.
    /// </summary>
    /// <param name="Name">Unique within the grain.</param>
    /// <param name="Due">Not before this moment of database time.</param>
    public sealed record SetTimer(string Name, DateTimeOffset Due, IGrainCommand Command) : Effect;

    /// <summary>Removes the timer if it is set; one that fires meanwhile finds its generation gone.</summary>
    public sealed record CancelTimer(string Name) : Effect;
}

/// <summary>Anything that can be asked of a grain. Each kind closes its own set.</summary>
public interface IGrainCommand;

/// <summary>
/// A command whose grain's key derives from the caller and the command id, so that the grain does not exist yet
/// unless this very command was asked before. The engine then decides without loading; the head still arbitrates.
/// </summary>
public interface IFoundingCommand : IGrainCommand;
