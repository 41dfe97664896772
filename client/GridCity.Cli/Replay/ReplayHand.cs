using GridCity.Client;
using GridCity.Rpc;

namespace GridCity.Cli.Replay;

/// <summary>Carries out the acts on one record, one after the other, each under its own command id, and keeps the book.</summary>
internal sealed class ReplayHand(
    ReplayRecord record, ReplayCrew crew, ReplayIds ids, ReplayMischief mischief, ReplayBook book, CancellationToken cancellation)
{
    /// <summary>An answer comes rarely sooner: the call is on its way when its client is lost.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LookMax = TimeSpan.FromSeconds(30);

    private readonly GridCityClient _inspector = crew.InspectorFor(ids.Drawn(record.Id, "inspector"));

    public ReplayRecord Record => record;

    public ReplayCrew Crew => crew;

    public ReplayMischief Mischief => mischief;

    /// <summary>Who looks at the site, each time.</summary>
    public FieldClient Inspector => _inspector.Field;

    /// <param name="story">Null before the case is registered.</param>
    /// <param name="act">Tells the acts on a record apart.</param>
    /// <param name="happening">What it leads to.</param>
    /// <param name="call">Takes the command id.</param>
    /// <exception cref="RpcException">It was refused, or nothing is known of its outcome.</exception>
    public async Task<T> DoAsync<T>(ReplayStory? story, string act, string happening, Func<string, CancellationToken, Task<T>> call)
    {
        var id = ids.Of(record.Id, act);
        story?.Ask(happening);
        if (mischief.ClientLost(record, act)) await LoseAsync(id, call);
        var began = TimeProvider.System.GetTimestamp();
        var reply = await call(id, cancellation);
        book.Called(TimeProvider.System.GetElapsedTime(began));
        story?.Acknowledge(happening);
        return reply;
    }

    /// <summary>Waits until an event that follows from another case's act is in a case's history.</summary>
    /// <exception cref="ReplayException">It does not come.</exception>
    public async Task AwaitAsync(string caseId, string happened)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < LookMax)
        {
            var @case = await crew.Administrator.Desk.GetCaseAsync(new() { CaseId = caseId }, cancellation);
            if (@case.Timeline.Any(entry => entry.Event == happened)) return;
            await Task.Delay(LookEvery, TimeProvider.System, cancellation);
        }

        throw new ReplayException($"{happened} did not follow in case {caseId}");
    }

    /// <summary>Nobody hears what came of it.</summary>
    private async Task LoseAsync<T>(string id, Func<string, CancellationToken, Task<T>> call)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        gone.CancelAfter(LostAfter);
        try
        {
            await call(id, gone.Token);
        }
        catch (Exception error) when (error is RpcException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
        }
    }
}
