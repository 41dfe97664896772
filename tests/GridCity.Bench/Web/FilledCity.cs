using GridCity.Bench.Database;
using GridCity.Bench.Load;
using GridCity.Bench.Workflow;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Runtime.Postgres;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Schema;
using GridCity.Testing.Silos;
using Npgsql;

namespace GridCity.Bench.Web;

/// <summary>A city of 40,625 cells with a year of cases behind it, and a silo that serves it.</summary>
internal sealed class FilledCity : IAsyncDisposable
{
    /// <summary>Shanghai's, with few components: no page shows one.</summary>
    private const int Seed = 1, CellsCount = 40_625, DutyGrids = 1_829, Components = 20_000;

    private readonly PrivatePostgres _postgres;
    private readonly SiloProcess _silo;

    private FilledCity(SiloPlace place, BigCity city, PrivatePostgres postgres, SiloProcess silo, Dictionary<string, string> durability) =>
        (Place, City, _postgres, _silo, Durability) = (place, city, postgres, silo, durability);

    public SiloPlace Place { get; }

    public BigCity City { get; }

    public Dictionary<string, string> Durability { get; }

    /// <param name="cases">In the database, closed ones included.</param>
    public static async Task<FilledCity> StartAsync(WebSettings settings, int cases)
    {
        var place = SiloPlace.On(
            settings.Edge.Folder, Path.Combine(settings.Edge.Folder, "city"), ["--engine", settings.Edge.Engine, .. Tokens.Unlimited]);
        var pack = CityGenerator.Make(new(Seed, CellsCount, Components, DutyGrids));
        PackWriter.Write(pack, place.City);
        var postgres = await PrivatePostgres.StartAsync(place.PostgresFolder);
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        var durability = await Database.Durability.RequireAsync(source);
        var city = new BigCity(pack, new(pack.Cells));
        await FillAsync(place, source, city, cases);
        var silo = await SiloProcess.StartReadyAsync(place);
        await CatchUp.WaitAsync(source);
        return new(place, city, postgres, silo, durability);
    }

    /// <returns>As in the header authorization.</returns>
    public async Task<string> TokenAsync(string role) => $"Bearer {await SiloProcess.TokenAsync(Place, role, $"bench-{role}")}";

    public async ValueTask DisposeAsync()
    {
        await _silo.StopAsync();
        await _silo.DisposeAsync();
        await _postgres.StopAsync();
    }

    private static async Task FillAsync(SiloPlace place, NpgsqlDataSource source, BigCity city, int cases)
    {
        await new Migrator(source).MigrateAsync();
        var keys = await PersonKeys.OpenAsync(source, await CityKeyFile.OpenOrMakeAsync(Path.Combine(place.Data, "city.keys")), TimeProvider.System);
        await new CaseHistory(source, city, keys, new(keys, new(source)), cases).MakeAsync();
    }
}
