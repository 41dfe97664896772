using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GridCity.Rpc.Load;

/// <summary>The least that a handler on Kestrel can do for an echo.</summary>
internal static class BareEcho
{
    public static async Task AnswerAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        var body = await reader.ReadAsync();
        while (!body.IsCompleted)
        {
            reader.AdvanceTo(body.Buffer.Start, body.Buffer.End);
            body = await reader.ReadAsync();
        }
        http.Response.ContentType = "application/grpc";
        foreach (var part in body.Buffer)
            http.Response.BodyWriter.Write(part.Span);
        reader.AdvanceTo(body.Buffer.End);
        http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers.GrpcStatus = "0";
    }
}
