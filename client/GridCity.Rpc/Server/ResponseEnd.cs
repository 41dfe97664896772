using GridCity.Rpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GridCity.Rpc.Server;

/// <summary>Writes a status at the end of a response.</summary>
internal static class ResponseEnd
{
    /// <summary>Ends a response without messages and headers of its own: all in one header block.</summary>
    public static void Write(HttpContext http, StatusCode code, string message)
    {
        http.Response.ContentType = RequestCheck.ContentType;
        Write(http.Response.Headers, code, message, null, null);
    }

    /// <summary>The trailers, after messages.</summary>
    public static IHeaderDictionary Trailers(HttpContext http) =>
        http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;

    public static void Write(
        IHeaderDictionary headers, StatusCode code, string? message, Google.Rpc.Status? details, RpcMetadata? custom)
    {
        headers.GrpcStatus = StatusLine.Format(code);
        if (!string.IsNullOrEmpty(message))
            headers.GrpcMessage = PercentEncoding.Encode(message);
        if (details is not null)
            headers[StatusLine.DetailsName] = StatusLine.FormatDetails(details);
        Write(headers, custom);
    }

    public static void Write(IHeaderDictionary headers, RpcMetadata? custom)
    {
        if (custom is not null)
            foreach (var entry in custom)
                headers.Append(entry.Name, entry.Text);
    }
}
