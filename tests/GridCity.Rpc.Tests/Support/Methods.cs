using Google.Protobuf.Reflection;
using Grpc.Testing;

namespace GridCity.Rpc.Tests.Support;

/// <summary>The methods of the interoperability service, for our own client.</summary>
internal static class Methods
{
    public static readonly ServiceDescriptor Service = TestReflection.Descriptor.Services[0];

    public static readonly RpcMethod<Empty, Empty> EmptyCall = RpcMethod<Empty, Empty>.Of(Service, "EmptyCall");

    public static readonly RpcMethod<SimpleRequest, SimpleResponse> UnaryCall =
        RpcMethod<SimpleRequest, SimpleResponse>.Of(Service, "UnaryCall");

    public static readonly RpcMethod<StreamingOutputCallRequest, StreamingOutputCallResponse> StreamingOutputCall =
        RpcMethod<StreamingOutputCallRequest, StreamingOutputCallResponse>.Of(Service, "StreamingOutputCall");

    public static readonly RpcMethod<StreamingInputCallRequest, StreamingInputCallResponse> StreamingInputCall =
        RpcMethod<StreamingInputCallRequest, StreamingInputCallResponse>.Of(Service, "StreamingInputCall");

    public static readonly RpcMethod<StreamingOutputCallRequest, StreamingOutputCallResponse> FullDuplexCall =
        RpcMethod<StreamingOutputCallRequest, StreamingOutputCallResponse>.Of(Service, "FullDuplexCall");
}
