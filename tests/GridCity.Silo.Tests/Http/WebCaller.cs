using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GridCity.Grains;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Http;

/// <summary>Calls a silo as a web page does: with JSON, headers and a token.</summary>
internal sealed class WebCaller : IDisposable
{
    private readonly HttpClient _http;

    private WebCaller(Uri address, string? token)
    {
        // Cookies are for the test to send: what a browser would keep would hide what is sent without.
        _http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public static async Task<WebCaller> OfAsync(TestSilo silo, Role role, string person, string unit = "") =>
        new(silo.Http, (await silo.TokenAsync(role, person, unit)).Text);

    public static WebCaller With(TestSilo silo, string? token) => new(silo.Http, token);

    public Task<WebAnswer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(new(HttpMethod.Get, path), headers);

    /// <summary>Posts a body of JSON.</summary>
    /// <param name="key">The command id; null for none.</param>
    public Task<WebAnswer> PostAsync(string path, string json, string? key = null) =>
        PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), key is null ? [] : [("Idempotency-Key", key)]);

    public Task<WebAnswer> PostAsync(string path, HttpContent content, params (string Name, string Value)[] headers) =>
        SendAsync(new(HttpMethod.Post, path) { Content = content }, headers);

    public async Task<WebAnswer> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, bytes,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
    }

    /// <summary>Opens a stream of events.</summary>
    public async Task<EventReader> WatchAsync(string path, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What came back.</summary>
internal sealed record WebAnswer(int Status, string? Type, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>A problem document with this status.</summary>
    public JsonElement Problem(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        Assert.Equal("application/problem+json", Type);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        return Json;
    }

    /// <summary>A problem document that names this field alone.</summary>
    public void Names(string field, int status = 400) =>
        Assert.Equal([field], Problem(status).GetProperty("errors").EnumerateObject().Select(error => error.Name));

    public JsonElement Done()
    {
        Assert.True(Status == 200, $"Expected 200, got {Status}: {Text}");
        Assert.Equal("application/json", Type);
        return Json;
    }
}
