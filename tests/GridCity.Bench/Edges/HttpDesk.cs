using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GridCity.Protos.Hotline.V1;

namespace GridCity.Bench.Edges;

/// <summary>One caller over HTTP/JSON, with a connection of its own as a browser or a small integration has.</summary>
internal sealed class HttpDesk : IDisposable
{
    private readonly HttpClient _http;

    public HttpDesk(Uri address, string authorization)
    {
        _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseCookies = false }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("Authorization", authorization);
    }

    /// <returns>The case's id.</returns>
    public async Task<string> RegisterAsync(RegisterRequest report)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/cases") { Content = Json(report) };
        request.Headers.Add("Idempotency-Key", report.CommandId);
        using var reply = JsonDocument.Parse(await SendAsync(request));
        return reply.RootElement.GetProperty("case_id").GetString()!;
    }

    public async Task GetCaseAsync(string @case)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/cases/{@case}");
        await SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? body
            : throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(body)}");
    }

    private static ByteArrayContent Json(RegisterRequest report)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new
        {
            category = report.Category,
            place = new { latitude = report.Place.Latitude, longitude = report.Place.Longitude },
            address = report.Address,
            description = report.Description,
            caller_phone = report.CallerPhone,
            source = report.Source,
        });
        return new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
