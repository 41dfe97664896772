using GridCity.Sumo.Logs;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;
using Spectre.Console;

namespace GridCity.Cli.Traffic;

/// <summary>One scenario twice at once, second for second: under the network's fixed programs, and under our control.</summary>
internal sealed class TrafficDemo(Scenario scenario, int seed, string folder)
{
    private const int BarMax = 50;

    /// <summary>Seconds of simulation between two pictures.</summary>
    private const int Every = 5;

    private static readonly string[] Sides = ["fixed", Controllers.Own];

    private readonly TrafficSecond[] _now = new TrafficSecond[2];
    private readonly long[] _waited = new long[2];

    /// <summary>Runs both and draws the report.</summary>
    /// <returns>What it came to, in words, and where the report lies.</returns>
    public string Show()
    {
        var results = AnsiConsole.Profile.Out.IsTerminal
            ? AnsiConsole.Live(Picture()).Start(live => Run(() => live.UpdateTarget(Picture())))
            : Run(() => Console.WriteLine(Words()));
        var report = new TrafficReport(Path.Combine(folder, "report"));
        report.Compare(RunLog.Read(LogOf(1)), RunLog.Read(LogOf(0)), [], null);
        var page = report.WritePage();
        var (fixedPrograms, ours) = (results[0].Figures.DelaySeconds, results[1].Figures.DelaySeconds);
        return $"mean delay of a vehicle: {fixedPrograms:0.0} s under fixed programs, {ours:0.0} s under our control "
            + $"({(ours - fixedPrograms) / fixedPrograms:+0 %;-0 %}). Report: {page}";
    }

    /// <summary>Neither side is ever ahead of the other; one that has ended is not waited for.</summary>
    private RunResult[] Run(Action show)
    {
        using var step = new Barrier(2, _ =>
        {
            if (_now.Max(one => one.Second) % (AnsiConsole.Profile.Out.IsTerminal ? Every : 60) == 0) show();
        });
        var runs = Enumerable.Range(0, 2)
            .Select(side => Task.Factory.StartNew(() => Run(side, step), TaskCreationOptions.LongRunning)).ToArray();
        return Task.WhenAll(runs).GetAwaiter().GetResult();
    }

    private RunResult Run(int side, Barrier step)
    {
        try
        {
            return LoggedRun.Run(scenario, Sides[side], new() { Seed = seed }, LogOf(side), now =>
            {
                _now[side] = now;
                _waited[side] += now.Standing;
                step.SignalAndWait();
            });
        }
        finally
        {
            step.RemoveParticipant();
        }
    }

    private string LogOf(int side) => Path.Combine(folder, Sides[side]);

    private string Words() => string.Join(
        "   ", Sides.Index().Select(side =>
            $"{_now[side.Index].Second,5} s {side.Item}: {_now[side.Index].Standing} stand of {_now[side.Index].Driving}, "
            + $"{_waited[side.Index] / 60} min waited"));

    private Rows Picture()
    {
        var table = new Table().AddColumns("", "second", "driving", "km/h", "waited so far", "stand");
        foreach (var (at, side) in Sides.Index())
        {
            var (colour, now) = (at == 0 ? "red" : "green", _now[at]);
            table.AddRow(
                side, $"{now.Second}", $"{now.Driving}", $"{now.SpeedMetresPerSecond * 3.6:0}", $"{_waited[at] / 60} min",
                $"[{colour}]{new string('█', Math.Min(BarMax, now.Standing))}[/] {now.Standing}");
        }

        return new(
            Markup.FromInterpolated($"[bold]{scenario.Name}[/], seed {seed}: the same traffic under fixed programs and under our control"), table);
    }
}
