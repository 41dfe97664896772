using System.Buffers;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;

namespace GridCity.Rpc.Json.Server;

/// <summary>Writes server-sent events (HTML Living Standard, "Server-sent events").</summary>
internal sealed class EventWriter(HttpContext http, FieldDescriptor? cursor, TimeSpan slowMax, TimeProvider time)
{
    /// <summary>A client that lost the stream waits so long before it asks again.</summary>
    private static readonly byte[] Beginning = "retry: 2000\n\n"u8.ToArray();

    private const string ContentType = "text/event-stream";

    /// <summary>Events that were written and not sent.</summary>
    public int Unflushed { get; private set; }

    public bool IsBegun => HasBegun(http);

    /// <summary>True once an answer is a stream of events, whether it was sent or not.</summary>
    public static bool HasBegun(HttpContext http) => http.Response.ContentType == ContentType;

    public void Write(IMessage message)
    {
        Unflushed++;
        var output = Begun();
        if (cursor is not null)
            output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {cursor.Accessor.GetValue(message)}\n")));
        output.Write("data: "u8);
        output.Write(SharedJson.Of(message));
        output.Write("\n\n"u8);
    }

    /// <summary>Says why the stream ends.</summary>
    public void Write(Problem problem)
    {
        var output = Begun();
        output.Write("event: problem\ndata: "u8);
        output.Write(problem.ToJson(http).Span);
        output.Write("\n\n"u8);
    }

    /// <summary>A comment, which clients pass over.</summary>
    public void WriteSignOfLife() => Begun().Write(":\n\n"u8);

    /// <summary>Sends what was written, and waits until the caller has taken it.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the caller takes nothing; the connection is cut.</exception>
    public async Task FlushAsync()
    {
        Unflushed = 0;
        var flush = http.Response.BodyWriter.FlushAsync(http.RequestAborted).AsTask();
        try
        {
            await flush.WaitAsync(slowMax, time);
        }
        catch (TimeoutException)
        {
            http.Abort();
            throw new RpcException(StatusCode.ResourceExhausted, $"The caller took nothing for {slowMax.TotalSeconds} s.");
        }
    }

    private IBufferWriter<byte> Begun()
    {
        var response = http.Response;
        if (!IsBegun)
        {
            response.ContentType = ContentType;
            response.Headers.CacheControl = "no-store";
            // Proxies that gather an answer before they pass it on are told not to.
            response.Headers["X-Accel-Buffering"] = "no";
            response.BodyWriter.Write(Beginning);
        }

        return response.BodyWriter;
    }
}
