using GridCity.Runtime.Engine;

namespace GridCity.Runtime.Simulation.Machines;

/// <summary>
/// What lies between clients and silos: requests and replies are lost, doubled and late, and no client learns which.
/// </summary>
internal sealed class SimulatedNetwork(
    SimulationScheduler scheduler, SeededRandom random, Knobs knobs, SimulatedCluster cluster, RunRecord record)
{
    private static readonly TimeSpan LatencyMax = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LateMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly SimulatedNode _wire = scheduler.NewNode("wire");

    /// <summary>False once the run heals.</summary>
    public bool IsTroubled { get; set; } = true;

    /// <summary>Asks any silo.</summary>
    /// <exception cref="GridUnavailableException">No answer in time, or one that says nothing of the outcome.</exception>
    public async Task<T> CallAsync<T>(SimulatedNode client, string what, Func<IGridEngine, Task<T>> ask)
    {
        var answer = new TaskCompletionSource<T>();
        for (var copies = Troubled(knobs.Doubled) ? 2 : 1; copies > 0; copies--)
            if (!Troubled(knobs.RequestLost)) _ = _wire.RunAsync(() => CarryAsync(cluster.Any(), what, ask, answer));
        using var waiting = new CancellationTokenSource();
        if (await Task.WhenAny(answer.Task, Task.Delay(Patience, client.Clock, waiting.Token)) != answer.Task)
            throw new GridUnavailableException("simulated: no answer in time");
        waiting.Cancel();
        return await answer.Task;
    }

    private async Task CarryAsync<T>(
        SimulatedSilo silo, string what, Func<IGridEngine, Task<T>> ask, TaskCompletionSource<T> answer)
    {
        await TravelAsync();
        if (silo is not { IsDown: false, Process: { } process, Engine: { } engine })
        {
            answer.TrySetException(new GridUnavailableException($"{silo.Name} does not serve."));
            return;
        }

        try
        {
            var reply = await record.Serving(process, what, () => process.RunAsync(() => ask(engine)));
            await TravelAsync();
            if (!Troubled(knobs.ReplyLost)) answer.TrySetResult(reply);
        }
        catch (GridUnavailableException error)
        {
            await TravelAsync();
            if (!Troubled(knobs.ReplyLost)) answer.TrySetException(error);
        }
    }

    private Task TravelAsync() => Task.Delay(
        random.Between(TimeSpan.Zero, Troubled(knobs.Late) ? LateMax : LatencyMax), _wire.Clock);

    private bool Troubled(int permille) => IsTroubled && random.Chance(permille);
}
