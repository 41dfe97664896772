using GridCity.Grains.Escorts.Control;
using GridCity.Sumo.Escorts;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Runs;
using GridCity.Testing;

namespace GridCity.Sumo.Tests;

public sealed class EscortRunTests : IDisposable
{
    private const string Vehicles = """
        <routes>
          <trip id="a" depart="100" from="left0A0" to="B0right0"/>
          <vehicle id="b" depart="300"><route edges="top0A0 A0B0 B0right0"/></vehicle>
          <trip id="c" depart="500" from="bottom1B0" to="A0left0"/>
        </routes>
        """;

    private readonly TestFolder _folder = new();

    [Fact]
    public void Escorted_vehicles_lose_less_and_the_signals_keep_their_rules()
    {
        SumoTool.Need();
        var demand = Demand(Vehicles);

        var usual = EscortRun.Run(Fixture.Scenario, demand, new(), Controllers.Ours, escorts: null);
        var escorted = EscortRun.Run(Fixture.Scenario, demand, new(), Controllers.Ours, EscortSettings.Usual);

        Assert.Equal((3, 3), (usual.Arrived, escorted.Arrived));
        Assert.True(
            escorted.LostSecondsMean < usual.LostSecondsMean,
            $"{usual.LostSecondsMean} s without, {escorted.LostSecondsMean} s with");
        Assert.Equal(0, escorted.Others.Safety.Total);
        Assert.Equal(549, escorted.Others.Figures.Scheduled);
    }

    [Fact]
    public void A_vehicle_is_followed_from_road_to_road()
    {
        var graph = RoadGraphs.Of(Fixture.Network());
        var tracker = new EscortTracker(EscortedVehicle.Read(Demand(Vehicles), graph)[0], graph);
        Assert.Equal(["left0A0", "A0B0", "B0right0"], tracker.Vehicle.Roads);
        Assert.Equal([(0, "A0"), (1, "B0")], tracker.Stops);

        tracker.MoveTo("left0A0_1", 90);
        Assert.Equal((0, 90), (tracker.At, tracker.Metres));
        tracker.MoveTo(":A0_5_0", 3);
        tracker.MoveTo(":A0_5_0", 9);
        Assert.Equal((1, 0), (tracker.At, tracker.Metres));
        tracker.MoveTo("A0B0_1", 20);
        tracker.Look();
        Assert.Equal((1, 20, false), (tracker.At, tracker.Metres, tracker.IsOver));
        tracker.Look();
        Assert.True(tracker.IsOver);
    }

    [Theory]
    [InlineData("""<routes><trip id="x" depart="1" from="B0right0" to="left0A0"/></routes>""", "vehicle x has no route")]
    [InlineData("""<routes><vehicle id="x" depart="1"><route edges="moon"/></vehicle></routes>""", "vehicle x drives over moon")]
    public void A_vehicle_that_cannot_drive_is_named(string demand, string why)
    {
        var graph = RoadGraphs.Of(Fixture.Network());

        Assert.Contains(
            why, Assert.Throws<SumoException>(() => EscortedVehicle.Read(Demand(demand), graph)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Demand(string text)
    {
        var path = Path.Combine(_folder.Path, "escort.rou.xml");
        File.WriteAllText(path, text);
        return path;
    }
}
