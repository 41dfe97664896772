using System.Collections.Immutable;
using System.Threading.Channels;
using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Watching;

/// <summary>
/// One who watches. What it has not read waits in a bounded queue. Who falls behind goes on from what the hub keeps; who
/// falls behind that loses the watch, not the silo its memory.
/// </summary>
internal sealed class Watcher(WatchHub hub, ImmutableArray<WatchKey> keys) : IDisposable
{
    private const int WaitingMax = 256;

    private Channel<WatchItem> _items = NewItems();
    private WatchItem? _last;

    /// <summary>Cases that it watches, each key in one area.</summary>
    public ImmutableArray<WatchKey> Keys { get; } = keys;

    /// <summary>Grains that it watches: a case, an inspector, a duty grid. Changed under the hub's lock only.</summary>
    public ImmutableArray<GrainId> Grains { get; set; } = [];

    /// <summary>All up to there it has, or has waiting. Under the hub's lock, once it is live.</summary>
    public JournalCursor From { get; set; }

    /// <summary>Under the hub's lock only.</summary>
    public bool IsClosed { get; set; }

    /// <summary>
    /// Ends when it fell behind: of cases, the rest is asked for with <see cref="WatchHub.CatchUp"/>; of grains, it ends
    /// with RESOURCE_EXHAUSTED.
    /// </summary>
    public ChannelReader<WatchItem> Items => _items.Reader;

    public bool Wants(WatchItem item) =>
        item is CaseMoved moved && (Matches(moved.After) || (moved.Before is { } before && Matches(before)));

    public bool Matches(WatchedCase @case)
    {
        foreach (var key in Keys)
            if (key.Matches(@case)) return true;
        return false;
    }

    /// <summary>Hands it an item; twice the same is once. The caller holds the hub's lock.</summary>
    /// <returns>False when it has fallen behind.</returns>
    public bool Take(WatchItem item)
    {
        var order = item.Place.CompareTo(From);
        if (ReferenceEquals(item, _last) || order < 0 || (order == 0 && item is not SignOfLife)) return true;
        if (!_items.Writer.TryWrite(item))
        {
            _items.Writer.TryComplete(Keys.IsEmpty ? TooSlow() : null);
            return false;
        }

        (_last, From) = (item, item.Place);
        return true;
    }

    /// <summary>Takes items again after it fell behind. The caller holds the hub's lock.</summary>
    public void Resume()
    {
        if (_items.Reader.Completion.IsCompleted) _items = NewItems();
    }

    public static Rpc.RpcException TooSlow() =>
        Statuses.Overload("The stream was not read fast enough and has ended. Go on with its last cursor.");

    public void Dispose()
    {
        hub.Close(this);
        _items.Writer.TryComplete();
    }

    private static Channel<WatchItem> NewItems() =>
        Channel.CreateBounded<WatchItem>(new BoundedChannelOptions(WaitingMax) { SingleReader = true, SingleWriter = true });
}
