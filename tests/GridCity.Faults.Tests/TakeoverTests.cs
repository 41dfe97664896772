using System.Diagnostics;
using GridCity.Faults.Tests.Book;
using GridCity.Faults.Tests.Checks;
using GridCity.Faults.Tests.Support;
using GridCity.Testing;
using GridCity.Testing.Silos;
using Npgsql;

namespace GridCity.Faults.Tests;

/// <summary>The active silo stands still, a standby takes over, the old one wakes up believing that it is active.</summary>
public sealed class TakeoverTests(SharedCity shared)
{
    private static readonly TimeSpan TakeoverMax = TimeSpan.FromSeconds(30);

    /// <summary>Longer than the lease's term in any case.</summary>
    private static readonly TimeSpan AsleepFor = TimeSpan.FromSeconds(Programme.IsWhole ? 60 : 12);

    [Fact]
    public async Task A_silo_that_wakes_up_after_a_takeover_writes_nothing_more()
    {
        var city = await shared.TakeAsync();
        await using var database = await city.DatabaseAsync();
        await using var writers = await WriterLog.InstallAsync(database);
        var epoch = await EpochAsync(database);
        await StandByAsync(city.LaunchSilo(1));
        using (var both = city.GatewayTo(0, 1))
        {
            await using var load = city.StartLoad(both);
            await load.GoOnAsync(500, TakeoverMax);
            await SleepAsync(city[0], load);
            await load.GoOnAsync(1_000, TakeoverMax);
            await StandByAsync(city[0]);
            await load.StopAsync();
        }

        var (late, taken) = (await writers.EventsAfterAsync(city[0].Pid, city[1].Pid), await EpochAsync(database));
        // Stopped in order, the new one hands over, and the old one serves again.
        await city[1].StopAsync();
        await city[0].ReadyAsync();

        Assert.Equal(0, late);
        Assert.True(taken > epoch, $"the epoch was {epoch} before the takeover and {taken} after it");
        city.IsSound = (await Trial.ConcludeAsync(
            city,
            $"SIGSTOP of the active silo for {AsleepFor.TotalSeconds:0} s, a standby takes over, SIGCONT",
            $"epoch {epoch} to {taken}, events written by the old one afterwards {late}")).IsClean;
    }

    private static async Task SleepAsync(SiloProcess silo, Load load)
    {
        var asleep = Stopwatch.GetTimestamp();
        Signals.Send(Signals.Stop, silo.Pid);
        try
        {
            await load.GoOnAsync(1_000, TakeoverMax);
            await Eventually.Is(() => Stopwatch.GetElapsedTime(asleep) >= AsleepFor, AsleepFor * 2, "the old silo has slept enough");
        }
        finally
        {
            Signals.Send(Signals.Continue, silo.Pid);
        }
    }

    private static Task StandByAsync(SiloProcess silo) => Eventually.Is(
        async () => await silo.WhyNotReadyAsync() is { } why && why.Contains("standby", StringComparison.Ordinal),
        TakeoverMax,
        $"silo {silo.Place.Listen} stands by");

    private static async Task<long> EpochAsync(NpgsqlDataSource database) =>
        (await Rows.ReadAsync(database, "SELECT coalesce(max(epoch), 0) FROM lease", row => row.GetInt64(0)))[0];
}
