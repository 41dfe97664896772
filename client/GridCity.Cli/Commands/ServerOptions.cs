using System.CommandLine;
using System.CommandLine.Parsing;
using GridCity.Client;

namespace GridCity.Cli.Commands;

/// <summary>Options of every command that calls a server.</summary>
internal static class ServerOptions
{
    private const string ServerVariable = "GRIDCITY_SERVER";
    private const string TokenVariable = "GRIDCITY_TOKEN";
    private const string AddressUsual = "http://127.0.0.1:5080";

    /// <summary>At least one.</summary>
    public static Option<Uri[]> Servers { get; } = new("--server")
    {
        HelpName = "URL",
        Description = $"Where gRPC is answered; may be given again for other silos of the city, asked when one is away. Else the "
            + $"environment's {ServerVariable} (several with commas between), else {AddressUsual}.",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = asked =>
            Addresses(asked, ServerVariable, (Environment.GetEnvironmentVariable(ServerVariable) ?? AddressUsual).Split(',')),
        CustomParser = asked => Addresses(asked, "--server", asked.Tokens.Select(token => token.Value)),
    };

    public static Option<string?> Token { get; } = new("--token")
    {
        HelpName = "TEXT",
        Description = $"Access token; better in the environment as {TokenVariable}, where others cannot see it.",
    };

    /// <summary>A client of the city that the command line names.</summary>
    /// <exception cref="UsageException">There is no token.</exception>
    public static GridCityClient Connect(ParseResult asked, TimeSpan answerMax) =>
        Connect(asked.GetRequiredValue(Servers), RequiredToken(asked), answerMax);

    /// <param name="servers">At least one.</param>
    public static GridCityClient Connect(Uri[] servers, string token, TimeSpan answerMax) =>
        new(servers[0], new() { Token = token, AnswerMax = answerMax, OtherSilos = servers[1..] });

    private static Uri[] Addresses(ArgumentResult asked, string where, IEnumerable<string> texts) =>
        [.. texts.Select(text => Address(asked, where, text.Trim())).OfType<Uri>()];

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
