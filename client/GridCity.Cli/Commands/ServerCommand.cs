using System.CommandLine;
using GridCity.Cli.Output;
using GridCity.Client;

namespace GridCity.Cli.Commands;

/// <summary>What a command that calls the city works with.</summary>
/// <param name="City">Closed when the command ends.</param>
/// <param name="Asked">The command line.</param>
/// <param name="Say">Where the answer goes.</param>
/// <param name="Stop">Ctrl-C.</param>
internal sealed record ServerCall(GridCityClient City, ParseResult Asked, Answer Say, CancellationToken Stop);

/// <summary>A command that calls the city: with its address, its token and the choice of JSON.</summary>
internal static class ServerCommand
{
    private const int SecondsUsual = 30;

    private static readonly Option<bool> Json = new("--json") { Description = "Answers in JSON, one document or one on each line." };

    /// <param name="secondsUsual">To wait for an answer where none are given.</param>
    public static Command Make(
        string name, string description, IEnumerable<Symbol> symbols, Func<ServerCall, Task> act, int secondsUsual = SecondsUsual)
    {
        var timeout = Timeout(secondsUsual);
        var command = new Command(name, description);
        foreach (var argument in symbols.OfType<Argument>()) command.Add(argument);
        foreach (var option in symbols.OfType<Option>()) command.Add(option);
        foreach (var option in (Option[])[Json, timeout, ServerOptions.Servers, ServerOptions.Token]) command.Add(option);
        command.SetAction((asked, stop) => Expected.RunAsync(asked, async () =>
        {
            using var city = ServerOptions.Connect(asked, TimeSpan.FromSeconds(Math.Max(1, asked.GetValue(timeout))));
            await act(new(city, asked, new(asked.InvocationConfiguration, asked.GetValue(Json)), stop));
            return ExitCode.Done;
        }));
        return command;
    }

    private static Option<int> Timeout(int usual) => new("--timeout")
    {
        HelpName = "NUMBER",
        Description = $"Seconds to wait for an answer, all tries together; {usual} if not given.",
        DefaultValueFactory = _ => usual,
    };
}
