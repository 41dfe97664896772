using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests;

/// <summary>What stands before every method.</summary>
public abstract class InterceptorTests(RpcHost host) : HostedTests(host)
{
    [Fact]
    public async Task An_interceptor_refuses_before_the_method_runs()
    {
        var isCalled = false;
        await using var rig = await StartAsync(
            new ScriptedService
            {
                OnUnary = (_, _) =>
                {
                    isCalled = true;
                    return Task.FromResult(new SimpleResponse());
                },
            },
            new RpcServerOptions { Interceptors = [new TokenInterceptor()] });
        Assert.Equal(StatusCode.Unauthenticated, (await rig.RefusedAsync()).Code);
        Assert.False(isCalled);
    }

    [Fact]
    public async Task The_user_that_an_interceptor_found_is_known_to_the_method()
    {
        await using var rig = await StartAsync(
            new ScriptedService
            {
                OnUnary = (_, call) => Task.FromResult(new SimpleResponse { Username = (string)call.User! }),
            },
            new RpcServerOptions { Interceptors = [new TokenInterceptor()] });
        var response = await rig.Channel.UnaryAsync(
            Methods.UnaryCall, new(), new() { Headers = new() { { "authorization", "agent-17" } } });
        Assert.Equal("agent-17", response.Username);
    }

    [Fact]
    public async Task Interceptors_see_every_kind_of_call_and_how_it_ended_in_turn()
    {
        var log = new List<string>();
        await using var rig = await StartAsync(
            new ScriptedService { OnUnary = (_, _) => throw new RpcException(StatusCode.NotFound, "gone") },
            new RpcServerOptions
            {
                Interceptors = [new LogInterceptor("outer", log), new LogInterceptor("inner", log)],
            });
        await rig.RefusedAsync();
        await using (var call = rig.Channel.ServerStreaming(Methods.StreamingOutputCall, new()))
            Assert.Null(await call.ReadAsync());
        Assert.Equal(
            [
                "outer UnaryCall", "inner UnaryCall", "inner NotFound", "outer NotFound",
                "outer StreamingOutputCall", "inner StreamingOutputCall", "inner OK", "outer OK",
            ],
            log);
    }

    private sealed class TokenInterceptor : IRpcInterceptor
    {
        public ValueTask BeforeAsync(RpcCall call)
        {
            call.User = call.GetHeader("authorization")
                ?? throw new RpcException(StatusCode.Unauthenticated, "Send an authorization header.");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class LogInterceptor(string name, List<string> log) : IRpcInterceptor
    {
        public ValueTask BeforeAsync(RpcCall call)
        {
            log.Add($"{name} {call.Method.Descriptor.Name}");
            return ValueTask.CompletedTask;
        }

        public void After(RpcCall call, StatusCode code) => log.Add($"{name} {code}");
    }
}

public sealed class InterceptorOwnTests() : InterceptorTests(RpcHost.Own);

#if CLUSTER
public sealed class InterceptorGrpcTests() : InterceptorTests(RpcHost.GrpcAspNetCore);
#endif
