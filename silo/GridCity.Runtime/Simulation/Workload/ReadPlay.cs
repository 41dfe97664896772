using GridCity.Grains;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>A cockpit that looks at whatever there is, again and again.</summary>
internal sealed class ReadPlay(SimulatedClient client, Func<IReadOnlyList<GrainId>> known, int reads)
{
    private static readonly TimeSpan RestMax = TimeSpan.FromMilliseconds(600);

    public async Task PlayAsync()
    {
        for (var left = reads; left > 0; left--)
        {
            await client.ThinkAsync(RestMax);
            if (known() is { Count: > 0 } grains) await client.ReadAsync(client.Random.Pick(grains));
        }
    }
}
