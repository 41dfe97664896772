using Google.Protobuf;
using Grpc.Core;

namespace GridCity.Rpc.AspNetCore;

/// <summary>Our methods in Grpc.Core's words.</summary>
internal static class GrpcMethods
{
    public static Method<TRequest, TResponse> Create<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new(
            TypeOf(method.Kind),
            method.Descriptor.Service.FullName,
            method.Descriptor.Name,
            CreateMarshaller(method.RequestParser),
            CreateMarshaller(method.ResponseParser));

    private static MethodType TypeOf(RpcKind kind) => kind switch
    {
        RpcKind.Unary => MethodType.Unary,
        RpcKind.ClientStreaming => MethodType.ClientStreaming,
        RpcKind.ServerStreaming => MethodType.ServerStreaming,
        RpcKind.DuplexStreaming => MethodType.DuplexStreaming,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of call."),
    };

    private static Marshaller<T> CreateMarshaller<T>(MessageParser<T> parser)
        where T : class, IMessage<T> =>
        new(Write, context => parser.ParseFrom(context.PayloadAsReadOnlySequence()));

    private static void Write<T>(T message, SerializationContext context)
        where T : class, IMessage<T>
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }
}
