using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GridCity.Rpc.Json.Server;

/// <summary>A refusal as a problem document (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Code">Of gRPC, by its name in the specification; null for a refusal that HTTP alone knows.</param>
/// <param name="Detail">What was wrong and what to do.</param>
/// <param name="Fields">The fields at fault.</param>
/// <param name="RetryAfter">When to ask again; null when that would not help.</param>
internal sealed record Problem(
    int Status, string? Code, string Detail, IReadOnlyList<(string Field, string Detail)> Fields, TimeSpan? RetryAfter = null)
{
    public const string ContentType = "application/problem+json";

    /// <summary>Text as it is: a problem is read by people and is never part of a web page.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Problem Of(RpcException refusal) => new(
        HttpStatuses.Of(refusal.Code),
        HttpStatuses.NameOf(refusal.Code),
        refusal.Message,
        refusal.TryGetDetail<BadRequest>(out var bad)
            ? [.. bad.FieldViolations.Select(violation => (violation.Field, violation.Description))]
            : [],
        refusal.TryGetDetail<RetryInfo>(out var retry) ? retry.RetryDelay.ToTimeSpan() : null);

    public static Problem Of(HttpRefusal refusal) =>
        new(refusal.Status, HttpStatuses.NameOf(refusal.Code), refusal.Message, refusal.Fields);

    /// <summary>The problem behind a status that came without a body.</summary>
    public static Problem Of(HttpContext http) => new(
        http.Response.StatusCode,
        null,
        http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"There is no {http.Request.Path}. /openapi/v1.json names all paths.",
            StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not one of: {http.Response.Headers.Allow}.",
            var status => $"{ReasonPhrases.GetReasonPhrase(status)}.",
        },
        []);

    /// <summary>Sends it as the whole answer, whose headers are not sent yet.</summary>
    public Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = ContentType;
        http.Response.Headers.CacheControl = "no-store";
        if (Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfter is { } delay)
            http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return http.Response.Body.WriteAsync(ToJson(http)).AsTask();
    }

    /// <summary>The document, in UTF-8 and without line breaks.</summary>
    public ReadOnlyMemory<byte> ToJson(HttpContext http)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, Plain)) Write(json, http);
        return memory.GetBuffer().AsMemory(0, (int)memory.Length);
    }

    private void Write(Utf8JsonWriter json, HttpContext http)
    {
        json.WriteStartObject();
        json.WriteString("type", Code is null ? "about:blank" : $"urn:gridcity:problem:{Code.ToLowerInvariant().Replace('_', '-')}");
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(Status));
        json.WriteNumber("status", Status);
        json.WriteString("detail", Detail);
        json.WriteString("instance", http.Request.Path);
        if (Code is not null) json.WriteString("code", Code);
        if (Fields.Count > 0) WriteFields(json);
        json.WriteEndObject();
    }

    private void WriteFields(Utf8JsonWriter json)
    {
        json.WriteStartObject("errors");
        foreach (var field in Fields.GroupBy(field => field.Field, field => field.Detail))
        {
            json.WriteStartArray(field.Key);
            foreach (var detail in field) json.WriteStringValue(detail);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
