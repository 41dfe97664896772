using System.Net;
using System.Net.Sockets;

namespace GridCity.Faults.Tests.Hostile;

/// <summary>A connection without any library in between, so that it can say what no library would.</summary>
internal sealed class RawHttp2 : IDisposable
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);

    /// <summary>RFC 9113, section 3.4: the preface, and an empty SETTINGS frame.</summary>
    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public static async Task<RawHttp2> ConnectAsync(string address)
    {
        var connection = new RawHttp2();
        await connection._socket.ConnectAsync(IPEndPoint.Parse(address));
        return connection;
    }

    /// <summary>Begins as every client does; from then on the server takes it for one.</summary>
    public ValueTask GreetAsync() => SendAsync(Preface);

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    /// <summary>Sends as much as the server takes, then reads until it hangs up.</summary>
    /// <returns>False when it has not within the limit.</returns>
    public async Task<bool> IsHungUpOnAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(AnswerMax);
        var buffer = new byte[4_096];
        try
        {
            await SendAsync(bytes);
            while (await _socket.ReceiveAsync(buffer, limit.Token) > 0)
            {
                // What it says before it hangs up (GOAWAY) is of no interest here.
            }

            return true;
        }
        catch (SocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();
}
