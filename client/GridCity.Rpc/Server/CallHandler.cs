using GridCity.Rpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Server;

/// <summary>Answers the calls of one method: interceptors, the method, the status.</summary>
internal abstract class CallHandler(RpcMethod method, RpcServerOptions options, ILogger log)
{
    // Kestrel's own limit of a request, which is a feature look-up per call to lift.
    private const int RequestBytesMaxOfKestrel = 30_000_000;

    private readonly bool _mayBeLong = options.ReceiveBytesMax > RequestBytesMaxOfKestrel - FrameParser.PrefixBytes;
    private readonly IRpcInterceptor[] _interceptors = [.. options.Interceptors];

    public async Task HandleAsync(HttpContext http)
    {
        using var call = new HttpRpcCall(http, method, options);
        StatusCode code;
        var begun = 0;
        try
        {
            call.Start();
            if (_mayBeLong)
                StreamingBody.AllowLong(http);
            while (begun < _interceptors.Length)
                await _interceptors[begun++].BeforeAsync(call);
            await AnswerAsync(http, call);
            code = call.End(StatusCode.OK);
        }
        catch (Exception error)
        {
            code = Fail(call, error);
        }
        while (begun > 0)
            _interceptors[--begun].After(call, code);
        await call.StopAsync();
    }

    /// <summary>Reads the request, runs the method, writes the response.</summary>
    protected abstract Task AnswerAsync(HttpContext http, HttpRpcCall call);

    private StatusCode Fail(HttpRpcCall call, Exception error)
    {
        var status = CallFailures.Translate(error, call.Ending, method, log);
        return call.End(status.Code, status.Message, status.Details, status.HasTrailers ? status.Trailers : null);
    }
}
