using GridCity.Faults.Tests.Support;
using GridCity.Testing;
using GridCity.Testing.Silos;

namespace GridCity.Faults.Tests;

/// <summary><c>kill -9</c> in the middle of load, again and again.</summary>
public sealed class KillTests(SharedCity shared)
{
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(60);

    private readonly Random _random = new(20);
    private int _killed;

    [Fact]
    public Task Killing_the_silo_loses_and_doubles_nothing() => KillAsync("silo", async city =>
    {
        var victim = city.Serving[_killed++ % city.Serving.Count];
        await city[victim].KillAsync();
        await city.StartSiloAsync(victim);
    });

    [Fact]
    public Task Killing_PostgreSQL_loses_and_doubles_nothing_and_the_silo_brings_it_back() => KillAsync("PostgreSQL", async city =>
    {
        Signals.Send(Signals.Kill, await city.PostgresProcessesAsync());
        await Eventually.Is(async () => await city[0].WhyNotReadyAsync() is not null, "readiness is red without a database");
        await city[0].ReadyAsync();
    });

    [Fact]
    public Task Killing_both_loses_and_doubles_nothing() => KillAsync("silo and PostgreSQL", async city =>
    {
        Signals.Send(Signals.Kill, [.. city.Serving.Select(silo => city[silo].Pid), .. await city.PostgresProcessesAsync()]);
        foreach (var silo in city.Serving) await city[silo].EndAsync();
        // Together, as machines come back after a power cut: a silo does not join while another that was there is missing.
        await Task.WhenAll(city.Serving.Select(silo => city.StartSiloAsync(silo)));
    });

    private async Task KillAsync(string what, Func<FaultCity, Task> kill)
    {
        var city = await shared.TakeAsync();
        await using (var load = city.StartLoad())
        {
            for (var kills = 0; kills < Programme.Kills; kills++)
            {
                await load.GoOnAsync(_random.Next(300, 1_500), RecoveryMax);
                await kill(city);
            }

            await load.GoOnAsync(500, RecoveryMax);
            await load.StopAsync();
        }

        city.IsSound = (await Trial.ConcludeAsync(city, $"kill -9 {what} x{Programme.Kills}")).IsClean;
    }
}
