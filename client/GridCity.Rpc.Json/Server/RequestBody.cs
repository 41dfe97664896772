using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GridCity.Rpc.Json.Server;

/// <summary>The text of a request's body, within its limit.</summary>
internal static class RequestBody
{
    private const string Json = "application/json";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Empty when there is no body.</returns>
    /// <exception cref="HttpRefusal">415, 413, or 400: not UTF-8.</exception>
    public static async ValueTask<string> ReadAsync(HttpRequest request, int bytesMax)
    {
        var bytes = await ReadBytesAsync(request, bytesMax);
        try
        {
            if (bytes.Length > 0 && !IsJson(request.ContentType))
                throw OfAnotherType(request);
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw HttpRefusal.Malformed($"The body is not UTF-8: {error.Message}");
        }
        finally
        {
            request.BodyReader.AdvanceTo(bytes.End);
        }
    }

    /// <summary>What was read has still to be advanced over.</summary>
    private static async ValueTask<ReadOnlySequence<byte>> ReadBytesAsync(HttpRequest request, int bytesMax)
    {
        if (request.ContentLength > bytesMax) throw TooLarge(bytesMax);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted && read.Buffer.Length <= bytesMax) return read.Buffer;
            var isTooLarge = read.Buffer.Length > bytesMax;
            request.BodyReader.AdvanceTo(isTooLarge ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            if (isTooLarge) throw TooLarge(bytesMax);
        }
    }

    private static bool IsJson(string? contentType) =>
        contentType is not null && contentType.StartsWith(Json, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == Json.Length || contentType[Json.Length] is ';' or ' ');

    private static HttpRefusal OfAnotherType(HttpRequest request) =>
        new(StatusCodes.Status415UnsupportedMediaType, $"The body is {request.ContentType ?? "of no type"}. Send {Json}.");

    private static HttpRefusal TooLarge(int bytesMax) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body has more than {bytesMax} bytes.");
}
