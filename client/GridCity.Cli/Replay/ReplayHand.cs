using GridCity.Client;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;

namespace GridCity.Cli.Replay;

/// <summary>Carries out the acts on one record, one after the other, each under its own command id, and keeps the book.</summary>
internal sealed class ReplayHand(ReplayRecord record, ReplayScene scene, CancellationToken cancellation)
{
    /// <summary>An answer comes rarely sooner: the call is on its way when its client is lost.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Longer than a city needs to come back after a power cut.</summary>
    private static readonly TimeSpan LookMax = TimeSpan.FromMinutes(3);

    private readonly GridCityClient _inspector = scene.Crew.InspectorFor(scene.Ids.Drawn(record.Id, "inspector"));

    private readonly ReplayTimes _times = new(
        record, scene.Minutes, scene.Standards.LimitOf(record.Category), scene.Mischief.Late(record));

    public ReplayRecord Record => record;

    public ReplayScene Scene => scene;

    /// <summary>Who looks at the site, each time.</summary>
    public FieldClient Inspector => _inspector.Field;

    /// <param name="story">Null before the case is registered.</param>
    /// <param name="act">Tells the acts on a record apart.</param>
    /// <param name="happening">What it leads to.</param>
    /// <param name="call">Takes the command id.</param>
    /// <exception cref="RpcException">It was refused, or nothing is known of its outcome.</exception>
    public async Task<T> DoAsync<T>(ReplayStory? story, string act, string happening, Func<string, CancellationToken, Task<T>> call)
    {
        if (story is not null) await scene.Clock.UntilAsync(_times.Next(act), cancellation);
        story?.Ask(happening);
        var reply = await CallAsync(act, call);
        story?.Acknowledge(happening);
        return reply;
    }

    /// <summary>To be told once the record has come to its end.</summary>
    public void Done(string key, Stage stage) => scene.Book.Ended(key, stage, _times.IsLate);

    private async Task<T> CallAsync<T>(string act, Func<string, CancellationToken, Task<T>> call)
    {
        var id = scene.Ids.Of(record.Id, act);
        await scene.Calls.WaitAsync(cancellation);
        try
        {
            if (scene.Mischief.ClientLost(record, act)) await LoseAsync(id, call);
            var began = TimeProvider.System.GetTimestamp();
            var reply = await call(id, cancellation);
            scene.Book.Called(TimeProvider.System.GetElapsedTime(began));
            return reply;
        }
        finally
        {
            scene.Calls.Release();
        }
    }

    /// <summary>Waits until an event that follows from another case's act is in a case's history.</summary>
    /// <exception cref="ReplayException">It does not come.</exception>
    public async Task AwaitAsync(string caseId, string happened)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < LookMax)
        {
            var @case = await scene.Crew.Administrator.Desk.GetCaseAsync(new() { CaseId = caseId }, cancellation);
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
