namespace GridCity.Cities.Generation;

/// <summary>What to generate.</summary>
/// <param name="Seed">The same seed and numbers give the same city to the byte.</param>
/// <param name="Cells">1 to <see cref="CellsMax"/>.</param>
/// <param name="Components">0 or more.</param>
/// <param name="DutyGrids">1 to the number of cells.</param>
public sealed record CitySketch(int Seed, int Cells, int Components, int DutyGrids)
{
    /// <summary>Of Shanghai at the end of 2016: 40,625 cells in 1,829 duty grids.</summary>
    public const double CellsPerDutyGrid = 40_625.0 / 1_829;

    public const int CellsMax = 200_000;

    public const int ComponentsMax = 2_000_000;

    /// <summary>Digits of the city in its codes: no real place has them.</summary>
    public string Code { get; init; } = "9901";

    /// <summary>Degrees, WGS84.</summary>
    public (double Longitude, double Latitude) Centre { get; init; } = (120.15, 30.25);

    public static int DutyGridsUsual(int cells) => Math.Max(1, (int)Math.Round(cells / CellsPerDutyGrid));
}
