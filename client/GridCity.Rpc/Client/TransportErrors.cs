using GridCity.Rpc.Wire;

namespace GridCity.Rpc.Client;

/// <summary>Failures of the connection and of the HTTP/2 stream as gRPC statuses.</summary>
internal static class TransportErrors
{
    // RFC 9113, section 7.
    private const long RefusedStream = 0x7;
    private const long Cancel = 0x8;
    private const long EnhanceYourCalm = 0xb;
    private const long InadequateSecurity = 0xc;
    private const long NoError = 0x0;

    public static RpcException Translate(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
            if (inner is HttpProtocolException reset)
                return New(CodeOf(reset.ErrorCode), error);
        return New(error is HttpRequestException or IOException or BrokenStreamException
            ? StatusCode.Unavailable
            : StatusCode.Internal, error);
    }

    private static RpcException New(StatusCode code, Exception error) =>
        new(code, $"The connection failed: {error.Message}", null, null, error);

    // gRPC over HTTP/2, "Errors".
    private static StatusCode CodeOf(long http2Code) => http2Code switch
    {
        RefusedStream or NoError => StatusCode.Unavailable,
        Cancel => StatusCode.Cancelled,
        EnhanceYourCalm => StatusCode.ResourceExhausted,
        InadequateSecurity => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
