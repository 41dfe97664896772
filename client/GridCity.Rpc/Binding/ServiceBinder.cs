using System.Collections.Immutable;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GridCity.Rpc.Binding;

/// <summary>
/// Joins a service of a .proto with a plain class by method names and types, once at start: calls then go through
/// typed delegates.
/// </summary>
internal static class ServiceBinder
{
    private static readonly MethodInfo BindTypedMethod =
        typeof(ServiceBinder).GetMethod(nameof(BindTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <exception cref="ArgumentException">A method is missing or has another shape; the text names it.</exception>
    public static ImmutableArray<BoundMethod> Bind(ServiceDescriptor service, object instance) =>
        [.. service.Methods.Select(method => BindMethod(method, instance))];

    private static BoundMethod BindMethod(MethodDescriptor method, object instance) =>
        (BoundMethod)BindTypedMethod
            .MakeGenericMethod(method.InputType.ClrType, method.OutputType.ClrType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [method, instance], null)!;

    private static BoundMethod BindTyped<TRequest, TResponse>(MethodDescriptor descriptor, object instance)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var method = new RpcMethod<TRequest, TResponse>(descriptor);
        var source = new DelegateSource(descriptor, instance);
        return method.Kind switch
        {
            RpcKind.Unary => new UnaryMethod<TRequest, TResponse>(method, Single<TRequest, TResponse>(source)),
            RpcKind.ClientStreaming => new ClientStreamMethod<TRequest, TResponse>(
                method, Single<IAsyncEnumerable<TRequest>, TResponse>(source)),
            RpcKind.ServerStreaming => new ServerStreamMethod<TRequest, TResponse>(
                method, Stream<TRequest, TResponse>(source)),
            RpcKind.DuplexStreaming => new DuplexMethod<TRequest, TResponse>(
                method, Stream<IAsyncEnumerable<TRequest>, TResponse>(source)),
            _ => throw new InvalidOperationException($"{method.Kind} is not a kind of call."),
        };
    }

    private static Func<TInput, RpcCall, ValueTask<TResponse>> Single<TInput, TResponse>(DelegateSource source)
    {
        if (source.TryCreate<Func<TInput, RpcCall, ValueTask<TResponse>>>() is { } direct)
            return direct;
        var invoke = source.TryCreate<Func<TInput, RpcCall, Task<TResponse>>>()
            ?? throw source.Mismatch(typeof(Task<TResponse>), typeof(TInput));
        return (input, call) => new ValueTask<TResponse>(invoke(input, call));
    }

    private static Func<TInput, RpcCall, IAsyncEnumerable<TResponse>> Stream<TInput, TResponse>(
        DelegateSource source) =>
        source.TryCreate<Func<TInput, RpcCall, IAsyncEnumerable<TResponse>>>()
        ?? throw source.Mismatch(typeof(IAsyncEnumerable<TResponse>), typeof(TInput));

    /// <summary>Makes delegates on one method of one instance, and the error that says what was looked for.</summary>
    private sealed record DelegateSource(MethodDescriptor Descriptor, object Instance)
    {
        public TDelegate? TryCreate<TDelegate>()
            where TDelegate : Delegate
        {
            var shape = typeof(TDelegate).GetMethod("Invoke")!;
            var types = Array.ConvertAll(shape.GetParameters(), parameter => parameter.ParameterType);
            var found = Instance.GetType()
                .GetMethod(Descriptor.Name, BindingFlags.Public | BindingFlags.Instance, types);
            return found?.ReturnType == shape.ReturnType ? found.CreateDelegate<TDelegate>(Instance) : null;
        }

        public ArgumentException Mismatch(Type response, Type request) => new(
            $"{Instance.GetType()} cannot host {Descriptor.Service.FullName}: it needs a public method "
            + $"{Text(response)} {Descriptor.Name}({Text(request)}, {nameof(RpcCall)}).");

        private static string Text(Type type) => type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Text))}>"
            : type.FullName ?? type.Name;
    }
}
