using System.Buffers;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace GridCity.Rpc.Json.Server;

/// <summary>An answer of one JSON object.</summary>
internal static class JsonAnswer
{
    /// <summary>A larger buffer is given back after use.</summary>
    private const int KeptBytesMax = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static Task WriteAsync(HttpResponse response, IMessage reply)
    {
        var buffer = _buffer ??= new();
        buffer.ResetWrittenCount();
        JsonText.Write(reply, buffer);
        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        if (response.Headers.CacheControl.Count == 0) response.Headers.CacheControl = "no-store";
        // Copied into the response before anything is awaited: this thread's buffer is free again.
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > KeptBytesMax) _buffer = null;
        return response.BodyWriter.FlushAsync().AsTask();
    }
}
