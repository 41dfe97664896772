using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests;

public sealed class KernelTests
{
    public static TheoryData<string> Kinds => [.. GrainKinds.All.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void A_kind_is_found_by_the_id_of_its_grains(string name) =>
        Assert.Same(GrainKinds.All[name], GrainKinds.Of(new GrainId(name, "any/key")));

    [Fact]
    public void A_grain_of_an_unknown_kind_is_said_with_what_is_known()
    {
        var thrown = Assert.Throws<ArgumentException>(() => GrainKinds.Of(new GrainId("cases", "1")));

        Assert.Contains("case, cell, component, department, duty-grid, escort, inspector, intersection", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(180.1, 0)]
    [InlineData(-180.1, 0)]
    [InlineData(0, 90.1)]
    [InlineData(0, -90.1)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    public void A_place_lies_on_the_earth(double longitude, double latitude)
    {
        Assert.False(Place.IsOnEarth(longitude, latitude));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Place(longitude, latitude));
    }

    [Theory]
    [InlineData(-180, -90)]
    [InlineData(180, 90)]
    public void A_place_may_lie_on_the_edge_of_the_map(double longitude, double latitude) =>
        Assert.Equal((longitude, latitude),
            (new Place(longitude, latitude).Longitude, new Place(longitude, latitude).Latitude));

    [Fact]
    public void A_command_of_another_kind_is_our_bug() =>
        Assert.Throws<ArgumentException>(() => GrainKinds.All["cell"].Decide(
            GrainKinds.All["cell"].Initial, new CaseCommand.Handle(), By(Posts.Mail, CellGrain)));

    [Fact]
    public void A_sealed_text_of_the_longest_kind_fits()
    {
        var longest = new string('长', SmallCity.Limits.TextLengthMax);
        var cipher = Convert.ToBase64String(new byte[System.Text.Encoding.UTF8.GetByteCount(longest) + 64]);
        var report = CoverReport with { Description = new("person-99", cipher) };

        Assert.IsType<Decision<CaseEvent>.Accepted>(Case.Decide(
            CaseState.Initial, new CaseCommand.Register(report), By(Posts.Agent, FirstCase.Grain)));
    }
}
