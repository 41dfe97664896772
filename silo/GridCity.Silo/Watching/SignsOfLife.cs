namespace GridCity.Silo.Watching;

/// <summary>
/// Whose turn it is to be shown that the watch is alive: everybody's within <see cref="Round"/>, a part each second. It
/// brings a fresh cursor, and the stream looks whether its token still works. Not safe for use by two at once.
/// </summary>
internal sealed class SignsOfLife(TimeProvider time)
{
    private const int Parts = 20;

    private static readonly TimeSpan PartInterval = TimeSpan.FromSeconds(1);

    /// <summary>Between two signs to one watcher.</summary>
    public static readonly TimeSpan Round = Parts * PartInterval;

    private readonly HashSet<Watcher>[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new HashSet<Watcher>())];
    private long _last = time.GetTimestamp();
    private int _next;

    public void Add(Watcher watcher) => PartOf(watcher).Add(watcher);

    public void Remove(Watcher watcher) => PartOf(watcher).Remove(watcher);

    /// <summary>Who is due now; null between two parts.</summary>
    public IReadOnlyCollection<Watcher>? Due()
    {
        if (time.GetElapsedTime(_last) < PartInterval) return null;
        _last = time.GetTimestamp();
        _next = (_next + 1) % Parts;
        return [.. _parts[_next]];
    }

    private HashSet<Watcher> PartOf(Watcher watcher) => _parts[(watcher.GetHashCode() & int.MaxValue) % Parts];
}
