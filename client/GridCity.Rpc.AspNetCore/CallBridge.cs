using Google.Protobuf;
using Grpc.Core;
using GridCity.Rpc.Server;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.AspNetCore;

/// <summary>Runs one method for Grpc.AspNetCore: interceptors, the method, its headers, its status.</summary>
internal sealed class CallBridge(RpcMethod method, RpcServerOptions options, ILogger log)
{
    private readonly IRpcInterceptor[] _interceptors = [.. options.Interceptors];

    /// <summary>Runs a method with one response.</summary>
    public async Task<TResponse> RunAsync<TResponse>(
        ServerCallContext context, Func<RpcCall, ValueTask<TResponse>> invoke)
        where TResponse : class
    {
        TResponse? response = null;
        await RunAsync(context, async call =>
        {
            response = await invoke(call);
            await call.BeforeMessageAsync();
        });
        return response!;
    }

    /// <summary>Runs a method with a stream of responses.</summary>
    public Task RunAsync<TResponse>(
        ServerCallContext context,
        IServerStreamWriter<TResponse> responses,
        Func<RpcCall, IAsyncEnumerable<TResponse>> invoke)
        where TResponse : class, IMessage<TResponse> =>
        RunAsync(context, async call =>
        {
            await using var source = invoke(call).GetAsyncEnumerator(context.CancellationToken);
            while (await NextAsync(call, source))
            {
                await call.BeforeMessageAsync();
                await responses.WriteAsync(source.Current, context.CancellationToken);
            }
        });

    /// <summary>Waits for a message; the caller gets the headers meanwhile, and so knows that it is heard.</summary>
    private static async ValueTask<bool> NextAsync<TResponse>(GrpcCall call, IAsyncEnumerator<TResponse> source)
    {
        var next = source.MoveNextAsync();
        if (next.IsCompleted || call.AreHeadersSent)
            return await next;
        var pending = next.AsTask();
        try
        {
            await call.SendHeadersAsync();
        }
        catch (Exception)
        {
            // A source must not be disposed of while it runs; what it still comes to is of no use to anybody.
            await Task.WhenAny(pending);
            throw;
        }
        return await pending;
    }

    private async Task RunAsync(ServerCallContext context, Func<GrpcCall, Task> answer)
    {
        var call = new GrpcCall(context, method, options);
        var code = StatusCode.OK;
        var begun = 0;
        try
        {
            while (begun < _interceptors.Length)
                await _interceptors[begun++].BeforeAsync(call);
            await answer(call);
            call.WriteTrailers(null);
        }
        catch (Exception error)
        {
            var status = CallFailures.Translate(error, call.Ending, method, log);
            code = status.Code;
            throw await call.ToGrpcAsync(status);
        }
        finally
        {
            while (begun > 0)
                _interceptors[--begun].After(call, code);
        }
    }
}
