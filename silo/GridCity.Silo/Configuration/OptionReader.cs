using System.Net;
using GridCity.Silo.Access.Sessions;

namespace GridCity.Silo.Configuration;

/// <summary>
/// Reads options from <c>appsettings.json</c> in the working folder, then from environment variables (<c>GRIDCITY_DATA</c>,
/// …), then from the command line; a later one wins.
/// </summary>
internal static class OptionReader
{
    private const string EnvironmentPrefix = "GRIDCITY_";
    private const string SettingsFile = "appsettings.json";

    private static readonly string[] Known =
        ["data", "postgres", "keys", "engine", "listen", "health", "http", "http-origins", "http-proxies", "web", "base-map", "map-origins", "session-hours",
            "session-idle-minutes", "demo", "cluster", "city", .. LimitReader.Names];

    /// <param name="arguments">Pairs of <c>--name value</c>, or <c>--name=value</c>.</param>
    /// <param name="more">Names that the command takes besides.</param>
    /// <exception cref="OptionException">Says which option and why.</exception>
    public static IConfiguration Configuration(string[] arguments, params string[] more)
    {
        CheckNames(arguments, [.. Known, .. more]);
        return new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(SettingsFile), optional: true)
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddCommandLine(arguments)
            .Build();
    }

    /// <exception cref="OptionException">Says which option and why.</exception>
    public static SiloOptions Read(IConfiguration configuration)
    {
        var usual = new SiloOptions();
        return new()
        {
            Data = configuration["data"] ?? usual.Data,
            Postgres = configuration["postgres"],
            Keys = configuration["keys"],
            Engine = Engine(configuration["engine"]),
            Listen = Address(configuration["listen"], "listen") ?? usual.Listen,
            Health = Address(configuration["health"], "health") ?? usual.Health,
            Http = Address(configuration["http"], "http") ?? usual.Http,
            HttpOrigins = Origins(Value(configuration, "http-origins"), "http-origins"),
            HttpProxies = Networks(Value(configuration, "http-proxies")),
            Web = configuration["web"],
            MapOrigins = Origins(Value(configuration, "map-origins"), "map-origins"),
            Sessions = Sessions(configuration),
            Demo = YesOrNo(configuration["demo"], "demo"),
            BaseMap = BaseMap(Value(configuration, "base-map")),
            Cluster = Address(configuration["cluster"], "cluster"),
            City = configuration["city"],
            Limits = LimitReader.Read(configuration),
        };
    }

    public static int? Number(string? text, string name, int min, int max) =>
        text is null ? null
        : int.TryParse(text, out var number) && number >= min && number <= max ? number
        : throw new OptionException($"--{name} {text}: give a number from {min} to {max}.");

    private static string? Engine(string? text) => text is null or "local" or "orleans"
        ? text
        : throw new OptionException($"--engine {text}: give 'local' or 'orleans'.");

    private static IPEndPoint? Address(string? text, string name) =>
        text is null ? null
        : IPEndPoint.TryParse(text, out var address) ? address
        : throw new OptionException($"--{name} {text}: give an address and a port, such as 127.0.0.1:5080.");

    /// <summary>An environment variable cannot have a hyphen in its name.</summary>
    private static string? Value(IConfiguration configuration, string name) => configuration[name] ?? configuration[name.Replace('-', '_')];

    private static SessionLimits Sessions(IConfiguration configuration)
    {
        var usual = new SessionLimits();
        return new()
        {
            LengthMax = Number(Value(configuration, "session-hours"), "session-hours", 1, 24 * 30) is { } hours
                ? TimeSpan.FromHours(hours) : usual.LengthMax,
            IdleMax = Number(Value(configuration, "session-idle-minutes"), "session-idle-minutes", 1, 24 * 60) is { } minutes
                ? TimeSpan.FromMinutes(minutes) : usual.IdleMax,
        };
    }

    private static bool YesOrNo(string? text, string name) => text switch
    {
        null or "no" => false,
        "yes" => true,
        _ => throw new OptionException($"--{name} {text}: give 'yes' or 'no'."),
    };

    private static IPNetwork[] Networks(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Network)];

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new OptionException($"--http-proxies {text}: give addresses or networks such as 10.1.2.3,10.0.0.0/8.");

    private static string[] Origins(string? text, string name)
    {
        var origins = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var origin in origins)
            if (!IsOrigin(origin))
                throw new OptionException($"--{name} {origin}: give origins such as https://desk.example.org, with commas between.");
        return origins;
    }

    private static string BaseMap(string? text) =>
        string.IsNullOrEmpty(text) ? ""
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            && text.Contains("{z}", StringComparison.Ordinal) && text.Contains("{x}", StringComparison.Ordinal) && text.Contains("{y}", StringComparison.Ordinal)
        ? text
        : throw new OptionException($"--base-map {text}: give an address of tiles such as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png.");

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
        && uri.GetLeftPart(UriPartial.Authority) == text;

    private static void CheckNames(string[] arguments, string[] known)
    {
        for (var at = 0; at < arguments.Length; at++)
        {
            var (argument, cut) = (arguments[at], arguments[at].IndexOf('=', StringComparison.Ordinal));
            var name = cut < 0 ? argument : argument[..cut];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !known.Contains(name[2..]))
                throw new OptionException($"'{argument}' is not an option of this command. See --help.");
            if (cut < 0 && ++at == arguments.Length) throw new OptionException($"{name} needs a value.");
        }
    }
}
