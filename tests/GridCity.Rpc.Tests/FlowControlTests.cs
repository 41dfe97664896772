using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests;

/// <summary>Who does not read makes the other side wait, not remember.</summary>
public sealed class FlowControlTests
{
    private const int MessageBytes = 16 * 1024;
    private const long HeldBytesMax = 4 * 1024 * 1024;

    private static readonly TimeSpan Steady = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_client_that_never_reads_stops_the_method_and_nobody_else()
    {
        var sent = 0L;
        var cancelled = new TaskCompletionSource();
        await using var rig = await Rig.StartAsync(new ScriptedService { OnOutput = (_, call) => Endless(call) });
        await using (var call = rig.Channel.ServerStreaming(Methods.StreamingOutputCall, new()))
        {
            await call.HeadersAsync();
            var held = await Wait.UntilSteady(() => Volatile.Read(ref sent), Steady, "the method stops sending");
            Assert.InRange(held * MessageBytes, 1, HeldBytesMax);
            await rig.StillServesAsync();
            Assert.NotNull(await call.ReadAsync());
        }
        await Wait.For(cancelled.Task, "the method is cancelled");

        async IAsyncEnumerable<StreamingOutputCallResponse> Endless(RpcCall call)
        {
            using var registration = call.CancellationToken.Register(cancelled.SetResult);
            while (true)
            {
                Interlocked.Increment(ref sent);
                yield return new StreamingOutputCallResponse { Payload = Cases.Payload(MessageBytes) };
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task A_stalled_stream_goes_on_where_it_stopped_when_it_is_read()
    {
        const int Count = 500;
        await using var rig = await Rig.StartAsync(new ScriptedService { OnOutput = (_, _) => Numbered(Count) });
        await using var call = rig.Channel.ServerStreaming(Methods.StreamingOutputCall, new());
        await call.HeadersAsync();
        await rig.StillServesAsync();
        var seen = 0;
        await foreach (var response in call.ReadAllAsync())
            Assert.Equal(seen++, response.Payload.Body.Length - MessageBytes);
        Assert.Equal(Count, seen);
    }

    [Fact]
    public async Task A_method_that_never_reads_stops_the_client()
    {
        var release = new TaskCompletionSource<StreamingInputCallResponse>();
        await using var rig = await Rig.StartAsync(new ScriptedService { OnInput = (_, _) => release.Task });
        await using var call = rig.Channel.Streaming(Methods.StreamingInputCall);
        var sent = 0L;
        var sending = SendForEver();
        var held = await Wait.UntilSteady(() => Volatile.Read(ref sent), Steady, "the client stops sending");
        Assert.InRange(held * MessageBytes, 1, HeldBytesMax);
        await rig.StillServesAsync();
        release.SetResult(new StreamingInputCallResponse { AggregatedPayloadSize = 17 });
        Assert.Equal(17, (await call.ReadAsync())!.AggregatedPayloadSize);
        await Wait.For(Assert.ThrowsAsync<RpcException>(() => sending), "the client hears that the call has ended");

        async Task SendForEver()
        {
            while (true)
            {
                await call.SendAsync(new StreamingInputCallRequest { Payload = Cases.Payload(MessageBytes) });
                Interlocked.Increment(ref sent);
            }
        }
    }

    private static async IAsyncEnumerable<StreamingOutputCallResponse> Numbered(int count)
    {
        for (var index = 0; index < count; index++)
        {
            yield return new StreamingOutputCallResponse { Payload = Cases.Payload(MessageBytes + index) };
            await Task.Yield();
        }
    }
}
