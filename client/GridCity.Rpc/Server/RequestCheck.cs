using Microsoft.AspNetCore.Http;

namespace GridCity.Rpc.Server;

/// <summary>What HTTP says of a request before gRPC comes in.</summary>
internal static class RequestCheck
{
    public const string ContentType = "application/grpc";

    /// <summary>Whether a content type is gRPC with protobuf messages, with or without parameters.</summary>
    public static bool IsGrpc(string? contentType)
    {
        if (contentType is null || !contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase))
            return false;
        var rest = contentType.AsSpan(ContentType.Length);
        return rest.IsEmpty || rest[0] == ';'
            || rest.Equals("+proto", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("+proto;", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Answers in HTTP's words a request that is not gRPC at all.</summary>
    public static bool Refuses(HttpContext http)
    {
        var status = (HttpProtocol.IsHttp2(http.Request.Protocol), HttpMethods.IsPost(http.Request.Method)) switch
        {
            (_, false) => StatusCodes.Status405MethodNotAllowed,
            (false, true) => StatusCodes.Status426UpgradeRequired,
            _ => IsGrpc(http.Request.ContentType) ? StatusCodes.Status200OK : StatusCodes.Status415UnsupportedMediaType,
        };
        if (status == StatusCodes.Status200OK)
            return false;
        http.Response.StatusCode = status;
        return true;
    }
}
