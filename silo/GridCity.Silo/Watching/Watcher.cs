using System.Collections.Immutable;
using System.Threading.Channels;
using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Watching;

/// <summary>
/// One who watches. What it has not read waits in a bounded queue; who does not read loses the watch, not the silo its
/// memory.
/// </summary>
internal sealed class Watcher(WatchHub hub, ImmutableArray<WatchKey> keys) : IDisposable
{
    private const int WaitingMax = 256;

    private readonly Channel<WatchItem> _items =
        Channel.CreateBounded<WatchItem>(new BoundedChannelOptions(WaitingMax) { SingleReader = true, SingleWriter = true });

    private WatchItem? _last;

    /// <summary>Cases that it watches, each key in one area.</summary>
    public ImmutableArray<WatchKey> Keys { get; } = keys;

    /// <summary>Grains that it watches: a case, an inspector, a duty grid. Changed under the hub's lock only.</summary>
    public ImmutableArray<GrainId> Grains { get; set; } = [];

    /// <summary>All up to there it knows.</summary>
    public JournalCursor From { get; set; }

    /// <summary>Under the hub's lock only.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Ends with RESOURCE_EXHAUSTED when it was not read fast enough.</summary>
    public ChannelReader<WatchItem> Items => _items.Reader;

    public bool Wants(WatchItem item) => item is CaseMoved moved && (Matches(moved.After) || (moved.Before is { } before && Matches(before)));

    public bool Matches(WatchedCase @case)
    {
        foreach (var key in Keys)
            if (key.Matches(@case)) return true;
        return false;
    }

    /// <summary>Hands it an item; twice the same is once. The caller holds the hub's lock.</summary>
    /// <returns>False when it is cut off: it did not read.</returns>
    public bool Take(WatchItem item)
    {
        if (ReferenceEquals(item, _last) || item.Place.CompareTo(From) < 0 || (item is not SignOfLife && item.Place == From)) return true;
        _last = item;
        if (_items.Writer.TryWrite(item)) return true;
        _items.Writer.TryComplete(TooSlow());
        return false;
    }

    public static Rpc.RpcException TooSlow() => Statuses.Overload("The stream was not read fast enough and has ended. Go on with its last cursor.");

    public void Dispose()
    {
        hub.Close(this);
        _items.Writer.TryComplete();
    }
}
