using System.CommandLine;
using GridCity.Cli.Replay;

namespace GridCity.Cli.Commands;

/// <summary>Options of every command that calls a server.</summary>
internal static class ServerOptions
{
    private const string TokenVariable = "GRIDCITY_TOKEN";

    public static Option<Uri> Address { get; } = new("--address")
    {
        Description = "Where gRPC is answered.",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
        CustomParser = asked =>
        {
            if (Uri.TryCreate(asked.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
            asked.AddError($"--address {asked.Tokens[0].Value}: give an address such as http://127.0.0.1:5080.");
            return null;
        },
    };

    public static Option<string?> Token { get; } = new("--token")
    {
        Description = $"Access token; better in the environment as {TokenVariable}, where others cannot see it.",
    };

    /// <exception cref="ReplayException">There is none.</exception>
    public static string RequiredToken(ParseResult asked) =>
        asked.GetValue(Token) ?? Environment.GetEnvironmentVariable(TokenVariable)
        ?? throw new ReplayException(
            $"No token: set {TokenVariable} to one that 'GridCity.Silo token create --role administrator --person ID' prints.");
}
