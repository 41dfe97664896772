using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;

namespace GridCity.Bench.Load;

/// <summary>What callers of the bench city report.</summary>
internal static class Reports
{
    private const int ReportersCount = 20_000;

    /// <summary>A report with a command id of its own.</summary>
    public static RegisterRequest One(Random random, string category) => new()
    {
        CommandId = CityDesk.NewId(),
        Category = category,
        Place = new Point
        {
            Latitude = BenchCity.South + (random.NextDouble() * (BenchCity.North - BenchCity.South)),
            Longitude = BenchCity.West + (random.NextDouble() * (BenchCity.East - BenchCity.West)),
        },
        Address = $"{random.Next(1, 400)} Lakeside Road",
        Description = "A manhole cover is broken and rattles whenever a car passes; children play nearby.",
        // A city's callers come back: numbers are drawn from a population, so some are new and most are known.
        CallerPhone = $"139{random.Next(ReportersCount):D8}",
        Source = BenchCity.Source,
    };

    /// <summary>A report of any category.</summary>
    public static RegisterRequest One(Random random) => One(random, BenchCity.Categories[random.Next(BenchCity.Categories.Length)]);
}
