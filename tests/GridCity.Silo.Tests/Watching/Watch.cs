using GridCity.Client;
using GridCity.Protos.Query.V1;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Watching;

/// <summary>A watch as a test reads it: one change after another, signs of life left out.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private readonly IAsyncEnumerator<WatchReply> _replies;

    private Watch(IAsyncEnumerator<WatchReply> replies) => _replies = replies;

    /// <summary>Of the last message.</summary>
    public string Cursor { get; private set; } = "";

    /// <summary>A watch of an area or queue, begun: what happens from now on is seen.</summary>
    public static async Task<Watch> BeginAsync(GridCityClient client, WatchRequest request)
    {
        var watch = Of(client, request);
        Assert.Null((await watch.NextReplyAsync("the message that the watch has begun")).Change);
        return watch;
    }

    /// <summary>A watch that begins with what has happened already, or goes on behind a cursor.</summary>
    public static Watch Of(GridCityClient client, WatchRequest request) => new(client.Query.WatchAsync(request).GetAsyncEnumerator());

    public async Task<CaseChange> NextAsync()
    {
        while (true)
            if ((await NextReplyAsync("the next change")).Change is { } change) return change;
    }

    /// <summary>The next change of one case; those of others, by tests beside, are passed over.</summary>
    public async Task<CaseChange> NextOfAsync(string @case)
    {
        while (true)
            if (await NextAsync() is var change && change.Case.CaseId == @case) return change;
    }

    public ValueTask DisposeAsync() => _replies.DisposeAsync();

    private async Task<WatchReply> NextReplyAsync(string what)
    {
        Assert.True(await Eventually.Gives(_replies.MoveNextAsync().AsTask(), what));
        Cursor = _replies.Current.Cursor;
        return _replies.Current;
    }
}
