using System.Collections.Immutable;
using System.Globalization;
using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Generation;

/// <summary>Puts components along the edges of cells, where a city has its covers, lamps and trees.</summary>
internal static class ComponentCensus
{
    /// <summary>Categories of which streets are full, and how many times more often they stand there than others.</summary>
    private static readonly Dictionary<string, int> Often = new()
    {
        ["C0101"] = 8, ["C0102"] = 12, ["C0103"] = 14, ["C0104"] = 20, ["C0107"] = 10, ["C0117"] = 15, ["C0118"] = 30,
        ["C0209"] = 10, ["C0211"] = 8, ["C0305"] = 12, ["C0307"] = 8, ["C0402"] = 60,
    };

    /// <summary>Of a thousand, how many a census finds damaged, and lost.</summary>
    private const int DamagedPerMille = 18;

    private const int LostPerMille = 2;

    public static ImmutableArray<Component> Make(CityPack pack, int count, Random random)
    {
        Category[] wheel =
        [
            .. pack.Categories.Where(category => category.ComponentDigits.Length > 0)
                .SelectMany(category => Enumerable.Repeat(category, Often.GetValueOrDefault(category.Code, 1))),
        ];
        var (numbers, owners) = (new Dictionary<string, int>(), new Dictionary<(string, string), string>());
        var components = ImmutableArray.CreateBuilder<Component>(count);
        for (var number = 0; number < count; number++)
        {
            var (cell, category) = (pack.Cells[(int)((long)number * pack.Cells.Length / count)], wheel[random.Next(wheel.Length)]);
            components.Add(Make(pack, cell, category, random, numbers, owners));
        }
        return components.MoveToImmutable();
    }

    private static Component Make(
        CityPack pack, Cell cell, Category category, Random random, Dictionary<string, int> numbers, Dictionary<(string, string), string> owners)
    {
        var district = cell.Code[..pack.Info.Codes.Component[0].Digits];
        if (!owners.TryGetValue((category.Code, district), out var owner))
            owners[(category.Code, district)] = owner = pack.DepartmentFor(category, cell.Code) ?? "";
        var begin = district + category.ComponentDigits;
        var own = numbers[begin] = numbers.GetValueOrDefault(begin) + 1;
        var (longitude, latitude) = Place(cell.Shape.Rings[0], random);
        return new(
            begin + own.ToString(CultureInfo.InvariantCulture).PadLeft(pack.Info.Codes.Component[2].Digits, '0'),
            category.Code, cell.Code, longitude, latitude, owner, Condition(random));
    }

    /// <summary>Near the edge of a convex cell, drawn a little towards its middle.</summary>
    private static (double Longitude, double Latitude) Place(ImmutableArray<double> ring, Random random)
    {
        var at = random.Next((ring.Length / 2) - 1) * 2;
        var (along, inward) = (random.NextDouble(), 0.03 + 0.12 * random.NextDouble());
        var (x, y) = (ring[at] + (ring[at + 2] - ring[at]) * along, ring[at + 1] + (ring[at + 3] - ring[at + 1]) * along);
        var (middleX, middleY) = ((ring[0] + ring[4]) / 2, (ring[1] + ring[5]) / 2);
        return (GeoJson.Round(x + (middleX - x) * inward), GeoJson.Round(y + (middleY - y) * inward));
    }

    private static string Condition(Random random) => random.Next(1_000) switch
    {
        < LostPerMille => ComponentCondition.Lost,
        < LostPerMille + DamagedPerMille => ComponentCondition.Damaged,
        _ => ComponentCondition.Good,
    };
}
