using System.Text.Json.Nodes;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Runtime.Postgres;
using GridCity.Testing;
using GridCity.Testing.Silos;
using Npgsql;

namespace GridCity.Faults.Tests.Support;

/// <summary>A city in which records are played by the command line, each program in a process of its own.</summary>
internal sealed class ReplayCity : IAsyncDisposable
{
    private static readonly TimeSpan MoveMax = TimeSpan.FromMinutes(3);

    private readonly TestFolder _folder = new();
    private SiloProcess? _silo;
    private NpgsqlDataSource? _database;
    private string _token = "";

    private ReplayCity() => Place = SiloPlace.On(
        Directory.CreateDirectory(In("data")).FullName, In("city"), EngineUnderTest.Arguments());

    public SiloPlace Place { get; }

    public SiloProcess Silo => _silo ?? throw new InvalidOperationException("The silo was not started.");

    /// <summary>The records and their map, as the command line takes them.</summary>
    public string[] Records { get; private set; } = [];

    /// <summary>With a generated day of so many reports.</summary>
    /// <remarks>Skips the test where no PostgreSQL is installed.</remarks>
    public static async Task<ReplayCity> GeneratedAsync(int records)
    {
        var city = new ReplayCity();
        PackWriter.Write(Pack, city.Place.City);
        await CliProcess.RunAsync("", "demo", "--city", city.Place.City, "--out", city._folder.Path, "--records", $"{records}");
        city.Records = [city.In("records.csv"), "--map", city.In("map.json")];
        return await city.StartedAsync();
    }

    /// <summary>With a file of real records and the map of it.</summary>
    public static async Task<ReplayCity> OfAsync(string file, string map, int records)
    {
        var city = new ReplayCity();
        await CliProcess.RunAsync("", "city", "from-records", file, "--map", map, "--out", city.Place.City);
        city.Records = [file, "--map", map, "--limit", $"{records}"];
        return await city.StartedAsync();
    }

    public async Task StartSiloAsync() => _silo = await SiloProcess.StartReadyAsync(Place);

    /// <summary>All processes of the database's server.</summary>
    public async Task<IReadOnlyList<int>> PostgresProcessesAsync() => ProcessFacts.Family((await PostgresAsync()).Pid);

    public CliProcess StartReplay() => CliProcess.Start(
        _token, ["replay", .. Records, "--seed", "1", "--server", $"{Place.Address}", "--json", In("result.json")]);

    /// <summary>What the replay that ended last says of itself.</summary>
    public JsonNode Result() => JsonNode.Parse(File.ReadAllText(In("result.json")))!;

    /// <summary>Waits until so many cases are closed.</summary>
    public Task ClosedAsync(int cases) => Eventually.Is(
        async () =>
        {
            try
            {
                await using var count = _database!.CreateCommand("SELECT count(*) FROM case_row WHERE closed_at IS NOT NULL");
                return (long)(await count.ExecuteScalarAsync())! >= cases;
            }
            catch (NpgsqlException)
            {
                return false; // It is coming back.
            }
        },
        MoveMax,
        $"{cases} cases are closed");

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
        if (_silo is not null) await _silo.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<ReplayCity> StartedAsync()
    {
        try
        {
            _database = NpgsqlDataSource.Create((await PostgresAsync()).ConnectionString + ";Application Name=book");
            await StartSiloAsync();
            _token = await SiloProcess.TokenAsync(Place, "administrator", "replay");
            return this;
        }
        catch (Exception error)
        {
            await DisposeAsync();
            if (error is PrivatePostgresException && error.Message.Contains("apt-get install", StringComparison.Ordinal))
                throw new SkippedException(error.Message);
            throw;
        }
    }

    private Task<PrivatePostgres> PostgresAsync() => PrivatePostgres.StartAsync(Place.PostgresFolder);

    private string In(string name) => Path.Combine(_folder.Path, name);

    private static CityPack Pack { get; } = SquareCity.Make(new(
        new("330106", "City of records", South: 30.20, West: 120.10, North: 30.24, East: 120.14, CellMetres: 400),
        NoPlaceCell: true, [("0101", "Manhole cover"), ("0102", "Street lamp"), ("0103", "Refuse")], HandlingHoursMax: 4,
        [("water", "Water board"), ("light", "Street lighting"), ("clean", "City cleaning")], [("i1", ""), ("i2", "")]));
}
