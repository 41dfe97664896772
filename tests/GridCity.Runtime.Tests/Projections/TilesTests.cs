using GridCity.Grains.Cities;
using GridCity.Runtime.Projections.Lists;

namespace GridCity.Runtime.Tests.Projections;

public sealed class TilesTests
{
    [Fact]
    public void Whatever_is_within_the_distance_lies_in_one_of_the_tiles()
    {
        var random = new Random(1);
        for (var turn = 0; turn < 2_000; turn++)
        {
            var center = new Place((random.NextDouble() * 300) - 150, (random.NextDouble() * 130) - 65);
            var near = new Place(
                center.Longitude + ((random.NextDouble() - 0.5) * 0.02), center.Latitude + ((random.NextDouble() - 0.5) * 0.02));
            if (Tiles.Metres(center, near) > 400) continue;

            Assert.Contains(Tiles.Of(near), Tiles.Around(center, 400));
        }
    }

    [Fact]
    public void Metres_are_right_to_a_thousandth()
    {
        // One minute of latitude is a nautical mile, 1,852 m, and on the 60th parallel two of longitude.
        Assert.InRange(Tiles.Metres(new(10, 60), new(10, 60 + (1 / 60.0))), 1_850, 1_855);
        Assert.InRange(Tiles.Metres(new(10, 60), new(10 + (2 / 60.0), 60)), 1_850, 1_855);
    }

    [Fact]
    public void A_circle_needs_few_tiles() => Assert.InRange(Tiles.Around(new(121.47, 31.23), 200).Length, 4, 12);
}
