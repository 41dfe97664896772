using GridCity.Sumo.Networks;
using GridCity.Sumo.Scenarios;
using GridCity.Testing;

namespace GridCity.Sumo.Tests;

public sealed class NetworkReaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Roads_have_lengths_speeds_lanes_and_ways_on()
    {
        var network = Fixture.Network();
        var edge = network.Edges["A0B0"];

        Assert.Equal(("A0", "B0", 3), (edge.FromJunction, edge.ToJunction, edge.Lanes.Length));
        Assert.InRange(edge.LengthMetres, 100, 150);
        Assert.Equal(13.89, edge.SpeedMetresPerSecond);
        Assert.Equal(["B0bottom1", "B0right0"], network.ConnectionsFrom["A0B0_1"].Select(way => way.ToEdge).Order());
    }

    [Theory]
    [InlineData("<tlLogic id=\"A0\"", "<tlLogic id=\"C0\"", "obeys signal A0, which has no program")]
    [InlineData("to=\"A0bottom0\" fromLane=\"2\" toLane=\"2\"", "to=\"A0bottom0\" fromLane=\"2\" toLane=\"7\"", "lane A0bottom0_7, which does not exist")]
    [InlineData("state=\"yyyyrrrryyyyrrrrrrrr\"", "state=\"yyyy\"", "the phases of signal A0 are not of one length")]
    [InlineData("linkIndex=\"15\"", "linkIndex=\"99\"", "has link index 99")]
    [InlineData("speed=\"13.89\"", "speed=\"fast\"", "speed=\"fast\", which is not a number")]
    [InlineData("</net>", "", "is not sound XML")]
    [InlineData("<net ", "<city ", "is not sound XML")]
    public void A_broken_network_is_refused_with_what_and_where(string old, string with, string why)
    {
        var path = Fixture.Broken(_folder.Path, old, with);
        var refused = Assert.Throws<SumoException>(() => NetworkReader.Read(path));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_not_there_is_named() =>
        Assert.Contains("/none.net.xml cannot be read", Assert.Throws<SumoException>(() => NetworkReader.Read("/none.net.xml")).Message, StringComparison.Ordinal);

    [Theory, InlineData("cologne1", 1), InlineData("cologne3", 3), InlineData("ingolstadt1", 1), InlineData("ingolstadt7", 7)]
    [InlineData("grid4x4", 16), InlineData("hangzhou_1x1_kn-hz_18041608_1h", 1), InlineData("hangzhou_1x1_qc-yn_18041608_1h", 1)]
    public void Foreign_scenarios_are_read_whole(string name, int signals)
    {
        var scenario = Scenario.Read(SharedData.Find($"traffic/{name}"));
        var layouts = LayoutReader.ReadAll(NetworkReader.Read(scenario.Network), new());

        Assert.Equal(signals, layouts.Length);
        Assert.All(layouts, layout => Assert.True(layout.Phases.Length > 1));
    }

    public void Dispose() => _folder.Dispose();
}
