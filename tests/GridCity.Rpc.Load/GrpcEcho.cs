#if CLUSTER
using Grpc.Core;

namespace GridCity.Rpc.Load;

/// <summary>The echo as one writes it for Grpc.AspNetCore.</summary>
internal sealed class GrpcEcho : Echo.EchoBase
{
    public override Task<EchoMessage> Echo(EchoMessage request, ServerCallContext context) => Task.FromResult(request);
}
#endif
