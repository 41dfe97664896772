using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GridCity.Bench.Load;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;

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
        PackWriter.Write(Pack(), place.City);
        return place;
    }

    public ProcessStartInfo StartInfo(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder };
        string[] engine = arguments[0] == "token" ? [] : ["--engine", Engine];
        foreach (var argument in (string[])[Program, .. arguments, "--data", Folder, .. engine]) info.ArgumentList.Add(argument);
        return info;
    }

    private static CityPack Pack() => SquareCity.Make(new(
        new("330106", "Bench", South, West, North, East, CellMetres: 100),
        NoPlaceCell: false,
        Load.Categories.Select(code => (code, $"Category {code}")),
        HandlingHoursMax: 4,
        Load.Departments.Select(code => (code, $"Department {code}")),
        Enumerable.Range(1, 4).Select(number => ($"I{number:D3}", $"330106001{(number - 1) / 2 * 30 + (number - 1) % 2 + 1:D3}"))));

    /// <summary>A loopback address that nobody listens on now.</summary>
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
