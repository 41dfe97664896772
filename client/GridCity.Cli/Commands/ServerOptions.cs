using System.CommandLine;
using System.CommandLine.Parsing;

namespace GridCity.Cli.Commands;

/// <summary>Options of every command that calls a server.</summary>
internal static class ServerOptions
{
    private const string ServerVariable = "GRIDCITY_SERVER";
    private const string TokenVariable = "GRIDCITY_TOKEN";
    private const string AddressUsual = "http://127.0.0.1:5080";

    public static Option<Uri> Server { get; } = new("--server")
    {
        HelpName = "URL",
        Description = $"Where gRPC is answered; else the environment's {ServerVariable}, else {AddressUsual}.",
        DefaultValueFactory = asked => Address(asked, ServerVariable, Environment.GetEnvironmentVariable(ServerVariable) ?? AddressUsual)!,
        CustomParser = asked => Address(asked, "--server", asked.Tokens[0].Value),
    };

    public static Option<string?> Token { get; } = new("--token")
    {
        HelpName = "TEXT",
        Description = $"Access token; better in the environment as {TokenVariable}, where others cannot see it.",
    };

    private static Uri? Address(ArgumentResult asked, string where, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
        asked.AddError($"{where} {text}: give an address such as {AddressUsual}.");
        return null;
    }

    /// <exception cref="UsageException">There is none.</exception>
    public static string RequiredToken(ParseResult asked) =>
        asked.GetValue(Token) ?? Environment.GetEnvironmentVariable(TokenVariable)
        ?? throw new UsageException(
            $"No token: set {TokenVariable} to yours. An administrator makes it with 'gridcity admin user token', the city's first "
            + "one comes from 'GridCity.Silo token create --role administrator --person ID'.");
}
