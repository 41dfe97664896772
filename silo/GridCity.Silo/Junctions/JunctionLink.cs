using System.Collections.Concurrent;
using System.Threading.Channels;
using GridCity.Protos.Junction.V1;
using GridCity.Rpc;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Junctions;

/// <summary>One stream of a controller: its intersections by number, and what waits to be sent to it.</summary>
internal sealed class JunctionLink
{
    private readonly Channel<Ordered> _waiting =
        Channel.CreateBounded<Ordered>(new BoundedChannelOptions(LinkRules.WaitingMax) { SingleReader = true });

    private readonly ConcurrentDictionary<uint, LinkSession> _sessions = new();
    private Ordered _collected = new();

    /// <summary>Ends with RESOURCE_EXHAUSTED when the controller does not read.</summary>
    public ChannelReader<Ordered> Outgoing => _waiting.Reader;

    public IEnumerable<LinkSession> Sessions => _sessions.Values;

    public LinkSession? Find(uint number) => _sessions.GetValueOrDefault(number);

    public void Add(LinkSession session)
    {
        _sessions[session.Number] = session;
        Say(new() { Welcomes = { new Welcome { Number = session.Number, Fence = session.Fence } } });
    }

    /// <summary>Ends one intersection of it, or refuses to begin it.</summary>
    public void Reject(uint number, string code, string message)
    {
        _sessions.TryRemove(number, out _);
        Say(new() { Rejections = { new Rejection { Number = number, Code = code, Message = message } } });
    }

    /// <summary>Puts an order to those of the same second; the loop alone calls it, then <see cref="Flush"/>.</summary>
    public void Send(Order order) => _collected.Orders.Add(order);

    /// <summary>Sends what was put together.</summary>
    public void Flush()
    {
        if (_collected.Orders.Count == 0) return;
        Say(_collected);
        _collected = new();
    }

    /// <summary>No more is sent.</summary>
    public void End(Exception? why = null) => _waiting.Writer.TryComplete(why);

    private void Say(Ordered message)
    {
        if (!_waiting.Writer.TryWrite(message)) End(TooSlow());
    }

    private static RpcException TooSlow() =>
        Statuses.Overload($"More than {LinkRules.WaitingMax} messages were not read. Announce again on a new stream.");
}
