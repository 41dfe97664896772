using Google.Protobuf;
using GridCity.Protos.Hotline.V1;
using GridCity.Rpc;

namespace GridCity.Client;

/// <summary>gridcity.hotline.v1.Hotline; the .proto says what each field means and which errors there are.</summary>
public sealed class HotlineClient
{
    private static readonly RpcMethod<RegisterRequest, RegisterReply> RegisterMethod =
        Of<RegisterRequest, RegisterReply>("Register");
    private static readonly RpcMethod<FollowRequest, FollowReply> FollowMethod =
        Of<FollowRequest, FollowReply>("Follow");

    private readonly RetryingCalls _calls;

    internal HotlineClient(RetryingCalls calls) => _calls = calls;

    public Task<RegisterReply> RegisterAsync(RegisterRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(RegisterMethod, request, cancellation);

    public Task<FollowReply> FollowAsync(FollowRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(FollowMethod, request, cancellation);

    private static RpcMethod<TRequest, TReply> Of<TRequest, TReply>(string name)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        RpcMethod<TRequest, TReply>.Of(HotlineReflection.Descriptor.Services[0], name);
}
