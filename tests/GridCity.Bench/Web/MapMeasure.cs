using System.Globalization;
using System.Text.Json;
using GridCity.Bench.Database;
using GridCity.Bench.Edges;
using GridCity.Bench.Load;
using GridCity.Bench.Results;
using GridCity.Bench.Workflow;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Runtime.Postgres;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Schema;
using GridCity.Testing.Silos;
using Npgsql;

namespace GridCity.Bench.Web;

/// <summary>
/// The cockpit in Chromium with a processor four times slower, over a city of 40,625 cells with months of cases: how fast
/// the map pans and takes another colour, an event on the screen, and whether a day leaves something behind.
/// </summary>
internal static class MapMeasure
{
    /// <summary>Shanghai's, with few components: a map shows none.</summary>
    private const int Seed = 1, Cells = 40_625, DutyGrids = 1_829, Components = 20_000;

    private const double FramesMin = 30, ColourMsMax = 500, EventMsMax = 2_000, HeapGrowthMax = 1.2;

    public static async Task<EdgeMeasured> RunAsync(WebSettings settings)
    {
        var place = SiloPlace.On(
            settings.Edge.Folder, Path.Combine(settings.Edge.Folder, "city"), ["--engine", settings.Edge.Engine, .. Tokens.Unlimited]);
        var pack = CityGenerator.Make(new(Seed, Cells, Components, DutyGrids));
        PackWriter.Write(pack, place.City);
        var postgres = await PrivatePostgres.StartAsync(place.PostgresFolder);
        try
        {
            await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
            var durability = await Durability.RequireAsync(source);
            var city = new BigCity(pack, new(pack.Cells));
            await FillAsync(place, source, city, settings.Cases);
            await using var silo = await SiloProcess.StartReadyAsync(place);
            await CatchUp.WaitAsync(source);
            var result = await MeasureAsync(settings, place, city);
            await silo.StopAsync();
            return new(Judge(result, settings.Cases), durability);
        }
        finally
        {
            await postgres.StopAsync();
        }
    }

    private static async Task FillAsync(SiloPlace place, NpgsqlDataSource source, BigCity city, int cases)
    {
        await new Migrator(source).MigrateAsync();
        var keys = await PersonKeys.OpenAsync(source, await CityKeyFile.OpenOrMakeAsync(Path.Combine(place.Data, "city.keys")), TimeProvider.System);
        await new CaseHistory(source, city, keys, new(keys, new(source)), cases).MakeAsync();
    }

    private static async Task<JsonElement> MeasureAsync(WebSettings settings, SiloPlace place, BigCity city)
    {
        var clerk = $"Bearer {await SiloProcess.TokenAsync(place, "clerk", "bench-clerk")}";
        var agent = $"Bearer {await SiloProcess.TokenAsync(place, "agent", "bench-agent")}";
        var (at, _) = city.Place(new Random(1));
        var text = await PageScript.RunAsync(
            settings, "map.mjs", $"http://{place.Http}", clerk, settings.Pages, settings.Chromium, agent, city.Categories[0],
            at.Latitude.ToString(CultureInfo.InvariantCulture), at.Longitude.ToString(CultureInfo.InvariantCulture));
        return JsonDocument.Parse(text).RootElement;
    }

    private static Measure Judge(JsonElement result, int cases)
    {
        var (frames, colour) = (result.GetProperty("pan_fps").GetDouble(), result.GetProperty("colour_ms").GetDouble());
        var slowest = result.GetProperty("event_to_screen_ms").EnumerateArray().Max(one => one.GetDouble());
        var growth = result.GetProperty("day").GetProperty("growth").GetDouble();
        var missed = new List<string>();
        if (frames < FramesMin) missed.Add($"pans at {frames} frames a second, not {FramesMin}");
        if (colour > ColourMsMax) missed.Add($"takes another colour in {colour} ms, not {ColourMsMax}");
        if (slowest > EventMsMax) missed.Add($"an event was on the screen after {slowest} ms, not {EventMsMax}");
        if (growth > HeapGrowthMax) missed.Add($"a day leaves {growth} times the memory");
        return new()
        {
            Rate = frames,
            Missed = missed.Count == 0 ? null : string.Join("; ", missed),
            Details = result.EnumerateObject().ToDictionary(one => one.Name, one => (object)one.Value).Concat([new("cases", cases)])
                .ToDictionary(one => one.Key, one => one.Value),
        };
    }
}
