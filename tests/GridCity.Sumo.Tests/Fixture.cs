using GridCity.Sumo.Networks;
using GridCity.Sumo.Scenarios;

namespace GridCity.Sumo.Tests;

/// <summary>
/// Two crossroads in a row with two lanes, pavements and crossings, made by <c>netgenerate --grid --grid.x-number 2
/// --grid.y-number 1 --grid.x-length 150 --grid.attach-length 120 -L 2 --sidewalks.guess --crossings.guess</c>.
/// </summary>
internal static class Fixture
{
    public static string Pair => Path.Combine(AppContext.BaseDirectory, "Fixtures", "pair", "pair.net.xml");

    /// <summary>The pair with fifteen minutes of traffic, most of it along the row.</summary>
    public static Scenario Scenario => Scenario.Read(Path.GetDirectoryName(Pair)!);

    public static RoadNetwork Network() => NetworkReader.Read(Pair);

    /// <summary>The pair with something replaced, written to a folder.</summary>
    public static string Broken(string folder, string old, string with)
    {
        var text = File.ReadAllText(Pair);
        Assert.Contains(old, text, StringComparison.Ordinal);
        var path = Path.Combine(folder, "broken.net.xml");
        File.WriteAllText(path, text.Replace(old, with, StringComparison.Ordinal));
        return path;
    }
}
