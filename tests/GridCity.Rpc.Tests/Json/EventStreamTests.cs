using System.Net;
using System.Net.Sockets;
using System.Text;
using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests.Json;

/// <summary>Streams as server-sent events: how they begin, stay alive and end.</summary>
public sealed class EventStreamTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_refusal_before_the_first_event_has_its_status()
    {
        await using var server = await JsonServer.StartAsync(new() { OnOutput = (_, _) => Refusing(0) });
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = await http.GetAsync("/v1/watch");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_refusal_after_events_is_the_last_event()
    {
        await using var server = await JsonServer.StartAsync(new() { OnOutput = (_, _) => Refusing(2) });
        using var http = new HttpClient { BaseAddress = server.Address };

        var text = await http.GetStringAsync("/v1/watch");

        Assert.Equal(3, text.Split("data: ").Length - 1);
        Assert.Contains("event: problem\ndata: {\"type\":\"urn:gridcity:problem:not-found\"", text);
    }

    [Fact]
    public async Task A_stream_without_events_gives_signs_of_life()
    {
        await using var server = await JsonServer.StartAsync(
            new() { OnOutput = (_, call) => Silent(call) }, api => api with { HeartbeatInterval = Soon });
        using var http = new HttpClient { BaseAddress = server.Address };

        using var lines = new StreamReader(await http.GetStreamAsync("/v1/watch"));
        for (var signs = 0; signs < 3;)
        {
            var line = lines.ReadLineAsync();
            await Wait.For(line, "a sign of life");
            if (await line == ":") signs++;
        }
    }

    [Fact]
    public async Task A_stream_ends_when_its_caller_may_not_watch_any_more()
    {
        await using var server = await JsonServer.StartAsync(
            new() { OnOutput = (_, call) => Silent(call) },
            api => api with
            {
                HeartbeatInterval = Soon,
                RequireStill = _ => throw new RpcException(StatusCode.Unauthenticated, "The token was revoked."),
            });
        using var http = new HttpClient { BaseAddress = server.Address };

        var answer = http.GetAsync("/v1/watch");
        await Wait.For(answer, "the stream ends");

        Assert.Equal(HttpStatusCode.Unauthorized, (await answer).StatusCode);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_ends_the_method()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = await JsonServer.StartAsync(new()
        {
            OnOutput = (_, call) =>
            {
                call.CancellationToken.Register(cancelled.SetResult);
                return Silent(call);
            },
        });
        using (var http = new HttpClient { BaseAddress = server.Address })
        using (await http.GetAsync("/v1/watch", HttpCompletionOption.ResponseHeadersRead))
        {
            // The stream has begun; now its reader goes.
        }

        await Wait.For(cancelled.Task, "the method is cancelled");
    }

    [Fact]
    public async Task A_caller_that_takes_nothing_is_cut_off()
    {
        var (cancelled, ended) = (new TaskCompletionSource(), new Ended());
        await using var server = await JsonServer.StartAsync(
            new() { OnOutput = (_, call) => Endless(call) }, api => api with { SlowReaderMax = Soon }, ended);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /v1/watch HTTP/1.1\r\nHost: localhost\r\n\r\n"));

        await Wait.For(cancelled.Task, "the method is cancelled");
        await Wait.For(ended.Task, "the call is over for its interceptors");
        Assert.Equal(StatusCode.ResourceExhausted, await ended.Task);

        async IAsyncEnumerable<StreamingOutputCallResponse> Endless(RpcCall call)
        {
            using var registration = call.CancellationToken.Register(() => cancelled.TrySetResult());
            while (true)
            {
                yield return new() { Payload = Cases.Payload(16 * 1024) };
                await Task.Yield();
            }
        }
    }

    /// <summary>Hears how a call ended.</summary>
    private sealed class Ended : IRpcInterceptor
    {
        private readonly TaskCompletionSource<StatusCode> _code = new();

        public Task<StatusCode> Task => _code.Task;

        public ValueTask BeforeAsync(RpcCall call) => default;

        public void After(RpcCall call, StatusCode code) => _code.TrySetResult(code);
    }

    private static async IAsyncEnumerable<StreamingOutputCallResponse> Silent(RpcCall call)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, call.CancellationToken);
        yield break;
    }

    private static async IAsyncEnumerable<StreamingOutputCallResponse> Refusing(int after)
    {
        for (var i = 0; i < after; i++)
        {
            yield return new();
            await Task.Yield();
        }

        throw new RpcException(StatusCode.NotFound, "There is no such thing.");
    }
}
