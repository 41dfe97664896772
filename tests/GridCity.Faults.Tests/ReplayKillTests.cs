using GridCity.Faults.Tests.Support;
using GridCity.Testing;
using GridCity.Testing.Silos;

namespace GridCity.Faults.Tests;

/// <summary><c>kill -9</c> in the middle of a replay: it continues, and afterwards nothing is lost and nothing doubled.</summary>
public sealed class ReplayKillTests
{
    /// <summary>Cases that are closed between two kills.</summary>
    private const int Between = 150;

    private const string Boston = "data/cases-boston-2015/boston-311-2015.csv.gz";

    private static readonly int Records = Between * (Programme.Kills + 3);

    [Fact]
    public async Task Killing_the_silo_in_mid_replay_loses_and_doubles_nothing()
    {
        await using var city = await ReplayCity.GeneratedAsync(Records);
        await PlayAsync(city, KillSiloAsync);
    }

    [Fact]
    public async Task Killing_PostgreSQL_in_mid_replay_loses_and_doubles_nothing()
    {
        await using var city = await ReplayCity.GeneratedAsync(Records);
        await PlayAsync(city, KillPostgresAsync);
    }

    [Fact]
    public async Task Killing_both_in_a_replay_of_real_records_loses_and_doubles_nothing()
    {
        await using var city = await ReplayCity.OfAsync(SharedData.Find(Boston), MapOf("boston-311.json"), Records);
        await PlayAsync(city, async broken =>
        {
            await KillPostgresAsync(broken);
            await KillSiloAsync(broken);
        });
    }

    [Fact]
    public async Task A_replay_that_is_killed_and_started_again_continues()
    {
        await using var city = await ReplayCity.GeneratedAsync(Records);
        for (var kill = 1; kill <= Programme.Kills; kill++)
        {
            using var killed = city.StartReplay();
            await city.ClosedAsync(kill * Between);
            await killed.KillAsync();
        }

        await PlayAsync(city, _ => Task.CompletedTask);
    }

    private static async Task PlayAsync(ReplayCity city, Func<ReplayCity, Task> kill)
    {
        using var replay = city.StartReplay();
        for (var kills = 1; kills <= Programme.Kills; kills++)
        {
            await city.ClosedAsync(kills * Between);
            await kill(city);
        }

        var said = await replay.EndAsync();
        var result = city.Result();
        Console.WriteLine($"{result["records"]} records, {result["calls"]} calls, {result["lost"]} lost, {result["doubled"]} doubled");
        Assert.True(((int)result["lost"]!, (int)result["doubled"]!, (int)result["open"]!) == (0, 0, 0), said);
        Assert.Equal((Records, 0), ((int)result["records"]!, result["refused_rows"]!.AsArray().Count));
    }

    private static async Task KillSiloAsync(ReplayCity city)
    {
        await city.Silo.KillAsync();
        await city.StartSiloAsync();
    }

    private static async Task KillPostgresAsync(ReplayCity city)
    {
        Signals.Send(Signals.Kill, await city.PostgresProcessesAsync());
        await Eventually.Is(async () => await city.Silo.WhyNotReadyAsync() is not null, "readiness is red without a database");
        await city.Silo.ReadyAsync();
    }

    private static string MapOf(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "ops", "replay-maps", name) is var file && File.Exists(file)) return file;
        throw new FileNotFoundException($"ops/replay-maps/{name} is not above {AppContext.BaseDirectory}.");
    }
}
