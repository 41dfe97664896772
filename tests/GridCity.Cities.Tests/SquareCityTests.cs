using GridCity.Cities.Generation;
using GridCity.Cities.Tests.Support;

namespace GridCity.Cities.Tests;

public sealed class SquareCityTests
{
    /// <summary>Records of a real city have categories of 40 letters, the most that a code may have.</summary>
    [Theory]
    [InlineData("0101")]
    [InlineData("general-comments-for-a-program-or-policy")]
    public void A_city_of_squares_passes_the_check(string category)
    {
        using var folder = new PackFolder(SquareCity.Make(new(
            new("330106", "Squares", 30, 120, 30.0548, 120.0633, CellMetres: 100),
            NoPlaceCell: true, [(category, "Thing")], HandlingHoursMax: 2, [("water", "Water")], Inspectors: [])));

        Assert.Empty(folder.Check());
    }
}
