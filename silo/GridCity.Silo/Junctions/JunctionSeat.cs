using GridCity.Grains.Intersections;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Junctions;

/// <summary>What this silo knows of one intersection that is or was linked to it.</summary>
internal sealed class JunctionSeat(string code)
{
    private readonly Lock _lock = new();
    private readonly List<JunctionWatcher> _watchers = [];
    private volatile KnownIntersection? _known;
    private volatile LinkSession? _session;
    private (KnownIntersection Known, ModeInForce Mode, DateTimeOffset? Until)? _inForce;

    public string Code => code;

    /// <summary>The written id of its grain.</summary>
    public string Grain { get; } = IntersectionKind.Kind.Id(code).ToString();

    /// <summary>The newest durable state seen; null before the first.</summary>
    public KnownIntersection? Known => _known;

    /// <summary>Null while no stream of this silo carries it.</summary>
    public LinkSession? Session => _session;

    /// <summary>What is known to work, under way to the grain; for the loop.</summary>
    public Task Noting { get; set; } = Task.CompletedTask;

    /// <summary>What happened here, under way to the grain; for the loop.</summary>
    public Task Telling { get; set; } = Task.CompletedTask;

    /// <summary>True once a link of it was steady here: only who was heard can fall silent. For the loop.</summary>
    public bool HasBeenSteady { get; set; }

    /// <summary>Seconds in a row that could not be decided; for the loop.</summary>
    public int Faults { get; set; }

    /// <summary>What was noted last; for the loop.</summary>
    public HealthNoted? Noted { get; set; }

    /// <summary>Takes a state over unless a newer one is known.</summary>
    public void Learn(KnownIntersection known)
    {
        lock (_lock)
        {
            if (_known is null || known.Version >= _known.Version) _known = known;
        }
    }

    /// <summary>A new link; the one before it is over.</summary>
    public LinkSession? Begin(LinkSession session)
    {
        lock (_lock)
        {
            var before = _session;
            if (before is not null && before.Fence > session.Fence) return session;
            _session = session;
            Noted = null;
            return before;
        }
    }

    /// <summary>The stream has ended.</summary>
    public void End(LinkSession session)
    {
        lock (_lock)
        {
            if (_session == session) _session = null;
        }
    }

    /// <summary>The mode in force; worked out anew only when something has changed.</summary>
    public ModeInForce InForce(KnownIntersection known, DateTimeOffset now)
    {
        if (_inForce is { } kept && ReferenceEquals(kept.Known, known) && !(kept.Until <= now)) return kept.Mode;
        var mode = ModeInForce.Of(known.State, now);
        _inForce = (known, mode, known.State.OrderAt(now)?.Until);
        return mode;
    }

    public bool IsWatched
    {
        get { lock (_lock) return _watchers.Count > 0; }
    }

    public void Add(JunctionWatcher watcher)
    {
        lock (_lock) _watchers.Add(watcher);
    }

    public void Remove(JunctionWatcher watcher)
    {
        lock (_lock) _watchers.Remove(watcher);
    }

    public void Tell(JunctionMoment moment)
    {
        lock (_lock)
            foreach (var watcher in _watchers) watcher.Tell(moment);
    }
}

/// <summary>What was last noted of a link's health, to see what is new without asking the grain.</summary>
internal sealed record HealthNoted(LinkSession Session, string? LinkDown, int Detectors, string Neighbours, string? ControllerFault);
