using System.Globalization;
using System.Text;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Logs;

/// <summary>Looks on at a run and writes what <see cref="RunLog"/> reads. Ids of SUMO hold neither commas nor quotes.</summary>
internal sealed class RunLogWriter : IRunGuest, IDisposable
{
    private readonly string _folder;
    private readonly StreamWriter _vehicles, _seconds, _signals;
    private readonly SignalClock _clock;
    private readonly string[] _names;
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly Action<TrafficSecond>? _watch;
    private readonly char[] _text = new char[512];
    private long _second;
    private int _driving, _standing;
    private double _speeds;

    /// <param name="layouts">Of the signals that are controlled, in the order of the run; none when SUMO's own programs run.</param>
    /// <param name="watch">Told every second what is on the streets; null for nobody.</param>
    public RunLogWriter(
        string folder, RoadNetwork network, IEnumerable<IntersectionLayout> layouts, SignalClock clock, Action<TrafficSecond>? watch)
    {
        (_folder, _clock, _watch, _names) = (folder, clock, watch, [.. layouts.Select(layout => layout.Id)]);
        Directory.CreateDirectory(folder);
        WriteNetwork(network);
        _vehicles = Open(RunLog.VehiclesFile, "second,vehicle,lane,metres,metres_per_second");
        _seconds = Open(RunLog.SecondsFile, "second,driving,standing,metres_per_second");
        _signals = Open(RunLog.SignalsFile, "second,signal,shown");
    }

    public void BeforeStep(TraciClient client, long second, IReadOnlyList<SafetyState> shown)
    {
        EndSecond();
        for (var signal = 0; signal < shown.Count; signal++) Show(second, _names[signal], SignalLetters.Of(shown[signal]));
        if (shown.Count == 0)
            foreach (var (signal, letters) in _clock.At(second)) Show(second, signal, letters);
        _second = second + 1;
    }

    public void See(ReadOnlySpan<byte> id, ReadOnlySpan<byte> lane, double metres, double speed)
    {
        _driving++;
        _speeds += Math.Max(0, speed);
        if (speed < Approaching.HaltingMetresPerSecond) _standing++;
        _vehicles.Write(string.Create(CultureInfo.InvariantCulture, $"{_second},"));
        Write(id);
        Write(lane);
        _vehicles.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metres:0.0},{Math.Max(0, speed):0.0}"));
    }

    /// <summary>Writes what the run was and cost.</summary>
    public void Finish(RunResult result)
    {
        EndSecond();
        var figures = result.Figures;
        using var run = Open(
            RunLog.RunFile, "scenario,controller,seed,scheduled,finished,undeparted,delay_all,wait_all,delay_p95,delay_max,gridlocked");
        run.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Scenario},{result.Controller},{result.Seed},{figures.Scheduled},{figures.Finished},{figures.Undeparted},"
            + $"{figures.DelaySeconds:0.00},{figures.WaitSeconds:0.00},{figures.DelayP95Seconds:0.0},{figures.DelayMaxSeconds:0.0},"
            + $"{(figures.IsGridlocked ? "yes" : "no")}"));
    }

    public void Dispose()
    {
        _vehicles.Dispose();
        _seconds.Dispose();
        _signals.Dispose();
    }

    private void EndSecond()
    {
        if (_second == 0) return;
        var now = new TrafficSecond((int)_second, _driving, _standing, _driving == 0 ? 0 : _speeds / _driving);
        _seconds.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{now.Second},{now.Driving},{now.Standing},{now.SpeedMetresPerSecond:0.00}"));
        _watch?.Invoke(now);
        (_driving, _standing, _speeds, _second) = (0, 0, 0, 0);
    }

    private void Show(long second, string signal, string letters)
    {
        if (_shown.GetValueOrDefault(signal) == letters) return;
        _shown[signal] = letters;
        _signals.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{second},{signal},{letters}"));
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        // An id of more than 512 bytes is cut: it names a vehicle in a picture, nothing depends on it.
        var length = Encoding.UTF8.GetChars(text[..Math.Min(text.Length, _text.Length)], _text);
        _vehicles.Write(_text.AsSpan(0, length));
        _vehicles.Write(',');
    }

    private void WriteNetwork(RoadNetwork network)
    {
        using var roads = Open(RunLog.RoadsFile, "road,from_junction,to_junction,metres");
        foreach (var road in network.Edges.Values.OrderBy(road => road.Id, StringComparer.Ordinal))
            roads.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{road.Id},{road.FromJunction},{road.ToJunction},{road.LengthMetres:0.0}"));
        using var ways = Open(RunLog.WaysFile, "from_road,to_road,signal,link");
        foreach (var way in network.Connections.Where(way => !way.IsPedestrian))
            ways.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{way.FromEdge},{way.ToEdge},{way.Signal},{way.LinkIndex}"));
    }

    private StreamWriter Open(string name, string header)
    {
        var file = new StreamWriter(Path.Combine(_folder, name)) { NewLine = "\n" };
        file.WriteLine(header);
        return file;
    }
}
