using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf;
using GridCity.Grains;
using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Junctions;

/// <summary>
/// One intersection on one stream: from readings to orders, a second at a time. The loop alone moves it on; the stream
/// only fills the inbox.
/// </summary>
/// <param name="actor">Who holds the link; what works is noted in its name.</param>
/// <param name="faults">Detectors that are not believed so far.</param>
/// <param name="neighbours">What others see of the roads that lead to them.</param>
internal sealed class LinkSession(
    string code, uint number, long fence, JunctionLink link, Actor actor, IntersectionLayout layout, Installation built,
    ImmutableArray<Grains.Intersections.DetectorFault> faults, NeighbourSight neighbours, TimeProvider time)
{
    private readonly LinkSteadiness _steadiness = new();
    private readonly DetectorBank _detectors = new(layout, built.Detectors, faults);
    private readonly JunctionControl _control = new(layout, neighbours);
    private readonly SignalShown[] _shown = new SignalShown[layout.Groups.Length];
    private SafetyState? _safety;
    private bool _isNew;
    private ulong _sequence;

    public string Code => code;

    public uint Number => number;

    public long Fence => fence;

    public JunctionLink Link => link;

    public Actor Actor => actor;

    public Installation Built => built;

    public IntersectionLayout Layout => layout;

    public LinkInbox Inbox { get; } = new(layout, time);

    public DetectorBank Detectors => _detectors;

    /// <summary>What blocks the roads before it.</summary>
    public JunctionIncidents Incidents { get; } = new(layout);

    /// <summary>What streets were repaid after escorts, until the grain has noted it.</summary>
    public ConcurrentQueue<IntersectionCommand.NoteRepayment> Repayments { get; } = new();

    /// <summary>The newest reading; null before the first.</summary>
    public Reading? Latest { get; private set; }

    /// <summary>Why the link is not steady; null when it is.</summary>
    public string? LinkDown => _steadiness.WhyNot;

    /// <summary>What the last order was; null before the first.</summary>
    public Order? Ordered { get; private set; }

    /// <summary>Why the last wish was not followed.</summary>
    public HeldBack Held { get; private set; }

    /// <summary>False when the last second's reading could not be taken in: nothing may be decided on it.</summary>
    public bool IsHeard { get; private set; }

    /// <summary>Takes what came within the second.</summary>
    public void Listen()
    {
        (IsHeard, _isNew) = (false, false);
        if (Inbox.Take() is { } reading) Listen(reading);
        else _steadiness.Missed(Inbox.Silence);
        IsHeard = true;
    }

    /// <summary>Decides the second that begins and sends the order.</summary>
    public void Decide(in JunctionSecond now)
    {
        // What is durable decides whether the signal is ours: so the journal knows of it before anybody on the road does.
        var isOurs = LinkDown is null && now.State.Link.IsSteady && now.State.Link.Fence == fence && Latest is not null;
        if (_isNew && now.State.Link.Sight != LinkSight.StopLine) Incidents.Observe(Latest!, _detectors, now.Second);
        Ordered = isOurs && IsTaken(now.Second) ? Ours(now) : Theirs(now.Mode);
        link.Send(Ordered);
    }

    private void Listen(Reading reading)
    {
        (Latest, _isNew) = (reading, true);
        _detectors.Hear(reading);
        _steadiness.Heard(reading);
    }

    private bool IsTaken(long second)
    {
        if (_safety is not null) return true;
        var shown = Latest!.Shown.Span;
        for (var group = 0; group < shown.Length; group++) _shown[group] = SignalBytes.Shown(shown[group]);
        if (Takeover.From(layout, _shown, second - 1) is not { } begun) return false;
        _safety = begun;
        _steadiness.Forget();
        return true;
    }

    private Order Ours(in JunctionSecond now)
    {
        var wish = _control.Wish(now, _safety!, this);
        if (_control.Repaid is var (phase, seconds)) Repayments.Enqueue(new(fence, phase, seconds));
        var step = SignalSafety.Step(layout, _safety!, wish, now.Second);
        (_safety, Held) = (step.State, step.Held);
        var shown = SignalBytes.Of(step.State);
        var order = New(now.Mode);
        order.Run = step.State.Phase == SafetyState.Flashing && !step.State.IsClearing ? Running.Flashing : Running.Orders;
        order.Show = UnsafeByteOperations.UnsafeWrap(shown);
        order.Phase = (uint)(wish.Phase >= 0 ? wish.Phase + 1 : Math.Max(step.State.Phase, -1) + 1);
        _steadiness.Ordered(order.Sequence, shown);
        return order;
    }

    private Order Theirs(SignalMode mode)
    {
        if (_safety is not null) _steadiness.Forget();
        (_safety, Held) = (null, HeldBack.No);
        var order = New(mode);
        order.Run = Running.OwnPlan;
        return order;
    }

    private Order New(SignalMode mode) => new()
    {
        Number = number, Sequence = ++_sequence, Fence = fence, Mode = JunctionMessages.Mode(mode), Reading = Latest?.Sequence ?? 0,
    };
}
