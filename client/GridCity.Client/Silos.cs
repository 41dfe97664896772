using GridCity.Rpc;

namespace GridCity.Client;

/// <summary>The silos of a city, and the one that is called now: clients begin at different ones, and leave one that fails.</summary>
internal sealed class Silos : IDisposable
{
    private readonly RpcChannel[] _channels;
    private int _current;

    public Silos(IReadOnlyList<Uri> addresses, RpcChannelOptions options)
    {
        _channels = [.. addresses.Select(address => new RpcChannel(address, options))];
        _current = Random.Shared.Next(_channels.Length);
    }

    public RpcChannel Current => _channels[Volatile.Read(ref _current)];

    /// <summary>True where another silo may answer what this one does not.</summary>
    public bool AreMany => _channels.Length > 1;

    /// <summary>Goes on to the next silo; many who find the same one failing go on by one step together.</summary>
    public void Leave(RpcChannel failed)
    {
        var at = Array.IndexOf(_channels, failed);
        Interlocked.CompareExchange(ref _current, (at + 1) % _channels.Length, at);
    }

    public void Dispose()
    {
        foreach (var channel in _channels) channel.Dispose();
    }
}
