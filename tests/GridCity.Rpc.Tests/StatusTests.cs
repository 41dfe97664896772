using Google.Rpc;
using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests;

/// <summary>How calls fail.</summary>
public abstract class StatusTests(RpcHost host) : HostedTests(host)
{
    [Fact]
    public async Task A_refusal_travels_with_its_details()
    {
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, _) => throw new RpcException(
                StatusCode.InvalidArgument,
                "The place is outside of the city.",
                StatusDetails.BadRequest(("location.latitude", "is 95"), ("location.longitude", "is missing")),
                StatusDetails.RetryInfo(TimeSpan.FromMilliseconds(1_500))),
        });
        var error = await rig.RefusedAsync();
        Assert.Equal((StatusCode.InvalidArgument, "The place is outside of the city."), (error.Code, error.Message));
        Assert.True(error.TryGetDetail<BadRequest>(out var request));
        Assert.Equal(["location.latitude", "location.longitude"], request.FieldViolations.Select(field => field.Field));
        Assert.True(error.TryGetDetail<RetryInfo>(out var retry));
        Assert.Equal(TimeSpan.FromMilliseconds(1_500), retry.RetryDelay.ToTimeSpan());
        Assert.False(error.TryGetDetail<QuotaFailure>(out _));
    }

    [Theory]
    [InlineData("100 % sure")]
    [InlineData("巡查员不在岗 ☺ 😈\r\n\t")]
    [InlineData("%41")]
    public async Task A_message_in_any_script_arrives_as_it_was(string message)
    {
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, _) => throw new RpcException(StatusCode.FailedPrecondition, message),
        });
        Assert.Equal(message, (await rig.RefusedAsync()).Message);
    }

    [Fact]
    public async Task A_refusal_before_any_message_is_one_header_block()
    {
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, _) => throw new RpcException(StatusCode.NotFound, "gone"),
        });
        var response = await rig.Raw.PostAsync(Methods.UnaryCall, RawClient.Frame([]));
        Assert.True(response.Headers.Contains("grpc-status"));
        Assert.Empty(response.Trailers);
    }

    [Fact]
    public async Task An_unexpected_exception_is_internal_and_its_text_stays_inside()
    {
        await using var rig = await StartAsync(new ScriptedService
        {
            OnUnary = (_, _) => throw new InvalidOperationException("secret"),
        });
        var error = await rig.RefusedAsync();
        Assert.Equal(StatusCode.Internal, error.Code);
        Assert.DoesNotContain("secret", error.ToString());
        await rig.StillServesAsync();
    }

    [Fact]
    public async Task A_stream_that_fails_half_way_gives_its_messages_and_then_its_status()
    {
        await using var rig = await StartAsync(new ScriptedService { OnOutput = (_, _) => TwoThenFail() });
        await using var call = rig.Channel.ServerStreaming(Methods.StreamingOutputCall, new());
        Assert.NotNull(await call.ReadAsync());
        Assert.NotNull(await call.ReadAsync());
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call.ReadAsync());
        Assert.Equal((StatusCode.Aborted, "lost"), (error.Code, error.Message));
        Assert.Equal("17", error.Trailers.GetText("lost-at"));
    }

    [Fact]
    public async Task A_client_stream_that_is_refused_early_tells_the_writer_the_status()
    {
        await using var rig = await StartAsync(new ScriptedService
        {
            OnInput = (_, _) => throw new RpcException(StatusCode.PermissionDenied, "not yours"),
        });
        await using var call = rig.Channel.Streaming(Methods.StreamingInputCall);
        var error = await Assert.ThrowsAsync<RpcException>(call.ResponseAsync);
        Assert.Equal(StatusCode.PermissionDenied, error.Code);
    }

    private static async IAsyncEnumerable<StreamingOutputCallResponse> TwoThenFail()
    {
        yield return new StreamingOutputCallResponse();
        await Task.Yield();
        yield return new StreamingOutputCallResponse();
        throw new RpcException(StatusCode.Aborted, "lost") { Trailers = { { "lost-at", "17" } } };
    }
}

public sealed class StatusOwnTests() : StatusTests(RpcHost.Own);

#if CLUSTER
public sealed class StatusGrpcTests() : StatusTests(RpcHost.GrpcAspNetCore);
#endif
