using System.Collections.Frozen;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using GridCity.Grains.Cities;
using Category = GridCity.Grains.Cities.Category;

namespace GridCity.Bench.Workflow;

/// <summary>A generated city as the deciders see it, and places in it.</summary>
internal sealed class BigCity
{
    private readonly CityPack _pack;
    private readonly CellIndex _index;

    public BigCity(CityPack pack, CellIndex index)
    {
        (_pack, _index) = (pack, index);
        var standards = pack.StandardsByCategory();
        City = new(
            pack.Info.Code,
            pack.Categories.Where(category => !category.IsGroup).ToFrozenDictionary(
                category => category.Code,
                category => new Category(category.Code, category.Name.Both, [.. standards[category.Code].Select(one => new FilingStandard(one.Code, Minutes(one)))])),
            pack.Departments.ToFrozenDictionary(unit => unit.Code, unit => new Unit(unit.Code, unit.Name.Both)),
            CityLimits.Usual);
        Categories = [.. City.Categories.Keys.Order(StringComparer.Ordinal)];
        Departments = [.. City.Departments.Keys.Order(StringComparer.Ordinal)];
        Cells = [.. pack.Cells.Select(cell => cell.Code)];
        Levels = [.. pack.Info.Codes.Cell.SkipLast(1).Select(part => pack.Info.Codes.DigitsOf(part.Level)!.Value)];
    }

    public City City { get; }

    public string[] Categories { get; }

    public string[] Departments { get; }

    public string[] Cells { get; }

    /// <summary>Digits of the codes of each level of areas.</summary>
    public int[] Levels { get; }

    /// <summary>A place where something stands, and its cell.</summary>
    public (Place Place, string Cell) Place(Random random)
    {
        while (true)
        {
            var near = _pack.Components[random.Next(_pack.Components.Length)];
            var place = new Place(near.Longitude + ((random.NextDouble() - 0.5) * 0.0004), near.Latitude + ((random.NextDouble() - 0.5) * 0.0004));
            if (_index.Find(place.Longitude, place.Latitude) is { } cell) return (place, cell.Code);
        }
    }

    private static int Minutes(Standard standard) =>
        standard.Limit * (standard.Unit is LimitUnit.UrgentWorkHour or LimitUnit.WorkHour ? 60 : 24 * 60);
}
