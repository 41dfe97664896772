using GridCity.Protos.Query.V1;
using GridCity.Rpc;

namespace GridCity.Silo.Tests.Watching;

/// <summary>A call of Watch without a connection.</summary>
internal sealed class WatchingCall(string? authorization = null) : RpcCall
{
    public override RpcMethod Method { get; } =
        RpcMethod<WatchRequest, WatchReply>.Of(QueryReflection.Descriptor.Services[0], "Watch");

    public override string Peer => "ipv4:127.0.0.1:1";

    public override DateTimeOffset? Deadline => null;

    public override CancellationToken CancellationToken => CancellationToken.None;

    public override RpcMetadata RequestHeaders => [];

    public override string? GetHeader(string name) => name == "authorization" ? authorization : null;
}
