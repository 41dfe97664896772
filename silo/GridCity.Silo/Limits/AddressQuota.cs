using GridCity.Silo.Edges;

namespace GridCity.Silo.Limits;

/// <summary>So many of something in a period from each address, all at once if need be: log-ins, reports without an account.</summary>
/// <param name="what">In the plural, for the message.</param>
/// <param name="count">At least 1; 0 for no limit.</param>
internal sealed class AddressQuota(string what, int count, TimeSpan period, TimeProvider time)
{
    /// <summary>Addresses remembered; beyond that the quiet ones are forgotten, and all when every one is busy.</summary>
    private const int AddressesMax = 50_000;

    private readonly Lock _lock = new();

    /// <summary>By address, when its last one is paid for.</summary>
    private readonly Dictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);

    /// <param name="peer">As <see cref="Rpc.RpcCall.Peer"/>: the port behind the last colon does not count.</param>
    /// <exception cref="Rpc.RpcException">RESOURCE_EXHAUSTED, with when to try again.</exception>
    public void Require(string peer)
    {
        if (count == 0) return;
        var wait = Take(peer[..Math.Max(peer.LastIndexOf(':'), 0)]);
        if (wait > TimeSpan.Zero) throw Statuses.Overload($"More than {count} {what} come from this address.", wait);
    }

    private TimeSpan Take(string address)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_due.Count >= AddressesMax) Forget(now);
            var due = _due.TryGetValue(address, out var before) && before > now ? before : now;
            var next = due + (period / count);
            if (next - now > period) return next - now - period;
            _due[address] = next;
            return TimeSpan.Zero;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (address, due) in _due)
            if (due <= now) _due.Remove(address);
        if (_due.Count >= AddressesMax) _due.Clear();
    }
}
