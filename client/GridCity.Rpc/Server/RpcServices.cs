using Google.Protobuf.Reflection;
using GridCity.Rpc.Binding;
using GridCity.Rpc.Health;
using GridCity.Rpc.Reflection;

namespace GridCity.Rpc;

/// <summary>The services of one server, bound and ready for any host.</summary>
public sealed class RpcServices(RpcServerOptions? options = null)
{
    private readonly List<BoundMethod> _methods = [];
    private readonly List<ServiceDescriptor> _descriptors = [];

    public RpcServerOptions Options { get; } = options ?? new RpcServerOptions();

    public IReadOnlyList<BoundMethod> Methods => _methods;

    public IReadOnlyList<ServiceDescriptor> Descriptors => _descriptors;

    /// <summary>
    /// Adds a service: for each method of the .proto the class has a public method of the same name. Unary:
    /// <c>Task&lt;TResponse&gt; (TRequest, RpcCall)</c>, or <c>ValueTask</c>; a stream in either place is an
    /// <c>IAsyncEnumerable</c>. One instance answers all calls, at the same time.
    /// </summary>
    /// <exception cref="ArgumentException">A method is missing or misshapen, or the service is there twice.</exception>
    public RpcServices Add(ServiceDescriptor descriptor, object service)
    {
        if (_descriptors.Any(known => known.FullName == descriptor.FullName))
            throw new ArgumentException($"{descriptor.FullName} is added already.", nameof(descriptor));
        _methods.AddRange(ServiceBinder.Bind(descriptor, service));
        _descriptors.Add(descriptor);
        return this;
    }

    /// <summary>Adds <c>grpc.health.v1</c>.</summary>
    public RpcServices AddHealth(HealthService health) => Add(HealthReflection.Descriptor.Services[0], health);

    /// <summary>Adds <c>grpc.reflection.v1</c> for all services, those that are added later too.</summary>
    public RpcServices AddReflection() =>
        Add(ReflectionReflection.Descriptor.Services[0], new ReflectionService(_descriptors));
}
