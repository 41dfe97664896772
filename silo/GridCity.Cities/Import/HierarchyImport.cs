using System.Collections.Immutable;
using System.Globalization;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using NetTopologySuite.Geometries;

namespace GridCity.Cities.Import;

/// <summary>A city made of a hierarchy, and what of the hierarchy has no ground in it.</summary>
/// <param name="WithoutGround">A line each on communities without a centre and the like; they stay in the areas.</param>
public sealed record ImportedCity(CityPack Pack, ImmutableArray<string> WithoutGround);

/// <summary>
/// Makes a city of divisions with centre points and of county boundaries. A community's cell is the ground nearest to its
/// centre. Communities without a centre are kept as areas; the ground of a town that has such ones goes in part to a
/// community 000, which stands for the rest of the town.
/// </summary>
public static class HierarchyImport
{
    /// <summary>Number of the community that stands for what is not divided further.</summary>
    private const string Rest = "000";

    /// <summary>Two centres nearer than this many degrees count as one: about a decimetre.</summary>
    private const int CentreDecimals = 6;

    private const int SeedOfNames = 1;

    /// <summary>Of the divisions that the hierarchy numbers.</summary>
    private const string TimeZone = "Asia/Shanghai";

    /// <exception cref="PackException">A file cannot be used; names it, the line and the reason.</exception>
    public static ImportedCity Make(string folder)
    {
        var faults = new FaultList();
        var divisions = Hierarchy.Read(folder, faults);
        var fences = Read(folder, divisions, faults);
        var city = divisions.Find(division => division.Level == "city");
        if (city is null) faults.Add("adcode-*.csv", 0, "no row is of level city.");
        if (!faults.IsEmpty) throw new PackException(folder, faults.Kept);
        var towns = new Towns(divisions);
        if (towns.Sites.Count == 0) throw new CityMakingException("No division has a centre.");
        var pieces = VoronoiGround.Divide(fences, towns.Sites);
        return new(Pack(city!, towns, pieces), [.. towns.WithoutGround(pieces)]);
    }

    private static SortedDictionary<string, Geometry> Read(string folder, List<Division> divisions, FaultList faults)
    {
        var fences = new SortedDictionary<string, Geometry>(StringComparer.Ordinal);
        foreach (var county in divisions.Where(division => division.Level == "county").Select(division => division.Code[..6]))
            if (Fences.Read(folder, county, faults) is { } fence) fences[county] = fence;
        return fences;
    }

    private static CityPack Pack(Division city, Towns towns, ILookup<string, Shape> pieces)
    {
        var code = city.Code[..4];
        var cells = pieces.OrderBy(group => group.Key, StringComparer.Ordinal).SelectMany(Cells).ToImmutableArray();
        var used = cells.Select(cell => cell.DutyGrid).ToHashSet();
        var ground = new CityGround(
            [new(code, "city", new(city.Name, ""), code, code), .. towns.Areas(code)],
            Outlines.Of(cells.Select(cell => cell.Shape)),
            [.. towns.All.Where(town => used.Contains(town.Code[..9])).Select(town => new DutyGrid(town.Code[..9], town.Code[..9], new(town.Name, "")))],
            cells);
        var info = new CityInfo(
            code, new(city.Name, ""), "imported", ["zh"], CodeScheme.Usual, code.PadRight(CodeScheme.Usual.CellDigits, '0'), new(),
            TimeZone);
        return Staffing.Staff(info, ground, new Random(SeedOfNames));
    }

    /// <summary>Pieces of a community from north to south, then from west to east.</summary>
    private static IEnumerable<Cell> Cells(IGrouping<string, Shape> community) =>
        community.OrderByDescending(shape => Top(shape)).ThenBy(shape => shape.Rings[0][0])
            .Select((shape, index) => new Cell(
                community.Key + (index + 1).ToString("000", CultureInfo.InvariantCulture), community.Key[..9], "", null, null, shape));

    private static double Top(Shape shape) => shape.Rings[0].Where((_, index) => index % 2 == 1).Max();

    /// <summary>The divisions by town, and the sites that they give.</summary>
    private sealed class Towns
    {
        private static readonly string[] Levels = ["city", "county", "town", "village"];

        private readonly List<Division> _divisions;
        private readonly ILookup<string, Division> _villages;
        private readonly HashSet<(double, double)> _taken = [];
        private readonly List<Division> _rests = [];

        public Towns(List<Division> divisions)
        {
            _divisions = divisions;
            _villages = divisions.Where(division => division.Level == "village").ToLookup(division => division.Code[..9]);
            All = [.. divisions.Where(division => division.Level == "town")];
            foreach (var village in divisions.Where(division => division.Level == "village")) Add(village);
            foreach (var town in All.Where(town => town.Centre is not null)) AddRest(town);
        }

        public List<Division> All { get; }

        public List<Site> Sites { get; } = [];

        public IEnumerable<Area> Areas(string city)
        {
            foreach (var division in _divisions.Concat(_rests)
                .OrderBy(one => Array.IndexOf(Levels, one.Level)).ThenBy(one => one.Code, StringComparer.Ordinal))
                if (AreaOf(division, city) is { } area) yield return area;
        }

        public IEnumerable<string> WithoutGround(ILookup<string, Shape> pieces) =>
            _divisions.Where(division => division.Level == "village" && !pieces.Contains(division.Code))
                .Select(village => $"{village.Code} {village.Name}: {(village.Centre is null ? "no centre" : "its centre is another's or lies outside")}")
                .Concat(All.Where(town => !_villages[town.Code[..9]].Append(RestOf(town)).Any(one => pieces.Contains(one.Code)))
                    .Select(town => $"{town.Code} {town.Name}: neither it nor a community in it has a centre"));

        private void Add(Division village)
        {
            if (village.Centre is not var (x, y) || !_taken.Add((Math.Round(x, CentreDecimals), Math.Round(y, CentreDecimals)))) return;
            Sites.Add(new(village.Code, village.Code[..6], x, y));
        }

        /// <summary>Where a community has no centre, or there is none, the town's own centre stands for the rest.</summary>
        private void AddRest(Division town)
        {
            var villages = _villages[town.Code[..9]].ToList();
            if (villages.Count > 0 && villages.All(village => village.Centre is not null)) return;
            var before = Sites.Count;
            Add(RestOf(town));
            if (Sites.Count > before) _rests.Add(RestOf(town));
        }

        private static Division RestOf(Division town) => town with { Code = town.Code[..9] + Rest, Level = "village" };

        private static Area? AreaOf(Division division, string city) => division.Level switch
        {
            "county" => Area(division, 6, "district", city),
            "town" => Area(division, 9, "street", city),
            "village" => Area(division, 12, "community", city),
            _ => null,
        };

        private static Area Area(Division division, int digits, string level, string city) =>
            new(division.Code[..digits], level, new(division.Name, ""), city, division.Code[..6]);
    }
}
