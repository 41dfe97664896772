using System.Collections.Immutable;

namespace GridCity.Grains;

/// <summary>A grain kind as an engine sees it, its closed sets of types erased.</summary>
public abstract class GrainKind
{
    private protected GrainKind(string name, int snapshotFormat) => (Name, SnapshotFormat) = (name, snapshotFormat);

    /// <summary>First part of every <see cref="GrainId"/> of the kind.</summary>
    public string Name { get; }

    /// <summary>Number of the state's stored shape. A snapshot of another number is ignored, never guessed.</summary>
    public int SnapshotFormat { get; }

    public abstract object Initial { get; }

    /// <summary>The names of every stored event this version can read.</summary>
    public abstract IReadOnlyCollection<string> EventNames { get; }

    public GrainId Id(string key) => new(Name, key);

    /// <summary>Decides one command. Pure.</summary>
    /// <exception cref="ArgumentException">The command is not of this kind.</exception>
    public abstract Decided Decide(object state, IGrainCommand command, DecisionContext context);

    /// <summary>Folds one event. Pure; takes all history.</summary>
    public abstract object Evolve(object state, object happened);

    public abstract Stored WriteEvent(object happened);

    /// <exception cref="UnknownNameException">
    /// A newer version wrote it: the grain is read-only on this silo.
    /// </exception>
    public abstract object ReadEvent(string name, ReadOnlySpan<byte> json);

    public abstract Stored WriteCommand(IGrainCommand command);

    /// <exception cref="UnknownNameException">A newer version sent it.</exception>
    public abstract IGrainCommand ReadCommand(string name, ReadOnlySpan<byte> json);

    public abstract byte[] WriteState(object state);

    public abstract object ReadState(ReadOnlySpan<byte> json);
}

/// <summary>A <see cref="Decision{TEvent}"/> with the event type erased. Exactly one of the two is there.</summary>
public readonly record struct Decided(ImmutableArray<object> Events, ImmutableArray<Effect> Effects, Refusal? Why);

/// <summary>A name that never changes and the JSON that goes with it.</summary>
public readonly record struct Stored(string Name, byte[] Json);

/// <summary>A stored name that this version does not know.</summary>
public sealed class UnknownNameException(string kind, string name)
    : Exception($"Grain kind '{kind}' does not know '{name}': a newer version wrote it. Upgrade this silo.");
