using GridCity.Grains;

namespace GridCity.Conformance.Probes;

/// <summary>What happened to a probe.</summary>
public abstract record ProbeEvent
{
    private ProbeEvent() { }

    [StoredName("probe.added.v1")]
    public sealed record Added(int Amount) : ProbeEvent;

    [StoredName("probe.noted.v1")]
    public sealed record Noted(string Text) : ProbeEvent;

    [StoredName("probe.posted.v1")]
    public sealed record Posted(int Count) : ProbeEvent;

    [StoredName("probe.received.v1")]
    public sealed record Received(int Amount) : ProbeEvent;

    [StoredName("probe.alarm-set.v1")]
    public sealed record AlarmSet(string Name) : ProbeEvent;

    [StoredName("probe.alarm-cancelled.v1")]
    public sealed record AlarmCancelled(string Name) : ProbeEvent;

    [StoredName("probe.rang.v1")]
    public sealed record Rang(string Name) : ProbeEvent;
}
