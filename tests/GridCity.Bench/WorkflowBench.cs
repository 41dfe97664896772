using GridCity.Bench.Database;
using GridCity.Bench.Load;
using GridCity.Bench.Measures;
using GridCity.Bench.Results;
using GridCity.Bench.Workflow;
using GridCity.Rpc;
using GridCity.Runtime.Postgres;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Schema;
using GridCity.Testing.Silos;
using Npgsql;

namespace GridCity.Bench;

/// <summary>
/// <c>ops/bench workflow</c>: a city of Shanghai's size as data, and what its desks wait for with a year of cases in the
/// database.
/// </summary>
internal sealed class WorkflowBench(WorkflowBench.Settings settings)
{
    private const int CasesSampled = 20_000;

    private readonly Dictionary<string, Measure> _measures = [];

    /// <returns>Exit code: 0 when every bar was met, 1 when one was missed.</returns>
    public async Task<int> RunAsync(string? json)
    {
        if (Directory.Exists(settings.Folder)) Directory.Delete(settings.Folder, recursive: true);
        var place = SiloPlace.On(settings.Folder, Path.Combine(settings.Folder, "city"), ["--engine", settings.Engine, .. Tokens.Unlimited]);
        CityMeasure.Generate(place.City);
        var (load, pack, index) = CityMeasure.Load(place.City);
        var locate = CityMeasure.Locate(pack, index);
        var durability = settings.Cases == 0 ? [] : await MeasureQueriesAsync(place, new(pack, index));
        (_measures["locate"], _measures["load_city"]) = (locate, load);
        var report = new BenchReport(CoreBench.Build, settings.Engine, durability, _measures);
        report.Print(Console.Out);
        if (json is not null) report.Write(json);
        return report.Missed.Length == 0 ? 0 : 1;
    }

    private async Task<Dictionary<string, string>> MeasureQueriesAsync(SiloPlace place, BigCity city)
    {
        var postgres = await PrivatePostgres.StartAsync(place.PostgresFolder);
        try
        {
            await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
            var durability = await Durability.RequireAsync(source);
            var made = await MakeAsync(place, source, city);
            Console.WriteLine($"{made.Cases:N0} cases, {made.Events:N0} events: journal {made.JournalSeconds:N0} s, lists caught up and vacuumed {made.Seconds:N0} s");
            await MeasureSiloAsync(place, source, city, made);
            return durability;
        }
        finally
        {
            await postgres.StopAsync();
        }
    }

    private async Task<Made> MakeAsync(SiloPlace place, NpgsqlDataSource source, BigCity city)
    {
        await new Migrator(source).MigrateAsync();
        var file = await CityKeyFile.OpenOrMakeAsync(Path.Combine(place.Data, "city.keys"));
        var keys = await PersonKeys.OpenAsync(source, file, TimeProvider.System);
        return await new CaseHistory(source, city, keys, new(keys, new(source)), settings.Cases).MakeAsync();
    }

    private async Task MeasureSiloAsync(SiloPlace place, NpgsqlDataSource source, BigCity city, Made made)
    {
        await using var silo = await SiloProcess.StartReadyAsync(place);
        await CatchUp.WaitAsync(source);
        using var channel = new RpcChannel(place.Address);
        var administrator = await QueryDesk.AdministratorAsync(channel, place);
        var (desk, street) = (await administrator.OfAreaAsync(""), await administrator.OfAreaAsync(city.Cells[0][..city.Levels[^2]]));
        var measure = new QueryMeasure(desk, street, city, await CasesAsync(source));
        var queue = _measures["queue"] = await measure.QueuesAsync();
        (queue.Details!["cases"], queue.Details["events"]) = (made.Cases, made.Events);
        (queue.Details["journal_seconds"], queue.Details["made_seconds"]) = (Math.Round(made.JournalSeconds, 1), Math.Round(made.Seconds, 1));
        _measures["open_case"] = await measure.OpenAsync();
        _measures["duplicates"] = await measure.DuplicatesAsync();
        _measures["search"] = await measure.SearchAsync();
        await silo.StopAsync();
    }

    /// <summary>Ids of cases all over the year.</summary>
    private static async Task<List<string>> CasesAsync(NpgsqlDataSource source)
    {
        var ids = new List<string>(CasesSampled);
        await using var command = source.CreateCommand(
            $"SELECT id FROM case_list TABLESAMPLE SYSTEM (10) ORDER BY random() LIMIT {CasesSampled}");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) ids.Add(reader.GetString(0));
        return ids;
    }

    /// <summary>What to measure.</summary>
    /// <param name="Cases">In the database; 0 measures the city's folder alone.</param>
    internal sealed record Settings(string Folder, string Engine, int Cases);
}
