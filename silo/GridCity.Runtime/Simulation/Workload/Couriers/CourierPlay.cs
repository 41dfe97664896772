using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Engine;
using static GridCity.Runtime.Simulation.Workload.Couriers.CourierCommand;

namespace GridCity.Runtime.Simulation.Workload.Couriers;

/// <summary>Asks random couriers random things, alone and several at once.</summary>
internal sealed class CourierPlay(SimulatedClient client, Knobs knobs)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(700);
    private static readonly Actor Anyone = new("anyone", Role.Agent);
    private static readonly string[] Clocks = ["tower", "station"];

    private SeededRandom Random => client.Random;

    public async Task PlayAsync()
    {
        for (var left = knobs.CommandsPerCourierClient; left > 0; left--)
        {
            await client.ThinkAsync(Moment);
            await Task.WhenAll(Enumerable.Range(0, Random.Chance(300) ? Random.Between(2, 5) : 1).Select(_ => TurnAsync()));
        }
    }

    private Task TurnAsync() => Random.Next(20) switch
    {
        < 9 => AskAsync(new Post([.. Enumerable.Range(0, Random.Between(1, 3)).Select(_ => NewRoute())])),
        < 12 => AskAsync(new Wind(Random.Pick(Clocks), Random.Between(1, 5_000), Random.Between(1, 3))),
        < 14 => AskAsync(new Stop(Random.Pick(Clocks))),
        < 15 => FallAsync(),
        < 17 => RaceForIdAsync(),
        _ => client.ReadAsync(Any()),
    };

    private Task AskAsync(CourierCommand command) => client.AskAsync(Any(), command, Anyone);

    private Task FallAsync() => client.MustRefuseAsync(Any(), new Fall(), Anyone, "grain/failed");

    /// <summary>One id for two contents at the same time, on one grain or two: at most one of them is accepted.</summary>
    private async Task RaceForIdAsync()
    {
        var (first, second) = (Any(), Any());
        Post one = new([NewRoute()]), other = new([NewRoute(), NewRoute()]);
        var origin = client.NewOrigin(first, one, Anyone);
        await Task.WhenAll(client.AskAsync(first, one, origin), client.AskAsync(second, other, client.Reused(origin, second, other)));
    }

    private GrainId Any() => CourierKind.Kind.Id(Key());

    private string Key() => $"c{Random.Next(knobs.Couriers)}";

    private Route NewRoute() =>
        new([.. Enumerable.Range(0, Random.Between(1, 4)).Select(_ => Key())], IsPoisoned: Random.Chance(50));
}
