using Google.Protobuf;
using GridCity.Rpc.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Json.Server;

/// <summary>Answers the requests of one route: interceptors, the method, the answer or a problem.</summary>
internal abstract class RouteHandler(JsonApi api, RpcMethod method, ILogger log)
{
    private readonly IRpcInterceptor[] _interceptors = [.. api.Services.Options.Interceptors];

    protected JsonApi Api => api;

    public async Task HandleAsync(HttpContext http)
    {
        using var call = new JsonCall(http, method);
        var code = StatusCode.OK;
        var begun = 0;
        try
        {
            while (begun < _interceptors.Length) await _interceptors[begun++].BeforeAsync(call);
            await AnswerAsync(http, call);
        }
        catch (Exception error)
        {
            call.Cancel();
            code = await RefuseAsync(http, call, error);
        }

        while (begun > 0) _interceptors[--begun].After(call, code);
    }

    /// <summary>Reads the request, runs the method, writes the response.</summary>
    protected abstract Task AnswerAsync(HttpContext http, JsonCall call);

    /// <summary>True once something else than a problem is on its way to the caller.</summary>
    protected virtual bool HasBegun(HttpContext http) => http.Response.HasStarted;

    /// <summary>Ends an answer that was begun; usually what was sent stands there for a whole, so the connection is cut.</summary>
    protected virtual Task BreakOffAsync(HttpContext http, Problem problem)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private async Task<StatusCode> RefuseAsync(HttpContext http, JsonCall call, Exception error)
    {
        var (code, problem) = error switch
        {
            HttpRefusal refusal => (refusal.Code, Problem.Of(refusal)),
            BadHttpRequestException bad => Told(new HttpRefusal(bad.StatusCode, bad.Message)),
            _ => Told(CallFailures.Translate(error, call.Ending, method, log)),
        };
        await TellAsync(http, problem);
        return code;
    }

    /// <summary>Tells a caller who still listens. One who does not is no failure of the call, which has failed already.</summary>
    private async Task TellAsync(HttpContext http, Problem problem)
    {
        try
        {
            if (http.RequestAborted.IsCancellationRequested) return;
            await (HasBegun(http) ? BreakOffAsync(http, problem) : problem.WriteAsync(http));
        }
        catch (Exception)
        {
            http.Abort();
        }
    }

    private static (StatusCode, Problem) Told(HttpRefusal refusal) => (refusal.Code, Problem.Of(refusal));

    private static (StatusCode, Problem) Told(RpcException refusal) => (refusal.Code, Problem.Of(refusal));
}

/// <summary>One handler per route, by the kind of its method.</summary>
internal sealed class RouteHandlerFactory(JsonApi api, JsonRoute route, ILogger log) : IBoundMethodVisitor<RouteHandler>
{
    public RouteHandler Visit<TRequest, TResponse>(UnaryMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new UnaryHandler<TRequest, TResponse>(api, route, method, log);

    public RouteHandler Visit<TRequest, TResponse>(ServerStreamMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        route.Body is null
            ? new WatchHandler<TRequest, TResponse>(api, route, method, log)
            : new PiecesHandler<TRequest, TResponse>(api, route, method, log);

    public RouteHandler Visit<TRequest, TResponse>(ClientStreamMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        route.SentBytes is null
            ? throw new ArgumentException($"{route}: {method.Method} takes a stream; say which field its bytes are for.")
            : new SentBytesHandler<TRequest, TResponse>(api, route, method, log);

    public RouteHandler Visit<TRequest, TResponse>(DuplexMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => new BatchHandler<TRequest, TResponse>(api, route, method, log);
}
