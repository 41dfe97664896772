using System.IO.Pipelines;
using Google.Protobuf;
using GridCity.Rpc.Wire;

namespace GridCity.Rpc.Client;

/// <summary>A call with one message each way.</summary>
internal static class UnaryExchange
{
    public static async Task<TResponse> CallAsync<TRequest, TResponse>(
        RpcChannel channel, RpcMethod<TRequest, TResponse> method, TRequest request, RpcCallOptions options)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        using var call = new ClientCall(channel, method, options, isStream: false);
        try
        {
            using var response = await call.SendAsync(new OneMessageContent(call.Frame(request)));
            return await ReadAsync(call, method, response);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw call.Translate(error);
        }
    }

    public static async Task<RpcReply<TResponse>> CallWithMetadataAsync<TRequest, TResponse>(
        RpcChannel channel, RpcMethod<TRequest, TResponse> method, TRequest request, RpcCallOptions options)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        using var call = new ClientCall(channel, method, options, isStream: false);
        try
        {
            using var response = await call.SendAsync(new OneMessageContent(call.Frame(request)));
            return new RpcReply<TResponse>(
                await ReadAsync(call, method, response),
                ResponseStatus.Metadata(response.Headers),
                ResponseStatus.Metadata(response.TrailingHeaders));
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw call.Translate(error);
        }
    }

    private static async Task<TResponse> ReadAsync<TRequest, TResponse>(
        ClientCall call, RpcMethod<TRequest, TResponse> method, HttpResponseMessage response)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var pipe = PipeReader.Create(await response.Content.ReadAsStreamAsync(call.Token));
        var reader = call.CreateReader(pipe, method.ResponseParser, response);
        var message = await reader.ReadAsync(call.Token);
        var isMore = await reader.ReadAsync(call.Token) is not null;
        ResponseStatus.ThrowIfNotOk(response);
        pipe.Complete();
        return isMore ? throw WireErrors.MoreThanOneMessage() : message ?? throw WireErrors.NoMessage();
    }
}
