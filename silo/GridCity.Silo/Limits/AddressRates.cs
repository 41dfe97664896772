using GridCity.Silo.Edges;

namespace GridCity.Silo.Limits;

/// <summary>Calls a second of each address, before anything is known of who calls.</summary>
/// <param name="perSecond">0 for no limit.</param>
internal sealed class AddressRates(int perSecond, TimeProvider time)
{
    /// <summary>Addresses remembered; beyond that the quiet ones are forgotten, and all when every one is busy.</summary>
    private const int AddressesMax = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, CallRate> _rates = new(StringComparer.Ordinal);

    /// <param name="peer">As <see cref="Rpc.RpcCall.Peer"/>: the port behind the last colon does not count.</param>
    /// <exception cref="Rpc.RpcException">RESOURCE_EXHAUSTED.</exception>
    public void Require(string peer)
    {
        if (perSecond == 0) return;
        var wait = Take(peer.AsSpan(0, Math.Max(peer.LastIndexOf(':'), 0)));
        if (wait > TimeSpan.Zero) throw Statuses.Overload($"More than {perSecond} calls a second come from this address.", wait);
    }

    private TimeSpan Take(ReadOnlySpan<char> address)
    {
        lock (_lock)
        {
            var rates = _rates.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!rates.TryGetValue(address, out var rate)) rates[address] = rate = New();
            return rate.Take(perSecond, time);
        }
    }

    private CallRate New()
    {
        if (_rates.Count < AddressesMax) return new();
        foreach (var (address, rate) in _rates)
            if (rate.IsIdle(time)) _rates.Remove(address);
        if (_rates.Count >= AddressesMax) _rates.Clear();
        return new();
    }
}
