using System.CommandLine;
using GridCity.Cli.Commands;
using GridCity.Cli.Output;
using GridCity.Protos.Junction.V1;
using Spectre.Console;

namespace GridCity.Cli.Acts;

/// <summary><c>gridcity junction watch ID</c>: signals and queues, drawn anew each second until Ctrl-C.</summary>
internal static class JunctionWatch
{
    private const int BarMax = 40;

    private static readonly Argument<string> Junction = new("junction") { Description = "Code of an intersection." };

    private static readonly Option<int> Count = new("--count")
    {
        Description = "Ends after so many seconds; 0, the usual, goes on until Ctrl-C.", HelpName = "NUMBER",
    };

    /// <summary>Named as for every watch; there is none to go on from.</summary>
    public static Command Make() =>
        ServerCommand.Make("watch", "Signals and queues of an intersection, each second.", [Junction, Count], RunAsync);

    private static async Task RunAsync(ServerCall on)
    {
        var code = on.Asked.GetRequiredValue(Junction);
        var layout = (await on.City.Junctions.GetAsync(new() { Junction = code }, on.Stop)).Layout;
        var left = on.Asked.GetValue(Count);
        var moments = on.City.Junctions.WatchAsync(new() { Junction = code }, on.Stop);
        if (on.Say.IsJson) await EachAsync(moments, moment => on.Say.StreamLine(moment, ""), left);
        else if (!on.Say.Console.Profile.Out.IsTerminal) await EachAsync(moments, moment => on.Say.Line(Words(moment, layout)), left);
        else
        {
            await on.Say.Console.Live(new Text("…")).StartAsync(live => EachAsync(
                moments, moment => live.UpdateTarget(Picture(code, moment, layout)), left));
        }
    }

    private static async Task EachAsync(IAsyncEnumerable<JunctionMoment> moments, Action<JunctionMoment> show, int left)
    {
        await foreach (var moment in moments)
        {
            show(moment);
            if (--left == 0) return;
        }
    }

    private static string Words(JunctionMoment moment, JunctionLayout layout) =>
        $"{FieldTexts.Moment(moment.At)}  {moment.Mode}  {PhaseOf(moment, layout)}  {Signals(moment)}"
        + $"  queue {moment.Lanes.Sum(lane => lane.Halting)}  {moment.HeldBack}";

    private static Rows Picture(string code, JunctionMoment moment, JunctionLayout layout)
    {
        var lanes = new Table().AddColumns("lane", "stand", "all", "m/s", "", "detector");
        foreach (var lane in moment.Lanes)
            lanes.AddRow(
                Markup.Escape(lane.Lane), $"{lane.Halting}", $"{lane.Present}", $"{lane.MeanSpeed:0.0}",
                $"[red]{new string('█', Math.Min(lane.Halting, BarMax))}[/]", Markup.Escape(lane.Fault));
        return new(
            Markup.FromInterpolated($"[bold]{code}[/]  {FieldTexts.Moment(moment.At)}  {moment.Mode}  {moment.Why}"),
            Markup.FromInterpolated($"phase {PhaseOf(moment, layout)}  {moment.HeldBack}  controller runs {moment.Running}"),
            new Markup(string.Concat(moment.Shown.Select(Light))),
            lanes);
    }

    private static string PhaseOf(JunctionMoment moment, JunctionLayout layout) =>
        moment.Phase >= 1 && moment.Phase <= layout.Phases.Count ? $"{moment.Phase} {layout.Phases[moment.Phase - 1]}" : "-";

    private static string Signals(JunctionMoment moment) => string.Concat(moment.Shown.Select(signal => Letter((Signal)signal)));

    private static string Light(byte signal)
    {
        var colour = (Signal)signal switch
        {
            Signal.Green or Signal.Yield => "green", Signal.Yellow or Signal.Flashing => "yellow", _ => "red",
        };
        return $"[{colour}]{Letter((Signal)signal)} [/]";
    }

    private static char Letter(Signal signal) => signal switch
    {
        Signal.Green => 'G', Signal.Yield => 'g', Signal.StopThenGo => 's', Signal.Yellow => 'y', Signal.Flashing => 'o', _ => 'r',
    };
}
