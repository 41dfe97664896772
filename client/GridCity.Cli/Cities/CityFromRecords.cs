using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Cli.Replay;

namespace GridCity.Cli.Cities;

/// <summary>
/// Makes a city of a file of records: square cells over their extent, a category and a department for each that occurs, an
/// inspector for each community. A department answers for the categories of which it had most records.
/// </summary>
internal static class CityFromRecords
{
    /// <summary>The same limit for every category is at least an hour.</summary>
    private const int MinutesPerHour = 60;

    /// <exception cref="ReplayException">No record has a position.</exception>
    /// <exception cref="CityMakingException">The extent has too many cells of that size.</exception>
    public static CityPack Make(RecordFile file, ReplayMap map)
    {
        var categories = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var departments = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var handled = new Dictionary<(string Category, string Department), int>();
        var extent = new Extent();
        foreach (var (record, _) in file.Read())
        {
            if (record is null) continue;
            categories[record.Category] = record.CategoryName;
            departments[record.Department] = record.DepartmentName;
            handled[(record.Category, record.Department)] = handled.GetValueOrDefault((record.Category, record.Department)) + 1;
            if (record.Place is var (latitude, longitude)) extent.Take(latitude, longitude);
        }
        if (map.City is not { } city) throw new ReplayException("The map does not say which city to make: it has no 'city'.");
        if (extent.IsEmpty) throw new ReplayException("No record has a position: a city cannot be made of them.");
        return SquareCity.Make(Plan(map, city, extent, categories, departments) with { Responsibilities = [.. Usual(handled)] });
    }

    private static SquarePlan Plan(
        ReplayMap map, MappedCity city, Extent extent,
        SortedDictionary<string, string> categories, SortedDictionary<string, string> departments) =>
        new(
            new(city.Code, city.Name, extent.South, extent.West, extent.North, extent.East, city.CellMetres),
            map.FallbackPlace == ReplayMap.NoPlace,
            categories.Select(entry => (entry.Key, entry.Value)),
            Math.Max(1, (city.HandlingMinutesMax + MinutesPerHour - 1) / MinutesPerHour),
            departments.Select(entry => (entry.Key, entry.Value)),
            Inspectors: []);

    private static IEnumerable<Responsibility> Usual(Dictionary<(string Category, string Department), int> handled) =>
        handled.GroupBy(entry => entry.Key.Category)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key.Department, StringComparer.Ordinal).First().Key)
            .Select(most => new Responsibility(most.Department, most.Category, ""));

    /// <summary>The box around all positions, a little wider so that it is never empty.</summary>
    private sealed class Extent
    {
        private const double Margin = 0.00001;

        public double South { get; private set; } = 90;

        public double West { get; private set; } = 180;

        public double North { get; private set; } = -90;

        public double East { get; private set; } = -180;

        public bool IsEmpty => South > North;

        public void Take(double latitude, double longitude)
        {
            (South, North) = (Math.Min(South, latitude - Margin), Math.Max(North, latitude + Margin));
            (West, East) = (Math.Min(West, longitude - Margin), Math.Max(East, longitude + Margin));
        }
    }
}
