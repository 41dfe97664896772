using GridCity.Grains;

namespace GridCity.Runtime.Engine;

/// <summary>
/// All that the rest of the system knows of how grains are run. Two engines implement it and pass one
/// conformance suite; neither promises more than stands here.
/// </summary>
public interface IGridEngine
{
    /// <summary>Name for health, version and bench results: <c>local</c> or <c>orleans</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Asks one grain. Completes when the answer is durable: no accepted outcome, and no refusal that saw a version,
    /// leaves before that version is in the journal. Asked again with the same caller and command id, an accepted
    /// command gives the same answer and no second event; a refused one is decided anew.
    /// </summary>
    /// <param name="cancellation">Stops the waiting, not the command: it may still be accepted.</param>
    /// <exception cref="GridUnavailableException">Nothing is known of the outcome; ask again with the same id.</exception>
    Task<Outcome> AskAsync(GrainId grain, IGrainCommand command, CallerCommand origin, CancellationToken cancellation = default);

    /// <summary>Reads the grain's newest durable state. A grain without history gives its initial state at version 0.</summary>
    /// <exception cref="GridUnavailableException">The state cannot be vouched for now.</exception>
    Task<GrainView> ReadAsync(GrainId grain, CancellationToken cancellation = default);
}

/// <summary>A durable state of a grain.</summary>
/// <param name="Version">Events so far; 0 for none.</param>
/// <param name="State">The kind's state record.</param>
public readonly record struct GrainView(long Version, object State);

/// <summary>What came of a command.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>Durable. The answer is the state as of the command's last event, so it can be given again later.</summary>
    public sealed record Accepted(long Version, object State) : Outcome;

    /// <summary>Nothing was written.</summary>
    public sealed record Refused(Refusal Why) : Outcome;
}

/// <summary>A command from outside, with what makes it idempotent.</summary>
/// <param name="Caller">Who answers for the id: the authenticated client, never what it claims.</param>
/// <param name="CommandId">UUID version 7 (RFC 9562); its time says how old the id is.</param>
/// <param name="Digest">16 bytes over the content as the caller sent it; another content under the id is refused.</param>
/// <param name="Actor">The person and post in whose name it is asked.</param>
public sealed record CallerCommand(string Caller, Guid CommandId, UInt128 Digest, Actor Actor);

/// <summary>The engine, the database or this silo's right to write is away. The outcome of a command is unknown.</summary>
public sealed class GridUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
