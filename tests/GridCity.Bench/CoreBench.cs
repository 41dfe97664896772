using System.Reflection;
using GridCity.Bench.Ceiling;
using GridCity.Bench.Database;
using GridCity.Bench.Load;
using GridCity.Bench.Measures;
using GridCity.Bench.Results;
using GridCity.Rpc;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Postgres;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Projections.Checkpointed;
using GridCity.Runtime.Projections.Lists;
using GridCity.Testing.Silos;
using Npgsql;

namespace GridCity.Bench;

/// <summary><c>ops/bench core</c>: the figures of the core, each beside its bar.</summary>
internal sealed class CoreBench(CoreBench.Settings settings)
{
    public static readonly string[] Names = ["commands", "hot_grain", "in_silo", "echo", "ready", "idle"];

    private static readonly TimeSpan EchoLength = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan InSiloLength = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, Measure> _measures = [];

    public static string Build { get; } = typeof(CoreBench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == "GridCity.Build").Value!;

    public static string UsualEngine => Build == "cluster" ? "orleans" : "local";

    /// <returns>Exit code: 0 when every bar was met, 1 when one was missed.</returns>
    public async Task<int> RunAsync(string? json)
    {
        if (Directory.Exists(settings.Folder)) Directory.Delete(settings.Folder, recursive: true);
        var place = SiloPlace.On(settings.Folder, Path.Combine(settings.Folder, "city"), ["--engine", settings.Engine, .. Tokens.Unlimited]);
        BenchCity.Write(place.City);
        // First, while nothing else of ours runs.
        if (Wants("echo")) _measures["echo"] = WireMeasure.Run(settings.Callers, EchoLength);
        var durability = await OnPostgresAsync(async (postgres, source) =>
        {
            var durable = await Durability.RequireAsync(source);
            await MeasureSiloAsync(place, postgres.Pid, source);
            return durable;
        });
        // The database is down between the two, so that a silo's start includes the database's.
        if (Wants("ready")) _measures["ready"] = await ReadyMeasure.RunAsync(place);
        await OnPostgresAsync(async (postgres, source) =>
        {
            if (Wants("in_silo")) _measures["in_silo"] = await MeasureInSiloAsync(postgres, source);
            if (Wants("idle")) _measures["idle"] = await IdleMeasure.RunAsync(source);
            if (Wants("commands")) await MeasureCeilingAsync(source);
            return true;
        });
        var report = new BenchReport(Build, settings.Engine, durability, Names.Where(_measures.ContainsKey).ToDictionary(name => name, name => _measures[name]));
        report.Print(Console.Out);
        if (json is not null) report.Write(json);
        return report.Missed.Length == 0 ? 0 : 1;
    }

    private async Task<T> OnPostgresAsync<T>(Func<PrivatePostgres, NpgsqlDataSource, Task<T>> work)
    {
        var postgres = await PrivatePostgres.StartAsync(Path.Combine(settings.Folder, "postgres"));
        try
        {
            await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
            return await work(postgres, source);
        }
        finally
        {
            await postgres.StopAsync();
        }
    }

    private async Task MeasureSiloAsync(SiloPlace place, int postgresPid, NpgsqlDataSource source)
    {
        await using var silo = await SiloProcess.StartReadyAsync(place);
        using var channel = new RpcChannel(place.Address);
        var desk = new CityDesk(channel, await Tokens.CreateAsync(place, channel));
        await desk.SignOnAsync();
        if (Wants("commands"))
        {
            Func<Task>[] lives = [.. Enumerable.Range(0, settings.Callers).Select(seed => new CaseLife(desk, seed)).Select(life => (Func<Task>)life.NextAsync)];
            _measures["commands"] = await new CommandsMeasure(silo, postgresPid, source, lives, settings.Length).RunAsync();
        }

        if (Wants("hot_grain"))
        {
            Func<Task>[] hot = [.. Enumerable.Range(0, settings.Callers).Select(i => (Func<Task>)(() => desk.AppointAsync(BenchCity.HotDutyGrid, BenchCity.Inspectors[i % BenchCity.Inspectors.Length])))];
            _measures["hot_grain"] = await HotGrainMeasure.RunAsync(hot, TimeSpan.FromSeconds(10));
        }

        await silo.StopAsync();
    }

    private Task<Measure> MeasureInSiloAsync(PrivatePostgres postgres, NpgsqlDataSource source)
    {
        var measure = new InSiloMeasure(source, settings.Callers, InSiloLength);
#if CLUSTER
        return Cluster.OrleansInSilo.RunAsync(measure, source, postgres.ConnectionString);
#else
        _ = postgres;
        return measure.RunLocalAsync();
#endif
    }

    // Last and in the same database, so that the ceiling writes to tables and indexes as large as the load left them.
    private async Task MeasureCeilingAsync(NpgsqlDataSource source)
    {
        var ceiling = await new CeilingRun(source, await ListsAsync(source), TimeSpan.FromSeconds(Math.Clamp(settings.Length.TotalSeconds / 10, 5, 30))).MeasureAsync();
        _measures["commands"] = CommandsMeasure.Judge(_measures["commands"], ceiling);
    }

    private async Task<ProjectionRunner> ListsAsync(NpgsqlDataSource source)
    {
        var file = await CityKeyFile.OpenOrMakeAsync(Path.Combine(settings.Folder, "city.keys"));
        var keys = await PersonKeys.OpenAsync(source, file, TimeProvider.System);
        var texts = new CaseTexts(new(keys, new AuditLog(source)), new(keys.SearchKey));
        return new(source, new PostgresJournalReader(source, CaseListProjection.Names), new CaseListProjection(texts, BenchCity.Levels));
    }

    private bool Wants(string name) => settings.Only.Contains(name);

    /// <summary>What to measure, and how long.</summary>
    internal sealed record Settings(string Folder, string Engine, TimeSpan Length, int Callers, string[] Only);
}
