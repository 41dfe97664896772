using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary>A pack and where each of its entries stands, for the check.</summary>
/// <param name="Lines">For each file the line of its first, second, … entry.</param>
public sealed record ReadPack(CityPack Pack, IReadOnlyDictionary<string, int[]> Lines)
{
    public int LineOf(string file, int index) => Lines[file][index];
}
