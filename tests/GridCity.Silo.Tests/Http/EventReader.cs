using System.Text.Json;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Http;

/// <summary>One server-sent event.</summary>
internal sealed record WebEvent(string? Id, string Name, JsonElement Data);

/// <summary>Reads a stream of events as a browser does.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    /// <returns>Null when the stream has ended.</returns>
    public Task<WebEvent?> NextAsync() => Eventually.Gives(ReadAsync(), "the next server-sent event");

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }

    /// <summary>The same without a limit.</summary>
    public async Task<WebEvent?> ReadAsync()
    {
        var (id, name, data) = ((string?)null, "message", (string?)null);
        while (await lines.ReadLineAsync() is { } line)
            switch (line.Split(": ", 2))
            {
                case ["id", var text]: id = text; break;
                case ["event", var text]: name = text; break;
                case ["data", var text]: data = text; break;
                case [""] when data is not null: return new(id, name, JsonDocument.Parse(data).RootElement);
            }

        return null;
    }
}
