using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests;

/// <summary>A class that does not fit its .proto is found when the server starts.</summary>
public sealed class BindingTests
{
    [Fact]
    public void A_missing_method_is_named_with_the_shape_that_it_needs()
    {
        var error = Assert.Throws<ArgumentException>(() => new RpcServices().Add(Methods.Service, new object()));
        Assert.Equal(
            "System.Object cannot host grpc.testing.TestService: it needs a public method "
            + "Task<Grpc.Testing.Empty> EmptyCall(Grpc.Testing.Empty, RpcCall).",
            error.Message);
    }

    [Fact]
    public void A_method_of_another_kind_is_named_with_the_shape_that_it_needs()
    {
        var error = Assert.Throws<ArgumentException>(() => new RpcServices().Add(Methods.Service, new WrongKind()));
        Assert.Contains(
            "IAsyncEnumerable<Grpc.Testing.StreamingOutputCallResponse> StreamingOutputCall(", error.Message);
    }

    [Fact]
    public void A_service_is_added_once()
    {
        var services = new RpcServices().Add(Methods.Service, new ScriptedService());
        Assert.Throws<ArgumentException>(() => services.Add(Methods.Service, new ScriptedService()));
    }

    [Fact]
    public void Every_method_knows_its_path_and_its_kind()
    {
        var services = new RpcServices().Add(Methods.Service, new ScriptedService());
        Assert.Equal(
            [
                ("/grpc.testing.TestService/EmptyCall", RpcKind.Unary),
                ("/grpc.testing.TestService/UnaryCall", RpcKind.Unary),
                ("/grpc.testing.TestService/StreamingOutputCall", RpcKind.ServerStreaming),
                ("/grpc.testing.TestService/StreamingInputCall", RpcKind.ClientStreaming),
                ("/grpc.testing.TestService/FullDuplexCall", RpcKind.DuplexStreaming),
            ],
            services.Methods.Select(method => (method.Method.Path, method.Method.Kind)));
    }

    [Fact]
    public void A_client_names_a_method_that_is_there_with_its_own_types()
    {
        Assert.Throws<ArgumentException>(() => RpcMethod<Empty, Empty>.Of(Methods.Service, "Nothing"));
        Assert.Throws<ArgumentException>(() => RpcMethod<Empty, SimpleResponse>.Of(Methods.Service, "EmptyCall"));
    }

    private sealed class WrongKind
    {
        public ValueTask<Empty> EmptyCall(Empty request, RpcCall call) => new(request);

        public Task<SimpleResponse> UnaryCall(SimpleRequest request, RpcCall call) =>
            Task.FromResult(new SimpleResponse());

        public Task<StreamingOutputCallResponse> StreamingOutputCall(
            StreamingOutputCallRequest request, RpcCall call) =>
            Task.FromResult(new StreamingOutputCallResponse());
    }
}
