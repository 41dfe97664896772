using System.Diagnostics;
using GridCity.Bench.Results;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Bench.Measures;

/// <summary>A city of Shanghai's size: how long its folder takes to load, what it costs in memory, from a point to its cell.</summary>
internal static class CityMeasure
{
    public const double LoadSecondsMax = 10;
    public const double MemoryMbMax = 300;
    public const double LocateMicrosecondsMax = 5;

    private const int Seed = 1;
    private const int Cells = 40_625;
    private const int DutyGrids = 1_829;
    private const int Components = 500_000;
    private const int Points = 1_000_000;

    /// <summary>Writes the city; the memory that this took is given back before anything is measured.</summary>
    public static void Generate(string folder)
    {
        PackWriter.Write(CityGenerator.Make(new(Seed, Cells, Components, DutyGrids)), folder);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>Reads and checks the folder and builds the index, as a silo does at its start.</summary>
    public static (Measure Measure, CityPack Pack, CellIndex Index) Load(string folder)
    {
        var (heap, allocated) = (GC.GetTotalMemory(forceFullCollection: true), GC.GetTotalAllocatedBytes(precise: true));
        var clock = Stopwatch.StartNew();
        var pack = PackReader.Load(folder);
        var index = new CellIndex(pack.Cells);
        var seconds = clock.Elapsed.TotalSeconds;
        var resident = Environment.WorkingSet / 1e6;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var heldMb = (GC.GetTotalMemory(forceFullCollection: true) - heap) / 1e6;
        var measure = new Measure
        {
            Seconds = Math.Round(seconds, 2),
            Details = new()
            {
                ["cells"] = pack.Cells.Length, ["duty_grids"] = pack.DutyGrids.Length, ["components"] = pack.Components.Length,
                ["memory_mb"] = Math.Round(heldMb, 1), ["resident_mb_after"] = Math.Round(resident, 1), ["allocated_mb"] = Math.Round(allocated / 1e6, 1),
            },
            Missed = seconds > LoadSecondsMax ? $"over {LoadSecondsMax} s" : heldMb > MemoryMbMax ? $"over {MemoryMbMax} MB" : null,
        };
        return (measure, pack, index);
    }

    /// <summary>Points where components are, in a random order, so that no cache helps.</summary>
    public static Measure Locate(CityPack pack, CellIndex index)
    {
        var random = new Random(Seed);
        var points = Enumerable.Range(0, Points).Select(_ => pack.Components[random.Next(pack.Components.Length)]).ToArray();
        // Warm: a silo asks its index all day.
        foreach (var point in points.AsSpan(0, Points / 10)) index.Find(point.Longitude, point.Latitude);
        var (wrong, clock) = (0, Stopwatch.StartNew());
        foreach (var point in points)
            if (index.Find(point.Longitude, point.Latitude)?.Code != point.Cell) wrong++;
        var microseconds = clock.Elapsed.TotalMicroseconds / Points;
        return new()
        {
            Rate = 1e6 / microseconds,
            Details = new() { ["microseconds"] = Math.Round(microseconds, 3), ["points"] = Points, ["wrong"] = wrong },
            Missed = wrong > 0 ? $"{wrong} in another cell" : microseconds > LocateMicrosecondsMax ? $"over {LocateMicrosecondsMax} µs" : null,
        };
    }
}
