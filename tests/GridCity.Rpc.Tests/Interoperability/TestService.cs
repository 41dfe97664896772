using Google.Protobuf;
using Grpc.Testing;

namespace GridCity.Rpc.Tests.Interoperability;

/// <summary>
/// The server side of gRPC's interoperability cases as a plain class, as their description asks (grpc/grpc,
/// doc/interop-test-descriptions.md).
/// </summary>
internal sealed class TestService(TimeProvider time)
{
    private const string InitialEcho = "x-grpc-test-echo-initial";
    private const string TrailingEcho = "x-grpc-test-echo-trailing-bin";

    public ValueTask<Empty> EmptyCall(Empty request, RpcCall call) => new(request);

    public Task<SimpleResponse> UnaryCall(SimpleRequest request, RpcCall call)
    {
        EchoMetadata(call);
        CheckCompression(request.ExpectCompressed, call);
        ThrowIfAsked(request.ResponseStatus);
        call.CompressResponse = request.ResponseCompressed is { Value: true };
        return Task.FromResult(new SimpleResponse { Payload = Zeros(request.ResponseSize) });
    }

    public async IAsyncEnumerable<StreamingOutputCallResponse> StreamingOutputCall(
        StreamingOutputCallRequest request, RpcCall call)
    {
        ThrowIfAsked(request.ResponseStatus);
        foreach (var parameters in request.ResponseParameters)
            yield return await RespondAsync(parameters, call);
    }

    public async Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncEnumerable<StreamingInputCallRequest> requests, RpcCall call)
    {
        var response = new StreamingInputCallResponse();
        await foreach (var request in requests)
        {
            CheckCompression(request.ExpectCompressed, call);
            response.AggregatedPayloadSize += request.Payload.Body.Length;
        }
        return response;
    }

    public async IAsyncEnumerable<StreamingOutputCallResponse> FullDuplexCall(
        IAsyncEnumerable<StreamingOutputCallRequest> requests, RpcCall call)
    {
        EchoMetadata(call);
        await foreach (var request in requests)
        {
            ThrowIfAsked(request.ResponseStatus);
            foreach (var parameters in request.ResponseParameters)
                yield return await RespondAsync(parameters, call);
        }
    }

    private async Task<StreamingOutputCallResponse> RespondAsync(ResponseParameters parameters, RpcCall call)
    {
        if (parameters.IntervalUs > 0)
            await Task.Delay(TimeSpan.FromMicroseconds(parameters.IntervalUs), time, call.CancellationToken);
        call.CompressResponse = parameters.Compressed is { Value: true };
        return new StreamingOutputCallResponse { Payload = Zeros(parameters.Size) };
    }

    private static Payload Zeros(int size) => new() { Body = UnsafeByteOperations.UnsafeWrap(new byte[size]) };

    private static void EchoMetadata(RpcCall call)
    {
        if (call.GetHeader(InitialEcho) is { } initial)
            call.ResponseHeaders.Add(InitialEcho, initial);
        if (call.RequestHeaders.GetBytes(TrailingEcho) is { } trailing)
            call.ResponseTrailers.Add(TrailingEcho, trailing);
    }

    private static void CheckCompression(BoolValue? expected, RpcCall call)
    {
        if (expected is { Value: true } && call.GetHeader("grpc-encoding") is null or "identity")
            throw new RpcException(StatusCode.InvalidArgument, "The request did not come compressed.");
    }

    private static void ThrowIfAsked(EchoStatus? status)
    {
        if (status is { Code: not 0 })
            throw new RpcException((StatusCode)status.Code, status.Message);
    }
}
