using GridCity.Rpc.Tests.Interoperability;
using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests;

/// <summary>Our client against our server: the four kinds of call, with TLS and without.</summary>
public abstract class FourKindsTests(bool isTls, RpcHost host) : IAsyncLifetime
{
    private Rig _rig = null!;

    private RpcChannel Channel => _rig.Channel;

    public async ValueTask InitializeAsync() =>
        _rig = await Rig.StartAsync(
            new RpcServices().Add(Methods.Service, new TestService(TimeProvider.System)), Trusting(), isTls, host);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Unary_returns_the_message_of_the_size_asked_for()
    {
        var request = new SimpleRequest { ResponseSize = 314_159, Payload = Cases.Payload(271_828) };
        var response = await Channel.UnaryAsync(Methods.UnaryCall, request);
        Assert.Equal(314_159, response.Payload.Body.Length);
    }

    [Fact]
    public async Task Empty_messages_travel_both_ways() =>
        Assert.Equal(new Empty(), await Channel.UnaryAsync(Methods.EmptyCall, new Empty()));

    [Fact]
    public async Task Server_streaming_returns_all_messages_in_order()
    {
        int[] sizes = [31_415, 9, 2_653, 58_979, 0];
        await using var call = Channel.ServerStreaming(Methods.StreamingOutputCall, Cases.Output(sizes));
        var seen = new List<int>();
        await foreach (var response in call.ReadAllAsync())
            seen.Add(response.Payload.Body.Length);
        Assert.Equal(sizes, seen);
    }

    [Fact]
    public async Task A_call_that_is_disposed_of_twice_is_disposed_of_once()
    {
        await using var call = Channel.Streaming(Methods.FullDuplexCall);
        await call.SendAsync(Cases.Output(9));
        Assert.NotNull(await call.ReadAsync());
        await call.DisposeAsync();
    }

    [Fact]
    public async Task Client_streaming_counts_all_messages()
    {
        await using var call = Channel.Streaming(Methods.StreamingInputCall);
        foreach (var size in (int[])[27_182, 8, 1_828, 45_904])
            await call.SendAsync(new StreamingInputCallRequest { Payload = Cases.Payload(size) });
        var response = await call.ResponseAsync();
        Assert.Equal(74_922, response.AggregatedPayloadSize);
    }

    [Fact]
    public async Task Duplex_answers_each_request_before_the_next_is_sent()
    {
        await using var call = Channel.Streaming(Methods.FullDuplexCall);
        foreach (var size in (int[])[31_415, 9, 2_653, 58_979])
        {
            await call.SendAsync(Cases.Output(size));
            Assert.Equal(size, (await call.ReadAsync())!.Payload.Body.Length);
        }
        call.Complete();
        Assert.Null(await call.ReadAsync());
    }

    [Fact]
    public async Task An_empty_duplex_stream_ends_with_ok()
    {
        await using var call = Channel.Streaming(Methods.FullDuplexCall);
        call.Complete();
        Assert.Null(await call.ReadAsync());
    }

    private static RpcChannelOptions Trusting() => new()
    {
        ConfigureHandler = handler => handler.SslOptions.RemoteCertificateValidationCallback =
            (_, certificate, _, _) => certificate!.Equals(Certificates.Localhost),
    };
}

public sealed class FourKindsTlsTests() : FourKindsTests(isTls: true, RpcHost.Own);

public sealed class FourKindsPlainTests() : FourKindsTests(isTls: false, RpcHost.Own);

#if CLUSTER
public sealed class FourKindsGrpcTests() : FourKindsTests(isTls: false, RpcHost.GrpcAspNetCore);
#endif
