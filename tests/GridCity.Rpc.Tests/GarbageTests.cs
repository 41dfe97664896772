using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using GridCity.Rpc.Tests.Support;

namespace GridCity.Rpc.Tests;

/// <summary>Bytes that are meant to break the server: an error to who sends them, service to the rest.</summary>
public sealed class GarbageTests
{
    private const int MegaBytes = 1024 * 1024;

    [Fact]
    public async Task Four_megabytes_of_garbage_are_an_error_and_the_server_goes_on()
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var garbage = new byte[4 * MegaBytes];
        new Random(17).NextBytes(garbage);
        Assert.Contains((await rig.Raw.PostAsync(Methods.UnaryCall, garbage)).Status, (string[])["13", "8"]);
        garbage[0] = 0;
        Assert.Equal("8", (await rig.Raw.PostAsync(Methods.UnaryCall, garbage)).Status);
        Assert.Equal("13", (await rig.Raw.PostAsync(Methods.UnaryCall, RawClient.Frame(garbage[5..]))).Status);
        await rig.StillServesAsync();
    }

    [Fact]
    public async Task A_gzip_bomb_stops_at_the_limit_of_what_it_becomes()
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var bomb = Gzip(new byte[64 * MegaBytes]);
        Assert.True(bomb.Length < MegaBytes);
        var response = await rig.Raw.PostAsync(Methods.UnaryCall, RawClient.Frame(bomb, 1), ("grpc-encoding", "gzip"));
        Assert.Equal("8", response.Status);
    }

    [Fact]
    public async Task Four_megabytes_that_are_not_even_http_end_their_connection_only()
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var garbage = new byte[4 * MegaBytes];
        new Random(17).NextBytes(garbage);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, rig.Address.Port);
        await Wait.For(SendUntilClosedAsync(socket, garbage), "the server closes the connection");
        await rig.StillServesAsync();
    }

    private static async Task SendUntilClosedAsync(Socket socket, byte[] garbage)
    {
        try
        {
            await socket.SendAsync(garbage);
            while (await socket.ReceiveAsync(garbage) > 0)
                continue;
        }
        catch (SocketException error)
        {
            Assert.Contains(error.SocketErrorCode, (SocketError[])[SocketError.ConnectionReset, SocketError.Shutdown]);
        }
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return output.ToArray();
    }
}
