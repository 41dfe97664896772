using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests;

/// <summary>Headers and trailers of calls.</summary>
public abstract class MetadataTests(RpcHost host) : HostedTests(host)
{
    private static readonly byte[] Bytes = [0, 1, 0xab, 0xff];

    [Fact]
    public async Task Text_and_bytes_travel_there_and_back()
    {
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, call) =>
            {
                call.ResponseHeaders.Add("city", call.GetHeader("CITY")!);
                call.ResponseTrailers.Add("trace-bin", call.RequestHeaders.GetBytes("Trace-Bin")!);
                return Task.FromResult(new SimpleResponse());
            },
        });
        var headers = new RpcMetadata { { "City", "hangzhou" }, { "trace-bin", Bytes } };
        var reply = await rig.Channel.UnaryReplyAsync(Methods.UnaryCall, new(), new() { Headers = headers });
        Assert.Equal("hangzhou", reply.Headers.GetText("city"));
        Assert.Equal(Bytes, reply.Trailers.GetBytes("trace-bin"));
    }

    [Fact]
    public async Task Headers_of_the_channel_go_with_every_call()
    {
        string? seen = null;
        var service = new ScriptedService
        {
            OnUnary = (_, call) =>
            {
                seen = call.GetHeader("authorization");
                return Task.FromResult(new SimpleResponse());
            },
        };
        var channel = new RpcChannelOptions { Headers = new() { { "authorization", "Bearer 17" } } };
        await using var rig = await StartAsync(service, channel: channel);
        await rig.Channel.UnaryAsync(Methods.UnaryCall, new());
        Assert.Equal("Bearer 17", seen);
    }

    [Fact]
    public async Task Several_binary_values_may_share_a_header_with_or_without_padding()
    {
        byte[][] seen = [];
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, call) =>
            {
                seen = [.. call.RequestHeaders.Where(entry => entry.Name == "part-bin").Select(entry => entry.Bytes)];
                return Task.FromResult(new SimpleResponse());
            },
        });
        await rig.Raw.PostAsync(Methods.UnaryCall, RawClient.Frame([]), ("part-bin", "AQ,AQI=, AQID"));
        Assert.Equal([[1], [1, 2], [1, 2, 3]], seen);
    }

    [Fact]
    public async Task Headers_come_before_the_first_message_of_a_stream()
    {
        var release = new TaskCompletionSource();
        await using var rig = await StartAsync(new ScriptedService
        {
            OnOutput = (_, call) => Later(call, release.Task),
        });
        await using var call = rig.Channel.ServerStreaming(Methods.StreamingOutputCall, new());
        var headers = call.HeadersAsync();
        await Wait.For(headers, "the headers come");
        Assert.Equal("1", (await headers).GetText("watching"));
        release.SetResult();
        Assert.NotNull(await call.ReadAsync());
        Assert.Null(await call.ReadAsync());
        Assert.Equal("2", call.Trailers.GetText("watched"));
    }

    [Theory]
    [InlineData("grpc-status", "0")]
    [InlineData("content-type", "text")]
    [InlineData("with space", "x")]
    [InlineData("name", "é")]
    [InlineData("name", "line\nbreak")]
    [InlineData("name-bin", "text")]
    public void What_cannot_travel_is_refused_when_it_is_added(string name, string value) =>
        Assert.Throws<ArgumentException>(() => new RpcMetadata { { name, value } });

    [Fact]
    public async Task A_header_that_comes_too_late_is_an_error_of_the_method()
    {
        await using var rig = await StartAsync(new ScriptedService { OnOutput = (_, call) => TooLate(call) });
        await using var call = rig.Channel.ServerStreaming(Methods.StreamingOutputCall, new());
        Assert.NotNull(await call.ReadAsync());
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call.ReadAsync());
        Assert.Equal(StatusCode.Internal, error.Code);
    }

    [Fact]
    public async Task The_peer_is_an_address()
    {
        var peer = "";
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, call) =>
            {
                peer = call.Peer;
                return Task.FromResult(new SimpleResponse());
            },
        });
        await rig.Channel.UnaryAsync(Methods.UnaryCall, new());
        Assert.Matches(@"^ipv4:127\.0\.0\.1:\d+$", peer);
    }

    private static async IAsyncEnumerable<StreamingOutputCallResponse> TooLate(RpcCall call)
    {
        yield return new StreamingOutputCallResponse();
        await Task.Yield();
        call.ResponseHeaders.Add("too", "late");
    }

    private static async IAsyncEnumerable<StreamingOutputCallResponse> Later(RpcCall call, Task release)
    {
        call.ResponseHeaders.Add("watching", "1");
        await release;
        call.ResponseTrailers.Add("watched", "2");
        yield return new StreamingOutputCallResponse();
    }
}

public sealed class MetadataOwnTests() : MetadataTests(RpcHost.Own);

#if CLUSTER
public sealed class MetadataGrpcTests() : MetadataTests(RpcHost.GrpcAspNetCore);
#endif
