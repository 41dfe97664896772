using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests;

/// <summary>Messages that are too large, broken or not compressed as they say.</summary>
public sealed class LimitTests
{
    private const int MegaBytes = 1024 * 1024;

    [Fact]
    public async Task A_request_over_the_limit_is_resource_exhausted()
    {
        var options = new RpcServerOptions { ReceiveBytesMax = 1_000 };
        await using var rig = await Rig.StartAsync(new ScriptedService(), options);
        var error = await rig.RefusedAsync(new SimpleRequest { Payload = Cases.Payload(1_001) });
        Assert.Equal(StatusCode.ResourceExhausted, error.Code);
        await rig.StillServesAsync();
    }

    [Fact]
    public async Task A_response_over_the_servers_limit_is_resource_exhausted()
    {
        await using var rig = await Rig.StartAsync(Sending(1_001), new RpcServerOptions { SendBytesMax = 1_000 });
        Assert.Equal(StatusCode.ResourceExhausted, (await rig.RefusedAsync()).Code);
    }

    [Fact]
    public async Task A_response_over_the_clients_limit_is_resource_exhausted()
    {
        await using var rig = await Rig.StartAsync(Sending(1_001));
        var error = await rig.RefusedAsync(options: new() { ReceiveBytesMax = 1_000 });
        Assert.Equal(StatusCode.ResourceExhausted, error.Code);
        await rig.Channel.UnaryAsync(Methods.UnaryCall, new(), new() { ReceiveBytesMax = 1_100 });
    }

    [Fact]
    public async Task A_request_over_the_clients_limit_is_not_sent()
    {
        var channel = new RpcChannelOptions { SendBytesMax = 1_000 };
        await using var rig = await Rig.StartAsync(new ScriptedService(), channel: channel);
        var error = await rig.RefusedAsync(new SimpleRequest { Payload = Cases.Payload(1_001) });
        Assert.Equal(StatusCode.ResourceExhausted, error.Code);
    }

    [Fact]
    public async Task A_message_may_be_much_larger_than_the_window()
    {
        await using var rig = await Rig.StartAsync(
            Sending(30 * MegaBytes),
            new RpcServerOptions { ReceiveBytesMax = 64 * MegaBytes },
            new RpcChannelOptions { ReceiveBytesMax = 64 * MegaBytes });
        var request = new SimpleRequest { Payload = Cases.Payload(29 * MegaBytes) };
        var response = await rig.Channel.UnaryAsync(Methods.UnaryCall, request);
        Assert.Equal(30 * MegaBytes, response.Payload.Body.Length);
    }

    [Theory]
    [InlineData(2, "gzip", "13")]
    [InlineData(1, "identity", "13")]
    [InlineData(1, "gzip", "13")]
    [InlineData(1, "snappy", "12")]
    [InlineData(0, "snappy", "0")]
    public async Task A_flag_and_an_encoding_must_fit_each_other(byte flag, string encoding, string status)
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var response = await rig.Raw.PostAsync(
            Methods.UnaryCall, RawClient.Frame([], flag), ("grpc-encoding", encoding));
        Assert.Equal(status, response.Status);
        if (status == "12")
            Assert.Equal("identity,gzip", response.Single("grpc-accept-encoding"));
    }

    [Fact]
    public async Task Truncated_empty_and_doubled_unary_requests_are_told_apart()
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        Assert.Equal("13", (await rig.Raw.PostAsync(Methods.UnaryCall, [0, 0, 0, 0, 9, 1])).Status);
        Assert.Equal("12", (await rig.Raw.PostAsync(Methods.UnaryCall, [])).Status);
        byte[] doubled = [.. RawClient.Frame([]), .. RawClient.Frame([])];
        Assert.Equal("12", (await rig.Raw.PostAsync(Methods.UnaryCall, doubled)).Status);
    }

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("identity, gzip", 1)]
    [InlineData("identity", 0)]
    [InlineData(null, 0)]
    public async Task A_response_is_compressed_only_for_who_accepts_it(string? accepted, byte flag)
    {
        await using var rig = await Rig.StartAsync(Sending(5_000), new RpcServerOptions { CompressResponses = true });
        var response = await rig.Raw.PostAsync(
            Methods.UnaryCall, RawClient.Frame([]), accepted is null ? [] : [("grpc-accept-encoding", accepted)]);
        Assert.Equal(flag, response.Body[0]);
        Assert.Equal(flag == 1, response.Body.Length < 1_000);
        Assert.Equal(flag == 1 ? "gzip" : null, response.Single("grpc-encoding"));
    }

    [Fact]
    public async Task Our_client_compresses_and_decompresses()
    {
        await using var rig = await Rig.StartAsync(
            new ScriptedService
            {
                OnUnary = (request, call) => Task.FromResult(new SimpleResponse
                {
                    Payload = request.Payload,
                    Username = call.GetHeader("grpc-encoding") ?? "",
                }),
            },
            new RpcServerOptions { CompressResponses = true });
        var request = new SimpleRequest { Payload = Cases.Payload(100_000) };
        var response = await rig.Channel.UnaryAsync(Methods.UnaryCall, request, new() { Compress = true });
        Assert.Equal((request.Payload, "gzip"), (response.Payload, response.Username));
    }

    private static ScriptedService Sending(int bytes) => new()
    {
        OnUnary = (_, _) => Task.FromResult(new SimpleResponse { Payload = Cases.Payload(bytes) }),
    };
}
