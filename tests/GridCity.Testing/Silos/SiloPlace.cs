using System.Diagnostics;

namespace GridCity.Testing.Silos;

/// <summary>Where one silo lives: its data, its city and its three ports. Several silos may share data.</summary>
/// <param name="Data">Folder of the private PostgreSQL.</param>
/// <param name="City">Folder of the city's file.</param>
/// <param name="Listen">Address and port of gRPC.</param>
/// <param name="Health">Address and port of health and metrics.</param>
/// <param name="Http">Address and port of HTTP/JSON.</param>
/// <param name="Arguments">More options for <c>run</c>.</param>
public sealed record SiloPlace(string Data, string City, string Listen, string Health, string Http, params string[] Arguments)
{
    private const string Program = "GridCity.Silo";

    public Uri Address => new($"http://{Listen}");

    /// <summary>The private server's folder in the data.</summary>
    public string PostgresFolder => Path.Combine(Data, "postgres");

    /// <summary>A place on free ports of this machine.</summary>
    public static SiloPlace On(string data, string city, params string[] arguments) =>
        new(data, city, FreePorts.Address(), FreePorts.Address(), FreePorts.Address(), arguments);

    /// <summary>The start of one of the program's commands on these data.</summary>
    public ProcessStartInfo Command(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramFile(), .. arguments, "--data", Data])
        {
            WorkingDirectory = Data,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Kestrel's and our own options come from the command line alone.
        foreach (var name in start.Environment.Keys.Where(IsOption).ToArray()) start.Environment.Remove(name);
        return start;
    }

    internal ProcessStartInfo Run() =>
        Command(["run", "--city", City, "--listen", Listen, "--health", Health, "--http", Http, .. Arguments]);

    /// <summary>The program that the same build made: it stands beside the test's own folder.</summary>
    private static string ProgramFile()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var file = Path.Combine(own.Parent!.Parent!.FullName, Program, own.Name, Program + ".dll");
        return File.Exists(file) ? file : throw new FileNotFoundException($"{file} is missing: build silo/{Program} in the same way.");
    }

    private static bool IsOption(string name) =>
        name is "GRIDCITY_DATA" or "GRIDCITY_POSTGRES" or "GRIDCITY_ENGINE" or "GRIDCITY_LISTEN" or "GRIDCITY_HEALTH"
            or "GRIDCITY_HTTP" or "GRIDCITY_CITY" || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal);
}
