using GridCity.Bench.Measures;
using GridCity.Bench.Results;

namespace GridCity.Bench;

/// <summary><c>ops/bench city</c>: the figures of a city's folder; needs no silo and no database.</summary>
internal static class CityBench
{
    /// <returns>Exit code: 0 when every bar was met, 1 when one was missed.</returns>
    public static int Run(string folder, string? json)
    {
        var city = Path.Combine(folder, "city");
        CityMeasure.Generate(city);
        var (load, pack, index) = CityMeasure.Load(city);
        var report = new BenchReport(
            CoreBench.Build, "none", [], new() { ["load_city"] = load, ["locate"] = CityMeasure.Locate(pack, index) });
        report.Print(Console.Out);
        if (json is not null) report.Write(json);
        return report.Missed.Length == 0 ? 0 : 1;
    }
}
