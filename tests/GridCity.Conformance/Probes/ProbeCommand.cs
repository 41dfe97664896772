using System.Collections.Immutable;
using GridCity.Grains;

namespace GridCity.Conformance.Probes;

/// <summary>Everything that can be asked of a probe.</summary>
public abstract record ProbeCommand : IGrainCommand
{
    private ProbeCommand() { }

    [StoredName("probe.add.v1")]
    public sealed record Add(int Amount) : ProbeCommand;

    /// <summary>Refused when the total would be more.</summary>
    [StoredName("probe.add-within.v1")]
    public sealed record AddWithin(int Amount, int TotalMax) : ProbeCommand;

    /// <summary>Accepted without an event.</summary>
    [StoredName("probe.settle.v1")]
    public sealed record Settle : ProbeCommand;

    [StoredName("probe.note.v1")]
    public sealed record Note(string Text) : ProbeCommand;

    /// <summary>The decider throws.</summary>
    [StoredName("probe.throw.v1")]
    public sealed record Throw : ProbeCommand;

    /// <summary>Posts a piece of mail per amount to another probe.</summary>
    [StoredName("probe.post.v1")]
    public sealed record Post(string To, PostedAs As, ImmutableArray<int> Amounts) : ProbeCommand;

    [StoredName("probe.receive.v1")]
    public sealed record Receive(int Amount) : ProbeCommand;

    /// <summary>Sets or moves an alarm.</summary>
    [StoredName("probe.set.v1")]
    public sealed record Set(string Name, TimeSpan DueIn) : ProbeCommand;

    [StoredName("probe.cancel.v1")]
    public sealed record Cancel(string Name) : ProbeCommand;

    /// <summary>From the alarm itself.</summary>
    [StoredName("probe.ring.v1")]
    public sealed record Ring(string Name) : ProbeCommand;
}

/// <summary>What becomes of posted mail at its target.</summary>
public enum PostedAs { Receive, Refused, Throw }
