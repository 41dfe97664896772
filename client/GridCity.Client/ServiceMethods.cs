using Google.Protobuf;
using GridCity.Rpc;

namespace GridCity.Client;

/// <summary>Methods by their names: of the services that stand in the same file of the contract as the request.</summary>
internal static class ServiceMethods
{
    /// <exception cref="InvalidOperationException">No service there has such a method.</exception>
    public static RpcMethod<TRequest, TReply> Of<TRequest, TReply>(string name)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply> =>
        RpcMethod<TRequest, TReply>.Of(
            new TRequest().Descriptor.File.Services.First(service => service.FindMethodByName(name) is not null), name);
}
