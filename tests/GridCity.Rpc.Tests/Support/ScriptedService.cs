using Grpc.Testing;

namespace GridCity.Rpc.Tests.Support;

/// <summary>The interoperability service with a body that each test gives.</summary>
internal sealed class ScriptedService
{
    public Func<SimpleRequest, RpcCall, Task<SimpleResponse>> OnUnary { get; init; } =
        (_, _) => Task.FromResult(new SimpleResponse());

    public Func<StreamingOutputCallRequest, RpcCall, IAsyncEnumerable<StreamingOutputCallResponse>> OnOutput
    {
        get; init;
    } = (_, _) => AsyncEnumerable.Empty<StreamingOutputCallResponse>();

    public Func<IAsyncEnumerable<StreamingInputCallRequest>, RpcCall, Task<StreamingInputCallResponse>> OnInput
    {
        get; init;
    } = (_, _) => Task.FromResult(new StreamingInputCallResponse());

    public ValueTask<Empty> EmptyCall(Empty request, RpcCall call) => new(request);

    public Task<SimpleResponse> UnaryCall(SimpleRequest request, RpcCall call) => OnUnary(request, call);

    public IAsyncEnumerable<StreamingOutputCallResponse> StreamingOutputCall(
        StreamingOutputCallRequest request, RpcCall call) => OnOutput(request, call);

    public Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncEnumerable<StreamingInputCallRequest> requests, RpcCall call) => OnInput(requests, call);

    public IAsyncEnumerable<StreamingOutputCallResponse> FullDuplexCall(
        IAsyncEnumerable<StreamingOutputCallRequest> requests, RpcCall call) => OnOutput(new(), call);
}
