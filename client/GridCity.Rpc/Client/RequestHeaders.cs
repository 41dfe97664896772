using System.Net.Http.Headers;
using GridCity.Rpc.Wire;

namespace GridCity.Rpc.Client;

/// <summary>The headers of a request.</summary>
internal static class RequestHeaders
{
    private const string UserAgent = "gridcity-rpc";

    public static readonly MediaTypeHeaderValue ContentType = new("application/grpc");

    public static void Write(HttpRequestHeaders headers, RpcMetadata? shared, in RpcCallOptions options)
    {
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", UserAgent);
        headers.TryAddWithoutValidation("grpc-accept-encoding", RpcEncodings.Accepted);
        if (options.Compress)
            headers.TryAddWithoutValidation("grpc-encoding", RpcEncodings.Gzip);
        Write(headers, shared);
        Write(headers, options.Headers);
    }

    private static void Write(HttpRequestHeaders headers, RpcMetadata? metadata)
    {
        if (metadata is not null)
            foreach (var entry in metadata)
                headers.TryAddWithoutValidation(entry.Name, entry.Text);
    }
}
