using System.Collections.Immutable;
using System.Globalization;
using GridCity.Cities.Model;

namespace GridCity.Cities.Generation;

/// <summary>Makes the ground of a sketched city: a net of streets, divided into districts, streets, communities, duty grids.</summary>
internal sealed class GeneratedGround
{
    // Shanghai at the end of 2016 had 213 streets for its 40,625 cells; a community of two duty grids is an easy walk.
    private const double CellsPerCommunity = 44;
    private const double CellsPerStreet = 40_625.0 / 213;
    private const double CellsPerDistrict = 40_625.0 / 16;
    private const int DistrictsLeast = 3;

    private readonly ImmutableArray<Area>.Builder _areas = ImmutableArray.CreateBuilder<Area>();
    private readonly ImmutableArray<DutyGrid>.Builder _grids = ImmutableArray.CreateBuilder<DutyGrid>();
    private readonly ImmutableArray<Cell>.Builder _cells = ImmutableArray.CreateBuilder<Cell>();
    private readonly CitySketch _sketch;
    private readonly PlaceNames _names;

    private GeneratedGround(CitySketch sketch, PlaceNames names) => (_sketch, _names) = (sketch, names);

    public static CityGround Make(CitySketch sketch, Random random, LocalText name)
    {
        var blocks = new StreetNet(random, sketch.Cells, sketch.Centre).Take(sketch.Cells);
        var ground = new GeneratedGround(sketch, new(random));
        ground._areas.Add(new(sketch.Code, "city", name, sketch.Code, sketch.Code));
        ground.Districts(blocks);
        return new(
            [.. ground._areas.OrderBy(area => area.Code.Length).ThenBy(area => area.Code, StringComparer.Ordinal)],
            Outlines.Of(ground._cells.Select(cell => cell.Shape)), ground._grids.DrainToImmutable(), ground._cells.DrainToImmutable());
    }

    private void Districts(List<Block> blocks)
    {
        var communities = Math.Clamp(Rounded(blocks.Count / CellsPerCommunity), 1, _sketch.DutyGrids);
        var streets = Math.Clamp(Rounded(blocks.Count / CellsPerStreet), 1, communities);
        var districts = Math.Clamp(Rounded(blocks.Count / CellsPerDistrict), Math.Min(DistrictsLeast, streets), streets);
        var parts = Division.Divide(blocks, districts);
        var sizes = parts.Select(part => part.Count).ToList();
        var (streetShares, communityShares) = (Division.Share(streets, sizes), Shares(communities, Division.Share(streets, sizes), sizes));
        var gridShares = Shares(_sketch.DutyGrids, communityShares, sizes);
        for (var number = 0; number < districts; number++)
        {
            var code = Numbered(_sketch.Code, number, 2);
            // One supervision for the city, command in the districts: the common arrangement of a large city.
            _areas.Add(new(code, "district", _names.District(), _sketch.Code, code));
            Streets(code, parts[number], streetShares[number], communityShares[number], gridShares[number]);
        }
    }

    private void Streets(string district, List<Block> blocks, int streets, int communities, int grids)
    {
        var parts = Division.Divide(blocks, streets);
        var sizes = parts.Select(part => part.Count).ToList();
        var communityShares = Division.Share(communities, sizes);
        var gridShares = Shares(grids, communityShares, sizes);
        for (var number = 0; number < streets; number++)
        {
            var code = Numbered(district, number, 3);
            _areas.Add(new(code, "street", _names.Street(), _sketch.Code, district));
            Communities(code, parts[number], communityShares[number], gridShares[number]);
        }
    }

    private void Communities(string street, List<Block> blocks, int communities, int grids)
    {
        var parts = Division.Divide(blocks, communities);
        var shares = Division.Share(grids, [.. parts.Select(part => part.Count)]);
        for (var number = 0; number < communities; number++)
        {
            var code = Numbered(street, number, 3);
            var name = _names.Community();
            _areas.Add(new(code, "community", name, _sketch.Code, street[..^3]));
            Cells(code, name, parts[number], Division.Divide(parts[number], Math.Min(shares[number], parts[number].Count)));
        }
    }

    private void Cells(string community, LocalText name, List<Block> blocks, List<List<Block>> grids)
    {
        var gridOf = new Dictionary<Block, string>();
        for (var number = 0; number < grids.Count; number++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{community}-{number + 1}");
            _grids.Add(new(code, community, new($"{name.Zh}第{number + 1}责任网格", $"{name.En}, duty grid {number + 1}")));
            foreach (var block in grids[number]) gridOf[block] = code;
        }
        var order = blocks.OrderBy(block => block.Row).ThenBy(block => block.Column).ToList();
        for (var number = 0; number < order.Count; number++)
            _cells.Add(new(Numbered(community, number, 3), gridOf[order[number]], "", null, null, order[number].Shape));
    }

    /// <summary>Shares by size of which each part has at least as many as it has parts of the level above.</summary>
    private static int[] Shares(int total, int[] least, List<int> sizes)
    {
        var extra = total - least.Sum();
        var shares = extra >= sizes.Count ? Division.Share(extra, sizes) : [.. sizes.Select((_, index) => index < extra ? 1 : 0)];
        return [.. shares.Zip(least, (share, own) => share + own)];
    }

    private static string Numbered(string above, int number, int digits) =>
        above + (number + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    private static int Rounded(double number) => (int)Math.Round(number);
}
