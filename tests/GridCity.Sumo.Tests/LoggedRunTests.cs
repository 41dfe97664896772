using GridCity.Sumo.Logs;
using GridCity.Sumo.Runs;
using GridCity.Testing;

namespace GridCity.Sumo.Tests;

/// <summary>A run's log holds all of it, whoever controls the signals, and changes nothing in it.</summary>
public sealed class LoggedRunTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("fixed"), InlineData(Controllers.Own)]
    public void A_log_is_read_back_and_its_run_costs_what_it_costs_without(string controller)
    {
        SumoTool.Need();

        var result = LoggedRun.Run(Fixture.Scenario, controller, new(), _folder.Path);
        var log = RunLog.Read(_folder.Path);

        Assert.Equal(Controllers.Run(Fixture.Scenario, controller, new()).Figures, result.Figures);
        Assert.Equal((controller, "549"), (log.Facts["controller"], log.Facts["scheduled"]));
        Assert.Equal(log.Seconds.Sum(one => one.Driving), log.Vehicles().Count());
        Assert.Equal(2, log.Signals.Count);
        Assert.All(log.Signals, signal => Assert.Contains(signal, shown => shown.Letters.Contains('y', StringComparison.Ordinal)));
        Assert.Contains(log.Ways, way => way.Signal.Length > 0 && log.Roads.ContainsKey(way.FromRoad));
    }

    [Fact]
    public void What_cannot_be_logged_or_is_no_log_is_said()
    {
        Assert.Contains("cannot be logged", Assert.Throws<SumoException>(() => LoggedRun.Run(Fixture.Scenario, "actuated", new(), _folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("is no log of a run", Assert.Throws<SumoException>(() => RunLog.Read(_folder.Path)).Message, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_folder.Path, "run.csv"), "controller,seed\nfixed,1\n");
        File.WriteAllText(Path.Combine(_folder.Path, "roads.csv"), "road,from,to,metres\na,x,y,long\n");
        Assert.Contains("roads.csv line 2: 'long' is no number", Assert.Throws<SumoException>(() => RunLog.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }
}
