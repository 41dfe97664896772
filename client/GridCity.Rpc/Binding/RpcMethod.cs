using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GridCity.Rpc;

/// <summary>The four shapes of a call.</summary>
public enum RpcKind
{
    Unary,
    ClientStreaming,
    ServerStreaming,
    DuplexStreaming,
}

/// <summary>A method of a service as its .proto declares it.</summary>
public abstract class RpcMethod
{
    private protected RpcMethod(MethodDescriptor descriptor)
    {
        Descriptor = descriptor;
        Path = $"/{descriptor.Service.FullName}/{descriptor.Name}";
        Kind = (descriptor.IsClientStreaming, descriptor.IsServerStreaming) switch
        {
            (false, false) => RpcKind.Unary,
            (true, false) => RpcKind.ClientStreaming,
            (false, true) => RpcKind.ServerStreaming,
            (true, true) => RpcKind.DuplexStreaming,
        };
    }

    public MethodDescriptor Descriptor { get; }

    /// <summary>The HTTP/2 path: <c>/package.Service/Method</c>.</summary>
    public string Path { get; }

    public RpcKind Kind { get; }

    public override string ToString() => Path;
}

/// <summary>A method with its message types.</summary>
public sealed class RpcMethod<TRequest, TResponse> : RpcMethod
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    internal RpcMethod(MethodDescriptor descriptor)
        : base(descriptor)
    {
        RequestParser = ParserOf<TRequest>(descriptor.InputType);
        ResponseParser = ParserOf<TResponse>(descriptor.OutputType);
    }

    public MessageParser<TRequest> RequestParser { get; }

    public MessageParser<TResponse> ResponseParser { get; }

    /// <summary>Finds a method for a client to call.</summary>
    /// <exception cref="ArgumentException">The service has no such method, or it has other message types.</exception>
    public static RpcMethod<TRequest, TResponse> Of(ServiceDescriptor service, string name) =>
        new(service.FindMethodByName(name)
            ?? throw new ArgumentException($"{service.FullName} declares no method {name}.", nameof(name)));

    private static MessageParser<T> ParserOf<T>(MessageDescriptor declared)
        where T : class, IMessage<T> =>
        declared.Parser as MessageParser<T>
        ?? throw new ArgumentException($"{declared.FullName} is generated as {declared.ClrType}, not as {typeof(T)}.");
}
