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

    private static readonly Option<int> Timeout = new("--timeout")
    {
        HelpName = "NUMBER",
        Description = $"Seconds to wait for an answer, all tries together; {SecondsUsual} if not given.",
        DefaultValueFactory = _ => SecondsUsual,
    };

    public static Command Make(string name, string description, IEnumerable<Symbol> symbols, Func<ServerCall, Task> act)
    {
        var command = new Command(name, description);
        foreach (var argument in symbols.OfType<Argument>()) command.Add(argument);
        foreach (var option in symbols.OfType<Option>()) command.Add(option);
        foreach (var option in (Option[])[Json, Timeout, ServerOptions.Server, ServerOptions.Token]) command.Add(option);
        command.SetAction((asked, stop) => Expected.RunAsync(asked, async () =>
        {
            using var city = new GridCityClient(asked.GetRequiredValue(ServerOptions.Server), Options(asked));
            await act(new(city, asked, new(asked.InvocationConfiguration, asked.GetValue(Json)), stop));
            return ExitCode.Done;
        }));
        return command;
    }

    private static GridCityClientOptions Options(ParseResult asked) =>
        new() { Token = ServerOptions.RequiredToken(asked), AnswerMax = TimeSpan.FromSeconds(Math.Max(1, asked.GetValue(Timeout))) };
}
