using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Silo.Cities;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>From the folder's drawings to what can run a signal.</summary>
public sealed class PackIntersectionsTests
{
    [Fact]
    public void The_usual_crossing_runs_a_signal_and_keeps_its_edition()
    {
        var pack = With(UsualCrossing.Make("cross"));

        var (first, again) = (Load(pack).Intersections[CrossCity.First], Load(pack).Intersections[CrossCity.First]);

        Assert.Equal((12, 4, 16, 4), (first.As.Layout.Lanes.Length, first.As.Layout.Exits.Length, first.As.Layout.Groups.Length, first.As.Layout.Phases.Length));
        Assert.Equal(first.As.Edition, again.As.Edition);
        Assert.NotEqual(first.As.Edition, Load(CrossCity.Pack).Intersections[CrossCity.First].As.Edition);
        Assert.NotEmpty(first.Cell);
    }

    [Fact]
    public void A_plan_that_cuts_a_minimum_green_is_refused_with_file_line_and_field()
    {
        var drawing = CrossCity.Cross;
        var cut = With(drawing with { Plans = [drawing.Plans[0] with { Steps = [[1, 8], [2, 20]] }] });

        var error = Assert.Throws<PackException>(() => Load(cut));

        Assert.Contains("intersections.csv:2: 'plans[0].steps[0].seconds' must be 9", error.Message, StringComparison.Ordinal);
    }

    private static CityPack With(LayoutDrawing drawing) => CrossCity.Pack with { IntersectionLayouts = [drawing] };

    private static LoadedCity Load(CityPack pack)
    {
        using var folder = new TestFolder();
        PackWriter.Write(pack, folder.Path);
        return LoadedCity.Load(folder.Path);
    }
}
