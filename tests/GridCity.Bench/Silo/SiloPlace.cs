using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GridCity.Bench.Load;

namespace GridCity.Bench.Silo;

/// <summary>Where a silo lives for the length of a bench: its folder, its city and its ports.</summary>
internal sealed record SiloPlace(string Program, string Folder, string Engine, string Listen, string Health)
{
    private const double South = 30.20, West = 120.10, North = 30.2485, East = 120.156;

    public string City => Path.Combine(Folder, "city");

    /// <summary>The one cell that everybody writes to when a hot grain is measured.</summary>
    public const string HotCell = "330106001001001";

    public static readonly BenchCity Load = new(
        [.. Enumerable.Range(1, 40).Select(i => $"01{i:D2}")], [.. Enumerable.Range(1, 20).Select(i => $"D{i:D2}")],
        "12345", "standard-1", "closed-1", South, North, West, East);

    /// <summary>Makes the folder with a city of about 3,000 cells of 100 m.</summary>
    public static SiloPlace Create(string program, string folder, string engine)
    {
        var place = new SiloPlace(program, folder, engine, FreeAddress(), FreeAddress());
        Directory.CreateDirectory(place.City);
        File.WriteAllText(Path.Combine(place.City, "city.json"), JsonSerializer.Serialize(Document()));
        return place;
    }

    public ProcessStartInfo StartInfo(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder };
        string[] engine = arguments[0] == "token" ? [] : ["--engine", Engine];
        foreach (var argument in (string[])[Program, .. arguments, "--data", Folder, .. engine]) info.ArgumentList.Add(argument);
        return info;
    }

    private static object Document() => new
    {
        code = "330106",
        name = "Bench",
        grid = new { south = South, west = West, north = North, east = East, cell_metres = 100 },
        categories = Load.Categories.Select(code => new { code, label = $"Category {code}", handling_minutes_max = 240 }),
        departments = Load.Departments.Select(code => new { code, label = $"Department {code}" }),
        inspectors = Enumerable.Range(1, 100).Select(i => new { code = $"I{i:D3}", label = $"Inspector {i}", cells = $"3301060010{i:D2}" }),
    };

    /// <summary>A loopback address that nobody listens on now.</summary>
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
