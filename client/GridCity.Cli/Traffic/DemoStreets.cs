using System.ComponentModel;
using System.Diagnostics;
using GridCity.Sumo.Scenarios;

namespace GridCity.Cli.Traffic;

/// <summary>A small net made by SUMO's own tool, with traffic of ours: six crossings in two rows, most of it along them.</summary>
internal static class DemoStreets
{
    /// <summary>Of the time: who departs later could not arrive.</summary>
    private const double DemandShare = 0.8;

    private static readonly string[] Options =
    [
        "--grid", "--grid.x-number", "3", "--grid.y-number", "2", "--grid.x-length", "220", "--grid.y-length", "180",
        "--grid.attach-length", "160", "-L", "2", "--default-junction-type", "traffic_light", "--tls.default-type", "static",
        "--no-turnarounds", "--seed", "7",
    ];

    /// <summary>Vehicles an hour between the ends of the streets: along the rows, back, and across.</summary>
    private static readonly (string From, string To, int PerHour)[] Flows =
    [
        ("left0A0", "C0right0", 700), ("right0C0", "A0left0", 450), ("left1A1", "C1right1", 550), ("right1C1", "A1left1", 380),
        ("bottom0A0", "A1top0", 260), ("top1B1", "B0bottom1", 320), ("bottom2C0", "C1top2", 240), ("top0A1", "A0bottom0", 180),
        ("left0A0", "B1top1", 120), ("bottom1B0", "C1right1", 140), ("top2C1", "A0left0", 110),
    ];

    /// <summary>Writes the scenario into a folder.</summary>
    /// <exception cref="TrafficFault">SUMO's tool is missing, or fails.</exception>
    public static Scenario Make(string folder, int seconds)
    {
        Directory.CreateDirectory(folder);
        Generate(Path.Combine(folder, "demo.net.xml"));
        File.WriteAllText(Path.Combine(folder, "demo.rou.xml"), Demand(seconds));
        File.WriteAllText(
            Path.Combine(folder, "demo.sumocfg"),
            $"""
            <configuration>
              <input><net-file value="demo.net.xml"/><route-files value="demo.rou.xml"/></input>
              <time><begin value="0"/><end value="{seconds}"/></time>
            </configuration>

            """);
        return Scenario.Read(folder);
    }

    private static string Demand(int seconds)
    {
        var trips = Flows.SelectMany((flow, at) => Enumerable.Range(0, flow.PerHour * seconds / 3600)
            .Select(number => (Depart: (number * 3600.0 / flow.PerHour) + (at * 0.7), flow.From, flow.To, Id: $"{at}-{number}")));
        var lines = trips.Where(trip => trip.Depart < seconds * DemandShare).OrderBy(trip => trip.Depart).ThenBy(trip => trip.Id, StringComparer.Ordinal)
            .Select(trip => FormattableString.Invariant(
                $"  <trip id='{trip.Id}' depart='{trip.Depart:0.0}' from='{trip.From}' to='{trip.To}' departLane='best' departSpeed='max'/>"));
        return $"<routes>\n{string.Join('\n', lines)}\n</routes>\n";
    }

    private static void Generate(string path)
    {
        try
        {
            var start = new ProcessStartInfo("netgenerate", [.. Options, "-o", path])
            {
                RedirectStandardError = true, RedirectStandardOutput = true,
            };
            using var tool = Process.Start(start)!;
            var output = tool.StandardOutput.ReadToEndAsync();
            var said = tool.StandardError.ReadToEnd();
            tool.WaitForExit();
            if (tool.ExitCode != 0) throw new TrafficFault($"netgenerate failed: {said.Trim()} {output.Result.Trim()}");
        }
        catch (Win32Exception)
        {
            throw new TrafficFault("the program netgenerate is not installed (Debian: apt-get install sumo)");
        }
    }
}
