using System.CommandLine;
using GridCity.Cli.Traffic;
using GridCity.Sumo.Logs;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity traffic …</c>: runs of signal control on SUMO, and pictures of them. No server is asked.</summary>
internal static class TrafficCommand
{
    private const int DemoSecondsUsual = 900, DemoSecondsMax = 7_200;

    private static readonly Option<string> Out = new("--out") { Description = "Folder to write.", Required = true };

    private static readonly Option<int> Seed = new("--seed") { Description = "Of SUMO's chance.", DefaultValueFactory = _ => 1 };

    public static Command Make() => new("traffic", "Runs of signal control on SUMO, logged and drawn.") { Run(), Report(), Demo() };

    private static Command Run()
    {
        var scenario = new Option<string>("--scenario") { Description = "Folder with a .sumocfg.", Required = true };
        var controller = new Option<string>("--controller")
        {
            Description = $"One of {string.Join(", ", LoggedRun.Controllers)}.", DefaultValueFactory = _ => Controllers.Own,
        };
        var command = new Command("run", "Runs a scenario and logs every second of it as CSV.") { scenario, controller, Seed, Out };
        command.SetAction((asked, _) => Expected.RunAsync(asked, () =>
        {
            var result = LoggedRun.Run(
                Scenario.Read(asked.GetRequiredValue(scenario)), asked.GetRequiredValue(controller), new() { Seed = asked.GetValue(Seed) },
                asked.GetRequiredValue(Out));
            Console.WriteLine(
                $"{result.Scenario}, {result.Controller}, seed {result.Seed}: mean delay {result.Figures.DelaySeconds:0.0} s, "
                + $"{result.Figures.Finished} of {result.Figures.Scheduled} arrived. Log in {asked.GetRequiredValue(Out)}");
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static Command Report()
    {
        var run = new Option<string?>("--run") { Description = "Log of a run." };
        var baseline = new Option<string?>("--baseline") { Description = "Log of the run that it is compared with." };
        var bench = new Option<string?>("--bench") { Description = "CSV of 'ops/bench traffic'." };
        var corridor = new Option<string?>("--corridor")
        {
            Description = "Roads with commas between them, in the order they are driven; the busiest if not given.",
        };
        var from = new Option<int?>("--from-second")
        {
            Description = "First second of the time-space diagrams, which show 600; the middle if not given.",
        };
        var command = new Command("report", "Draws a run beside its baseline: SVG, CSV and one page.")
        {
            run, baseline, bench, corridor, from, Out,
        };
        command.SetAction((asked, _) => Expected.RunAsync(asked, () =>
        {
            var report = new TrafficReport(asked.GetRequiredValue(Out));
            if ((asked.GetValue(run), asked.GetValue(baseline)) is ({ } one, { } other))
                report.Compare(RunLog.Read(one), RunLog.Read(other), asked.GetValue(corridor)?.Split(',') ?? [], asked.GetValue(from));
            else if (asked.GetValue(bench) is null || asked.GetValue(run) is not null || asked.GetValue(baseline) is not null)
                throw new UsageException("give --run with --baseline, or --bench, or all three.");
            if (asked.GetValue(bench) is { } file) report.Bench(file);
            Console.WriteLine(report.WritePage());
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static Command Demo()
    {
        var seconds = new Option<int>("--seconds") { Description = "Of simulated traffic.", DefaultValueFactory = _ => DemoSecondsUsual };
        var scenario = new Option<string?>("--scenario") { Description = "Folder with a .sumocfg; a small net of its own if not given." };
        var command = new Command("demo", "Shows our control beside fixed programs, live, and draws the report.")
        {
            scenario, seconds, Seed, Out,
        };
        command.SetAction((asked, _) => Expected.RunAsync(asked, () =>
        {
            if (asked.GetValue(seconds) is < 60 or > DemoSecondsMax) throw new UsageException($"--seconds must be 60 to {DemoSecondsMax}.");
            var folder = asked.GetRequiredValue(Out);
            var streets = asked.GetValue(scenario) is { } given
                ? Scenario.Read(given) : DemoStreets.Make(Path.Combine(folder, "demo"), asked.GetValue(seconds));
            Console.WriteLine(new TrafficDemo(streets, asked.GetValue(Seed), folder).Show());
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }
}
