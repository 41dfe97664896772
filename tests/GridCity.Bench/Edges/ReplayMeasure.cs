using System.Text.Json.Nodes;
using GridCity.Bench.Results;
using GridCity.Testing;
using GridCity.Testing.Silos;

namespace GridCity.Bench.Edges;

/// <summary>
/// <c>replay</c>: a whole file of real records played by the command line at full speed, with all that goes wrong on the
/// way. Where the file is not beside the repository, a generated day of the reference city.
/// </summary>
internal static class ReplayMeasure
{
    private const string Boston = "data/cases-boston-2015/boston-311-2015.csv.gz";
    private const int RecordsGenerated = 20_000;
    private const double SecondsMax = 360;

    /// <summary>Of a replay that found something lost, doubled or open: its result says what.</summary>
    private const int UnsoundCode = 2;

    /// <summary>
    /// The silo's memory at the end of the play may be so many times what it was after a quarter of it. The look at every
    /// case that follows brings them all into memory at once, and says its own figure.
    /// </summary>
    private const double GrowthMax = 1.25;

    public static async Task<EdgeMeasured> RunAsync(EdgeSettings settings)
    {
        Directory.CreateDirectory(settings.Folder);
        var records = await FindAsync(settings.Folder);
        await using var edge = await EdgeSilo.StartOfAsync(settings, records.WriteCity);
        var token = await SiloProcess.TokenAsync(edge.Place, "administrator", "bench-replay");
        var result = Path.Combine(settings.Folder, "replay.json");
        using var replay = CliProcess.Start(
            token, "replay", records.File, "--map", records.Map, "--seed", "1", "--callers", $"{settings.Callers}",
            "--server", $"{edge.Place.Address}", "--json", result);
        var memory = await WatchedAsync(edge.Silo.Pid, replay.EndAsync(UnsoundCode));
        return new(Measured(JsonNode.Parse(await File.ReadAllTextAsync(result))!, records, memory), edge.Durability);
    }

    private static Measure Measured(JsonNode result, Records records, List<double> all)
    {
        var memory = all[..^Math.Min((int)Math.Ceiling((double)result["looked_seconds"]!), all.Count - 1)];
        var (quarter, end) = (memory[memory.Count / 4], memory[^1]);
        var measure = new Measure
        {
            Rate = (double)result["calls_per_second"]!, P50Ms = (double)result["p50_ms"]!, P99Ms = (double)result["p99_ms"]!,
            Seconds = (double)result["seconds"]!, SiloMemoryMb = Math.Round(end),
            Details = new() { ["records"] = records.File },
        };
        foreach (var name in (string[])["records", "calls", "closed", "void", "merged", "late", "lost", "doubled", "open"])
            measure.Details[name == "records" ? "rows" : name] = (long)result[name]!;
        var every = Math.Max(1, memory.Count / 8);
        measure.Details["silo_memory_mb"] = memory.Where((_, at) => at % every == 0).Append(end).Select(mb => Math.Round(mb)).ToArray();
        measure.Details["silo_memory_mb_after_the_look"] = Math.Round(all[^1]);
        var missed = new[]
        {
            measure.Seconds > SecondsMax ? $"{measure.Seconds:N0} s, {SecondsMax:N0} s asked" : "",
            (long)result["lost"]! + (long)result["doubled"]! > 0 ? "lost or doubled" : "",
            end > quarter * GrowthMax ? $"memory grew from {quarter:N0} to {end:N0} MB" : "",
        };
        return measure with { Missed = missed.Any(one => one.Length > 0) ? string.Join("; ", missed.Where(one => one.Length > 0)) : null };
    }

    /// <summary>The silo's memory in MB every second until the replay is over.</summary>
    private static async Task<List<double>> WatchedAsync(int silo, Task replay)
    {
        var seen = new List<double> { ProcessFacts.MemoryMb(silo) };
        using var every = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (!replay.IsCompleted && await every.WaitForNextTickAsync()) seen.Add(ProcessFacts.MemoryMb(silo));
        await replay;
        return seen;
    }

    private static async Task<Records> FindAsync(string folder)
    {
        var ops = Path.Combine(Root(), "ops");
        try
        {
            var (file, map) = (SharedData.Find(Boston), Path.Combine(ops, "replay-maps", "boston-311.json"));
            await CliProcess.RunAsync("", "city", "from-records", file, "--map", map, "--out", Path.Combine(folder, "made"));
            return new(file, map, Path.Combine(folder, "made"));
        }
        catch (SkippedException missing)
        {
            Console.WriteLine($"replay: {missing.Message}; a generated day instead");
            var city = Path.Combine(ops, "cities", "reference");
            await CliProcess.RunAsync("", "demo", "--city", city, "--out", folder, "--records", $"{RecordsGenerated}");
            return new(Path.Combine(folder, "records.csv"), Path.Combine(folder, "map.json"), city);
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "GridCity.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No GridCity.sln above {AppContext.BaseDirectory}.");
    }

    /// <param name="City">Folder of the city that they are played in.</param>
    private sealed record Records(string File, string Map, string City)
    {
        public void WriteCity(string target)
        {
            Directory.CreateDirectory(target);
            foreach (var file in Directory.EnumerateFiles(City)) System.IO.File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
