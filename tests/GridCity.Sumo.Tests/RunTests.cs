using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;
using GridCity.Testing;

namespace GridCity.Sumo.Tests;

public sealed class RunTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Our_controller_is_safe_and_repeatable_and_better_than_the_fixed_program()
    {
        SumoTool.Need();
        var (first, again) = (Run(Controllers.Own), Run(Controllers.Own));

        Assert.Equal(new(0, 0, 0, 0), first.Safety);
        Assert.Equal(first.Figures, again.Figures);
        Assert.Equal(549, first.Figures.Scheduled);
        Assert.True(first.Figures.DelaySeconds < Run("fixed").Figures.DelaySeconds);
    }

    [Theory, InlineData("actuated"), InlineData("mp7r"), InlineData("wave7r"), InlineData("mp10")]
    public void References_run_on_any_scenario(string controller)
    {
        SumoTool.Need();
        var result = Run(controller);

        Assert.Equal(0, result.Safety.Total);
        Assert.Equal(549, result.Figures.Finished);
    }

    [Fact]
    public void More_demand_is_counted_whole()
    {
        SumoTool.Need();

        Assert.InRange(Controllers.Run(Fixture.Scenario, Controllers.Own, new() { Scale = 1.3 }).Figures.Scheduled, 690, 735);
    }

    [Fact]
    public void A_controller_that_does_not_exist_is_named() =>
        Assert.Contains("no controller 'wind'", Assert.Throws<SumoException>(() => Run("wind")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<end value=\"1200\"/>", "", "has no end after its begin")]
    [InlineData("<net-file value=\"pair.net.xml\"/>", "", "names 0 net-files")]
    [InlineData("pair.rou.xml", "none.rou.xml", "none.rou.xml, which does not exist")]
    public void A_scenario_that_lacks_something_is_refused(string old, string with, string why)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Fixture.Pair)!))
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
        var path = Path.Combine(_folder.Path, "pair.sumocfg");
        File.WriteAllText(path, File.ReadAllText(path).Replace(old, with, StringComparison.Ordinal));

        Assert.Contains(why, Assert.Throws<SumoException>(() => Scenario.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everybody_who_should_have_been_there_counts()
    {
        var trips = Path.Combine(_folder.Path, "trips.xml");
        File.WriteAllText(trips, """
            <tripinfos>
              <tripinfo id="0" depart="10.00" departDelay="3.00" arrival="100.00" timeLoss="20.00" waitingTime="5.00"/>
              <tripinfo id="1" depart="20.00" departDelay="0.00" arrival="-1.00" timeLoss="30.00" waitingTime="7.00"/>
              <tripinfo id="2" depart="-1" departDelay="40.00" arrival="-1.00" timeLoss="0.00" waitingTime="0.00"/>
            </tripinfos>
            """);
        var routes = Path.Combine(_folder.Path, "x.rou.xml");
        File.WriteAllText(routes, """
            <routes>
              <vehicle id="0" depart="7"/><trip id="1" depart="20"/><trip id="2" depart="60"/>
              <trip id="3" depart="90"/><trip id="4" depart="100"/>
            </routes>
            """);
        var figures = DelayMetric.Read(trips, new("x", "x.sumocfg", "x.net.xml", [routes], [], 0, 100, 1), 100);

        Assert.Equal((4, 1, 1, 2), (figures.Scheduled, figures.Finished, figures.Running, figures.Undeparted));
        Assert.Equal((23.0 + 30 + 40 + 10) / 4, figures.DelaySeconds);
        Assert.Equal((93.0 + 80 + 40 + 10) / 4, figures.TimeInSystemSeconds);
    }

    public void Dispose() => _folder.Dispose();

    private static RunResult Run(string controller) => Controllers.Run(Fixture.Scenario, controller, new());
}
