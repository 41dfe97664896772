using System.Globalization;

namespace GridCity.Sumo.Logs;

/// <summary>The log of one run as it lies in a folder, one CSV file for each kind of row, all with a line of names.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Facts">What the run was and cost, by the names of <c>run.csv</c>.</param>
/// <param name="Roads">Every road of the network.</param>
/// <param name="Ways">Every way between roads, with the signal that governs it.</param>
/// <param name="Seconds">What was on the streets, second by second.</param>
/// <param name="Signals">What signals showed, a row for each change.</param>
public sealed record RunLog(
    string Folder,
    IReadOnlyDictionary<string, string> Facts,
    IReadOnlyDictionary<string, LoggedRoad> Roads,
    IReadOnlyList<LoggedWay> Ways,
    IReadOnlyList<TrafficSecond> Seconds,
    ILookup<string, ShownSecond> Signals)
{
    internal const string
        RunFile = "run.csv", RoadsFile = "roads.csv", WaysFile = "ways.csv", SecondsFile = "traffic.csv", SignalsFile = "signals.csv",
        VehiclesFile = "vehicles.csv";

    /// <exception cref="SumoException">A file is missing or broken; the message names file and line.</exception>
    public static RunLog Read(string folder)
    {
        var run = Rows(folder, RunFile, 2, header: true).Take(2).ToArray();
        if (run.Length != 2 || run[0].Fields.Length != run[1].Fields.Length)
            throw new SumoException($"{Path.Combine(folder, RunFile)} needs a line of names and one of values");
        return new(
            folder,
            run[0].Fields.Zip(run[1].Fields).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
            Rows(folder, RoadsFile, 4).Select(row => new LoggedRoad(row.Text(0), row.Text(1), row.Text(2), row.Number(3)))
                .ToDictionary(road => road.Id, StringComparer.Ordinal),
            [.. Rows(folder, WaysFile, 4).Select(row => new LoggedWay(row.Text(0), row.Text(1), row.Text(2), (int)row.Number(3)))],
            [
                .. Rows(folder, SecondsFile, 4)
                    .Select(row => new TrafficSecond((int)row.Number(0), (int)row.Number(1), (int)row.Number(2), row.Number(3))),
            ],
            Rows(folder, SignalsFile, 3)
                .ToLookup(row => row.Text(1), row => new ShownSecond((int)row.Number(0), row.Text(2)), StringComparer.Ordinal));
    }

    /// <summary>Every vehicle in every second, in the order of time; read anew each time, for it may be long.</summary>
    /// <exception cref="SumoException">As for <see cref="Read"/>.</exception>
    public IEnumerable<VehicleSecond> Vehicles() =>
        Rows(Folder, VehiclesFile, 5).Select(row => new VehicleSecond(
            (int)row.Number(0), row.Text(1), row.Text(2), row.Number(3), row.Number(4)));

    private static IEnumerable<Row> Rows(string folder, string name, int fields, bool header = false)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) throw new SumoException($"{path} does not exist: {folder} is no log of a run");
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            if (++line == 1 && !header) continue;
            var row = new Row(path, line, text.Split(','));
            yield return row.Fields.Length >= fields ? row : throw new SumoException($"{path} line {line}: {fields} fields are needed");
        }
    }

    private sealed record Row(string Path, int Line, string[] Fields)
    {
        public string Text(int field) => Fields[field];

        public double Number(int field) =>
            double.TryParse(Fields[field], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : throw new SumoException($"{Path} line {Line}: '{Fields[field]}' is no number");
    }
}

/// <summary>A road in one direction.</summary>
public sealed record LoggedRoad(string Id, string FromJunction, string ToJunction, double Metres);

/// <summary>A way from road to road.</summary>
/// <param name="Signal">Empty without one.</param>
/// <param name="Link">Its place in what the signal shows; -1 without one.</param>
public sealed record LoggedWay(string FromRoad, string ToRoad, string Signal, int Link);

/// <summary>All streets in one second.</summary>
/// <param name="Driving">Vehicles on the streets.</param>
/// <param name="Standing">Of them, those that stand.</param>
/// <param name="SpeedMetresPerSecond">Their mean.</param>
public readonly record struct TrafficSecond(int Second, int Driving, int Standing, double SpeedMetresPerSecond);

/// <summary>What a signal shows from a second on, a letter for each link.</summary>
public readonly record struct ShownSecond(int Second, string Letters);

/// <summary>A vehicle in one second.</summary>
/// <param name="Metres">Of its front, from the lane's beginning.</param>
public readonly record struct VehicleSecond(int Second, string Vehicle, string Lane, double Metres, double SpeedMetresPerSecond)
{
    /// <summary>The road of its lane.</summary>
    public string Road => Lane[..Math.Max(0, Lane.LastIndexOf('_'))];
}
