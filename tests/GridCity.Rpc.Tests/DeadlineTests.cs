using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests;

/// <summary>Time runs out, or the caller gives up.</summary>
public abstract class DeadlineTests(RpcHost host) : HostedTests(host)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private static DateTimeOffset Soon => TimeProvider.System.GetUtcNow() + Short;

    [Fact]
    public async Task A_deadline_ends_the_call_for_the_caller_and_cancels_the_method()
    {
        var cancelled = new TaskCompletionSource();
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, call) => SleepAsync(call, cancelled),
        });
        var error = await rig.RefusedAsync(options: new() { Deadline = Soon });
        Assert.Equal(StatusCode.DeadlineExceeded, error.Code);
        await Wait.For(cancelled.Task, "the method is cancelled");
    }

    [Fact]
    public async Task The_method_sees_the_deadline_that_the_caller_set()
    {
        DateTimeOffset? seen = null;
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, call) =>
            {
                seen = call.Deadline;
                return Task.FromResult(new SimpleResponse());
            },
        });
        var deadline = TimeProvider.System.GetUtcNow().AddMinutes(1);
        await rig.Channel.UnaryAsync(Methods.UnaryCall, new(), new() { Deadline = deadline });
        Assert.InRange(seen!.Value, deadline.AddSeconds(-20), deadline.AddSeconds(20));
    }

    [Fact]
    public async Task The_server_answers_at_the_deadline_even_when_the_method_does_not_stop()
    {
        var release = new TaskCompletionSource<SimpleResponse>();
        await using var rig = await StartAsync(new ScriptedService { OnUnary = (_, _) => release.Task });
        var response = await rig.Raw.PostAsync(Methods.UnaryCall, RawClient.Frame([]), ("grpc-timeout", "50m"));
        Assert.Equal("4", response.Status);
        release.SetResult(new SimpleResponse());
        await rig.StillServesAsync();
    }

    [Fact]
    public async Task A_stream_ends_at_the_deadline_with_what_it_has_sent()
    {
        await using var rig = await StartAsync(new ScriptedService { OnOutput = (_, call) => OneThenSleep(call) });
        var response = await rig.Raw.PostAsync(
            Methods.StreamingOutputCall, RawClient.Frame([]), ("grpc-timeout", "200m"));
        Assert.Equal("4", response.Status);
        Assert.Equal(RawClient.Frame([]), response.Body);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_is_not_even_sent()
    {
        await using var rig = await StartAsync(new ScriptedService());
        var error = await rig.RefusedAsync(options: new() { Deadline = Soon.AddHours(-1) });
        Assert.Equal(StatusCode.DeadlineExceeded, error.Code);
    }

    [Fact]
    public async Task Cancelling_a_unary_call_cancels_the_method()
    {
        var (started, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, call) =>
            {
                started.SetResult();
                return SleepAsync(call, cancelled);
            },
        });
        using var caller = new CancellationTokenSource();
        var refused = rig.RefusedAsync(options: new() { CancellationToken = caller.Token });
        await Wait.For(started.Task, "the method starts");
        await caller.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await refused).Code);
        await Wait.For(cancelled.Task, "the method is cancelled");
    }

    [Fact]
    public async Task Disposing_of_a_stream_cancels_the_method()
    {
        var cancelled = new TaskCompletionSource();
        await using var rig = await StartAsync(new ScriptedService
        {
            OnOutput = (_, call) =>
            {
                call.CancellationToken.Register(cancelled.SetResult);
                return OneThenSleep(call);
            },
        });
        await using (var call = rig.Channel.ServerStreaming(Methods.StreamingOutputCall, new()))
            Assert.NotNull(await call.ReadAsync());
        await Wait.For(cancelled.Task, "the method is cancelled");
        await rig.StillServesAsync();
    }

    [Fact]
    public async Task A_method_that_waits_for_requests_stops_when_the_caller_goes()
    {
        var (first, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var rig = await StartAsync(new ScriptedService
        {
            OnInput = async (requests, _) =>
            {
                try
                {
                    await foreach (var request in requests)
                        first.SetResult();
                    return new StreamingInputCallResponse();
                }
                finally
                {
                    stopped.SetResult();
                }
            },
        });
        await using (var call = rig.Channel.Streaming(Methods.StreamingInputCall))
        {
            await call.SendAsync(new StreamingInputCallRequest());
            await Wait.For(first.Task, "the method reads");
        }
        await Wait.For(stopped.Task, "the method stops");
    }

    private static async Task<SimpleResponse> SleepAsync(RpcCall call, TaskCompletionSource cancelled)
    {
        using var registration = call.CancellationToken.Register(cancelled.SetResult);
        await Task.Delay(Timeout.Infinite, call.CancellationToken);
        return new SimpleResponse();
    }

    private static async IAsyncEnumerable<StreamingOutputCallResponse> OneThenSleep(RpcCall call)
    {
        yield return new StreamingOutputCallResponse();
        await Task.Delay(Timeout.Infinite, call.CancellationToken);
    }
}

public sealed class DeadlineOwnTests() : DeadlineTests(RpcHost.Own)
{
    // Grpc.AspNetCore may reset the stream of such a call as well, which is neither.
    [Fact]
    public async Task A_call_that_ends_just_at_its_deadline_has_one_of_the_two_answers()
    {
        const int Calls = 1_000;
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = async (request, _) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
                return new SimpleResponse { Payload = request.Payload };
            },
        });
        var responses = await Task.WhenAll(Enumerable.Range(0, Calls).Select(index => rig.Raw.PostAsync(
            Methods.UnaryCall, RawClient.Frame([]), ("grpc-timeout", $"{1_000 + 7 * index}u"))));
        Assert.All(responses, response => Assert.Contains(response.Status, (string[])["0", "4"]));
        Assert.All(responses.Where(response => response.Status == "0"), response => Assert.Equal(5, response.Body.Length));
        await rig.StillServesAsync();
    }
}

#if CLUSTER
public sealed class DeadlineGrpcTests() : DeadlineTests(RpcHost.GrpcAspNetCore);
#endif
