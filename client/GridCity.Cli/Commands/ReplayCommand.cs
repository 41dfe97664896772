using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GridCity.Cli.Replay;
using Spectre.Console;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity replay FILE --map MAP.json</c>.</summary>
internal static class ReplayCommand
{
    private const int CallersUsual = 64;

    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "CSV file of records, plain or .gz." };
        var map = new Option<string>("--map") { Description = "What its columns mean; see ops/replay-maps.", Required = true };
        var json = new Option<string?>("--json") { Description = "Also writes the result here." };
        var callers = new Option<int>("--callers") { Description = "Calls under way at once.", DefaultValueFactory = _ => CallersUsual };
        var limit = new Option<int?>("--limit") { Description = "Plays only so many rows, from the top." };
        var seed = new Option<int?>("--seed")
        {
            Description = "Lets things go wrong on the way, drawn from this seed: wrong departments, failed checks, late work, "
                + "extensions, suspensions, voids, duplicates, contested closures, clients lost after sending.",
        };
        var speed = new Option<double>("--speed")
        {
            Description = "max: as fast as it goes. xN: records come at their own times, N times as fast, and acts as long after "
                + "as the file or the map says.",
            DefaultValueFactory = _ => ReplayClock.SpeedMax, CustomParser = Speed,
        };
        var command = new Command("replay", "Plays real records from call to closing, then looks whether any was lost or doubled. "
            + "Played twice it changes nothing. Needs an administrator's token and a city that nobody else writes to meanwhile.")
        {
            file, map, json, callers, limit, seed, speed, ServerOptions.Servers, ServerOptions.Token,
        };
        command.SetAction((asked, cancellation) => Expected.RunAsync(asked, async () =>
        {
            var order = new ReplayOrder(
                asked.GetRequiredValue(file), ReplayMap.Load(asked.GetRequiredValue(map)), asked.GetRequiredValue(ServerOptions.Servers),
                ServerOptions.RequiredToken(asked), Math.Max(1, asked.GetValue(callers)), asked.GetValue(limit), asked.GetValue(seed),
                asked.GetValue(speed));
            return await RunAsync(order, asked.GetValue(json), cancellation);
        }));
        return command;
    }

    private static double Speed(ArgumentResult asked)
    {
        var text = asked.Tokens[0].Value;
        if (text == "max") return ReplayClock.SpeedMax;
        if (text.StartsWith('x') && double.TryParse(text[1..], CultureInfo.InvariantCulture, out var speed) && speed is >= 0.001 and < 1e9)
            return speed;
        asked.AddError($"--speed {text}: say max, or x and a number above 0, such as x60.");
        return default;
    }

    private static async Task<int> RunAsync(ReplayOrder order, string? json, CancellationToken cancellation)
    {
        var result = await ReplayRun.RunAsync(order, AnsiConsole.Console, cancellation);
        ReplayReport.Print(result, AnsiConsole.Console);
        if (json is not null) await ReplayReport.WriteAsync(result, json, cancellation);
        return result.IsSound ? ExitCode.Done : ExitCode.Faults;
    }
}
