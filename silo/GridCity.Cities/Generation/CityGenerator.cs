using System.Collections.Immutable;
using GridCity.Cities.Catalogue;
using GridCity.Cities.Model;

namespace GridCity.Cities.Generation;

/// <summary>Makes a believable city of a seed.</summary>
public static class CityGenerator
{
    private const string TimeZone = "Asia/Shanghai";

    private static readonly LocalText Name = new("云湖市", "Yunhu");

    /// <exception cref="CityMakingException">A number is out of its bounds.</exception>
    public static CityPack Make(CitySketch sketch)
    {
        Check(sketch);
        var random = new Random(sketch.Seed);
        var ground = GeneratedGround.Make(sketch, random, Name);
        var info = new CityInfo(
            sketch.Code, Name, $"seed {sketch.Seed}", ["zh", "en"], CodeScheme.Usual,
            NoPlaceCell: sketch.Code.PadRight(CodeScheme.Usual.CellDigits, '0'), new(), TimeZone);
        var pack = Staffing.Staff(info, ground, random);
        return Crossings.AddTo(pack) with { Components = ComponentCensus.Make(pack, sketch.Components, random) };
    }

    private static void Check(CitySketch sketch)
    {
        if (sketch.Cells is < 1 or > CitySketch.CellsMax)
            throw new CityMakingException($"cells must be 1 to {CitySketch.CellsMax}.");
        if (sketch.DutyGrids < 1 || sketch.DutyGrids > sketch.Cells)
            throw new CityMakingException("duty grids must be 1 to the number of cells.");
        if (sketch.Components is < 0 or > CitySketch.ComponentsMax)
            throw new CityMakingException($"components must be 0 to {CitySketch.ComponentsMax}.");
        if (sketch.Code.Length != 4 || !sketch.Code.All(char.IsAsciiDigit))
            throw new CityMakingException("the city's code must be 4 digits.");
    }
}

/// <summary>Gives ground its departments by the usual catalogue, and its inspectors.</summary>
internal static class Staffing
{
    /// <summary>Group of events that a district's own brigade handles: street order.</summary>
    private const string StreetOrder = "E05";

    public static CityPack Staff(CityInfo info, CityGround ground, Random random)
    {
        var brigades = ground.Areas.Where(area => area.Level == "district").Select(Brigade).ToList();
        return new(
            info, ground.Areas, ground.Outline, ground.DutyGrids, ground.Cells,
            UsualCatalogue.Categories, UsualCatalogue.Standards,
            [.. UsualCatalogue.Departments(info.Code), .. brigades],
            [.. brigades.Select(unit => new Responsibility(unit.Code, StreetOrder, unit.Area)), .. UsualCatalogue.Responsibilities],
            UsualCatalogue.Shifts, [.. Inspectors(ground, new(random))], [])
        {
            DispatchRules = UsualCatalogue.DispatchRules,
            Hotlines = UsualCatalogue.Hotlines,
            HotlineFields = UsualCatalogue.HotlineFields,
        };
    }

    private static Department Brigade(Area district) => new(
        $"brigade-{district.Code}", district.Code,
        new($"{district.Name.Zh}城管执法大队", $"{district.Name.En} enforcement brigade"));

    /// <summary>One for each duty grid and shift.</summary>
    private static IEnumerable<Inspector> Inspectors(CityGround ground, PlaceNames names)
    {
        var number = 0;
        foreach (var grid in ground.DutyGrids)
            foreach (var shift in UsualCatalogue.Shifts)
                yield return new($"i{++number:00000}", names.Person(), shift.Code, [grid.Code]);
    }
}
