using System.CommandLine;
using GridCity.Cli.Commands;
using GridCity.Cli.Output;
using GridCity.Protos.Type.V1;
using Spectre.Console;

namespace GridCity.Cli.Acts;

/// <summary><c>gridcity case show CASE</c>: the case, its whole timeline, what may be done now, and why the rest may not.</summary>
internal static class CaseShow
{
    private static readonly Argument<string> Case = new("case") { Description = "Id or printed number of the case." };
    private static readonly Option<bool> OpenSealed = new("--open-sealed")
    {
        Description = "Shows what was said and the telephone number too, if the post has the right; each look is audited.",
    };

    public static Command Make() =>
        ServerCommand.Make(
            "show", "One case with its timeline and what may be done now, and why the rest may not.", [Case, OpenSealed], RunAsync);

    private static async Task RunAsync(ServerCall on)
    {
        var id = await CaseNumbers.IdOfAsync(on, on.Asked.GetRequiredValue(Case));
        var @case = await on.City.Desk.GetCaseAsync(new() { CaseId = id, OpenSealed = on.Asked.GetValue(OpenSealed) }, on.Stop);
        if (on.Say.IsJson) on.Say.Message(@case);
        else Write(@case, on.Say.Console);
    }

    private static void Write(Case @case, IAnsiConsole console)
    {
        var head = @case.Clone();
        head.Timeline.Clear();
        head.Options.Clear();
        head.StageTimes.Clear();
        MessageTables.Write(head, console);
        MessageTables.Write("stages", [.. @case.StageTimes], console);
        MessageTables.Write("timeline", [.. @case.Timeline], console);
        var open = @case.Options.Where(option => option.Open).Select(option => option.Act);
        console.MarkupLineInterpolated($"[green]may be done now:[/] {string.Join(", ", open)}");
        foreach (var option in @case.Options.Where(option => !option.Open))
            console.MarkupLineInterpolated($"[grey]not {option.Act}: {option.Reason} ({option.Code})[/]");
    }
}
