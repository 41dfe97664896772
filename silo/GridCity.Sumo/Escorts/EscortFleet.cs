using System.Text;
using GridCity.Grains.Escorts.Control;
using GridCity.Grains.Escorts.Roads;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Escorts;

/// <summary>
/// The escorts of one run: follows the vehicles by their positions and changes what the controllers of the junctions
/// ahead of them wish. It sets nothing about vehicles.
/// </summary>
public sealed class EscortFleet : IRunGuest
{
    /// <summary>Room that a standing vehicle takes.</summary>
    private const double VehicleMetres = 7.5;

    /// <summary>A road is full when so much of every lane is taken.</summary>
    private const double FullShare = 0.9;

    private readonly RoadGraph _graph;
    private readonly EscortSettings _settings;
    private readonly Queue<EscortTracker> _waiting;
    private readonly List<EscortTracker> _driving = [];
    private readonly Dictionary<string, EscortTracker> _byId;
    private readonly Dictionary<string, EscortHold> _holds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<double>> _standing = new(StringComparer.Ordinal);
    private readonly RoadNetwork _network;
    private ILookup<string, EscortDemand> _demands = Array.Empty<EscortDemand>().ToLookup(_ => "");
    private long _begun = long.MinValue;

    public EscortFleet(RoadNetwork network, RoadGraph graph, IEnumerable<EscortedVehicle> vehicles, EscortSettings settings)
    {
        (_network, _graph, _settings) = (network, graph, settings);
        _waiting = new(vehicles.OrderBy(vehicle => vehicle.DepartSecond).Select(vehicle => new EscortTracker(vehicle, graph)));
        _byId = _waiting.ToDictionary(tracker => tracker.Vehicle.Id, StringComparer.Ordinal);
    }

    /// <summary>A controller with escorts on top of another one.</summary>
    public IController Over(IController usual, IntersectionLayout layout) => new Escorted(this, usual, layout);

    public void BeforeStep(TraciClient client, long second, IReadOnlyList<SafetyState> shown)
    {
        foreach (var lane in _standing.Values) lane.Clear();
    }

    public void See(ReadOnlySpan<byte> id, ReadOnlySpan<byte> lane, double metres, double speed)
    {
        var name = Encoding.UTF8.GetString(lane);
        if (speed < Approaching.HaltingMetresPerSecond)
        {
            if (!_standing.TryGetValue(name, out var standing)) _standing.Add(name, standing = []);
            standing.Add(metres);
        }

        if (_driving.Count > 0 && _byId.TryGetValue(Encoding.UTF8.GetString(id), out var tracker)) tracker.MoveTo(name, metres);
    }

    private SignalWish Adjust(IntersectionLayout layout, SafetyState safety, SignalWish usual, Observation seen)
    {
        if (seen.Second != _begun) Begin(seen.Second);
        var hold = _holds.GetValueOrDefault(layout.Id, EscortHold.Idle);
        var demands = _demands[layout.Id].ToArray();
        if (demands.Length == 0 && !hold.IsBusy) return usual;
        var (wish, memory) = JunctionEscort.Step(
            layout, safety, usual, hold, demands, [.. seen.Lanes.Select(lane => lane.Halting)], seen.Second, _settings);
        _holds[layout.Id] = memory;
        return wish;
    }

    /// <summary>What every escort wants of every junction ahead in this second.</summary>
    private void Begin(long second)
    {
        _begun = second;
        while (_waiting.TryPeek(out var next) && next.Vehicle.DepartSecond <= second) _driving.Add(_waiting.Dequeue());
        foreach (var tracker in _driving) tracker.Look();
        _driving.RemoveAll(tracker => tracker.IsOver);
        _demands = _driving.SelectMany(DemandsOf).ToLookup(want => want.Signal, want => want.Demand, StringComparer.Ordinal);
    }

    private IEnumerable<(string Signal, EscortDemand Demand)> DemandsOf(EscortTracker tracker)
    {
        var (roads, counted) = (tracker.Vehicle.Roads, tracker.At);
        foreach (var (road, signal) in tracker.Stops)
        {
            if (road < tracker.At) continue;
            var queue = 0.0;
            for (; counted <= road; counted++) queue += QueueOn(tracker, counted);
            var arrival = EscortArrival.Seconds(_graph, roads, tracker.At, tracker.Metres, road, _settings);
            yield return (signal, new(tracker.Rank, roads[road], roads[road + 1], arrival, queue, IsFull(roads[road + 1])));
        }
    }

    /// <summary>Standing vehicles on a road of the route, ahead of the vehicle, in the lane where there are most.</summary>
    private int QueueOn(EscortTracker tracker, int index)
    {
        var behind = index == tracker.At ? tracker.Metres : 0;
        return _network.Edges[tracker.Vehicle.Roads[index]].Lanes.Max(lane => Standing(lane.Id).Count(metres => metres > behind));
    }

    private bool IsFull(string road) =>
        _network.Edges[road].Lanes.All(lane => (Standing(lane.Id).Count + 1) * VehicleMetres >= lane.LengthMetres * FullShare);

    private List<double> Standing(string lane) => _standing.GetValueOrDefault(lane, []);

    private sealed class Escorted(EscortFleet fleet, IController usual, IntersectionLayout layout) : IController
    {
        public SignalWish Decide(Observation seen, SafetyState signal) => fleet.Adjust(layout, signal, usual.Decide(seen, signal), seen);
    }
}
