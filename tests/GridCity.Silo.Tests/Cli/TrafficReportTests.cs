using System.Xml.Linq;
using GridCity.Cli.Commands;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Cli;

/// <summary>A report is drawn from logs alone: no SUMO, no server.</summary>
public sealed class TrafficReportTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_drawn_beside_its_baseline_with_the_corridor_that_most_drove()
    {
        Log("ours", "adaptive", standing: 1);
        Log("theirs", "fixed", standing: 4);
        File.WriteAllText(In("bench.csv"), "scenario,controller,seed,delay_all\ntown,fixed,1,30\ntown,adaptive,1,20\n");

        var done = await CliRun.OfAsync("traffic", "report", "--run", In("ours"), "--baseline", In("theirs"), "--bench", In("bench.csv"), "--out", In("report"));

        Assert.Equal((ExitCode.Done, ""), (done.Code, done.Error));
        foreach (var picture in Directory.GetFiles(In("report"), "*.svg")) Assert.Equal("svg", XDocument.Load(picture).Root!.Name.LocalName);
        Assert.Equal(7, Directory.GetFiles(In("report"), "*.svg").Length);
        var drawn = File.ReadAllText(In("report/time-space-run.svg"));
        Assert.Contains("adaptive, seed 1: a → b", drawn, StringComparison.Ordinal);
        Assert.Contains("#2ca02c", drawn, StringComparison.Ordinal);
        Assert.Equal("scenario,controller,seed\ntown,adaptive,1\ntown,fixed,1\n", File.ReadAllText(In("report/summary.csv")));
        Assert.Equal(41, File.ReadAllLines(In("report/seconds.csv")).Length);
    }

    [Theory]
    [InlineData("c,b", "there is no road 'c'")]
    [InlineData("b,a", "no way leads from road 'b' to 'a'")]
    public async Task A_corridor_that_is_none_is_refused_by_name(string corridor, string why)
    {
        Log("ours", "adaptive", standing: 1);

        var done = await CliRun.OfAsync("traffic", "report", "--run", In("ours"), "--baseline", In("ours"), "--corridor", corridor, "--out", In("report"));

        Assert.Equal(ExitCode.Failed, done.Code);
        Assert.Contains(why, done.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said()
    {
        Assert.Contains("--run with --baseline", (await CliRun.OfAsync("traffic", "report", "--out", In("r"))).Error, StringComparison.Ordinal);
        Assert.Contains("is no log of a run", (await CliRun.OfAsync("traffic", "report", "--run", In("x"), "--baseline", In("y"), "--out", In("r"))).Error, StringComparison.Ordinal);
        Assert.Contains("there is no folder", (await CliRun.OfAsync("traffic", "run", "--scenario", In("x"), "--out", In("r"))).Error, StringComparison.Ordinal);
    }

    /// <summary>Twenty seconds of one vehicle over a signal from road a to road b.</summary>
    private void Log(string name, string controller, int standing)
    {
        var folder = Directory.CreateDirectory(In(name)).FullName;
        void Write(string file, string header, IEnumerable<string> rows) => File.WriteAllLines(Path.Combine(folder, file), rows.Prepend(header));
        Write("run.csv", "scenario,controller,seed", [$"town,{controller},1"]);
        Write("roads.csv", "road,from_junction,to_junction,metres", ["a,w,x,100", "b,x,e,100"]);
        Write("ways.csv", "from_road,to_road,signal,link", ["a,b,x,0"]);
        Write("signals.csv", "second,signal,shown", ["0,x,r", "8,x,G"]);
        Write("traffic.csv", "second,driving,standing,metres_per_second", Enumerable.Range(0, 20).Select(second => $"{second},5,{standing},7.5"));
        Write(
            "vehicles.csv", "second,vehicle,lane,metres,metres_per_second",
            Enumerable.Range(0, 20).Select(second => second < 10 ? $"{second},v,a_0,{second * 10},10" : $"{second},v,b_0,{(second - 10) * 10},10"));
    }

    private string In(string name) => Path.Combine(_folder.Path, name);
}
