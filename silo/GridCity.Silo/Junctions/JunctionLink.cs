using System.Collections.Concurrent;
using System.Threading.Channels;
using GridCity.Protos.Junction.V1;
using GridCity.Rpc;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Junctions;

/// <summary>One stream of a controller: its intersections by number, and what waits to be sent to it.</summary>
internal sealed class JunctionLink(ILogger log)
{
    private readonly Channel<Ordered> _waiting =
        Channel.CreateBounded<Ordered>(new BoundedChannelOptions(LinkRules.WaitingMax) { SingleReader = true });

    private readonly ConcurrentDictionary<uint, LinkSession> _sessions = new();
    private readonly Lock _lock = new();
    private readonly List<Task> _underWay = [];
    private Ordered _news = new();
    private Ordered _collected = new();

    /// <summary>Ends with RESOURCE_EXHAUSTED when the controller does not read.</summary>
    public ChannelReader<Ordered> Outgoing => _waiting.Reader;

    public IEnumerable<LinkSession> Sessions => _sessions.Values;

    public LinkSession? Find(uint number) => _sessions.GetValueOrDefault(number);

    /// <summary>What was begun for this stream beside its reading and is not over.</summary>
    public Task UnderWay
    {
        get { lock (_lock) return Task.WhenAll(_underWay); }
    }

    /// <summary>Keeps an eye on what nobody waits for: when it fails the stream ends with the reason, for all to hear.</summary>
    public void Follow(Task act)
    {
        if (act.IsCompletedSuccessfully) return;
        lock (_lock)
        {
            _underWay.RemoveAll(one => one.IsCompleted);
            _underWay.Add(HeardAsync(act));
        }
    }

    /// <summary>Begins one intersection; <see cref="Tell"/> sends its welcome, with those of others.</summary>
    public void Add(LinkSession session)
    {
        _sessions[session.Number] = session;
        lock (_lock) _news.Welcomes.Add(new Welcome { Number = session.Number, Fence = session.Fence });
    }

    /// <summary>Ends one intersection, or refuses to begin it; <see cref="Tell"/> says so.</summary>
    public void Reject(uint number, string code, string message)
    {
        _sessions.TryRemove(number, out _);
        lock (_lock) _news.Rejections.Add(new Rejection { Number = number, Code = code, Message = message });
    }

    /// <summary>Sends what is new, in one message: an area controller announces a hundred at once.</summary>
    public void Tell()
    {
        Ordered news;
        lock (_lock)
        {
            if (_news.Welcomes.Count + _news.Rejections.Count == 0) return;
            (news, _news) = (_news, new());
        }

        Say(news);
    }

    /// <summary>Puts an order to those of the same second; the loop alone calls it, then <see cref="Flush"/>.</summary>
    public void Send(Order order) => _collected.Orders.Add(order);

    /// <summary>Sends what was put together.</summary>
    public void Flush()
    {
        Tell();
        if (_collected.Orders.Count == 0) return;
        Say(_collected);
        _collected = new();
    }

    /// <summary>No more is sent.</summary>
    public void End(Exception? why = null) => _waiting.Writer.TryComplete(why);

    private async Task HeardAsync(Task act)
    {
        try
        {
            await act;
        }
        catch (Exception error)
        {
            log.LogError(error, "A stream of controllers was ended; its controllers announce themselves again. Report this fault.");
            End(error);
        }
    }

    private void Say(Ordered message)
    {
        if (!_waiting.Writer.TryWrite(message)) End(TooSlow());
    }

    private static RpcException TooSlow() =>
        Statuses.Overload($"More than {LinkRules.WaitingMax} messages were not read. Announce again on a new stream.");
}
