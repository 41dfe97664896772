using System.Collections.Immutable;
using System.Text;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Runs;

/// <summary>
/// What cameras over the approaches would see, from SUMO's vehicles: lane, position and speed of each, nothing of its
/// route or driver.
/// </summary>
internal sealed class TrafficView : ITraciListener
{
    /// <summary>A vehicle's length, as an outsider estimates it.</summary>
    private const double VehicleMetres = 5;

    private static readonly byte[] SimulationVariables = [TraciCodes.Departed, TraciCodes.Expected, TraciCodes.Time];
    private static readonly byte[] VehicleVariables = [TraciCodes.LaneId, TraciCodes.LanePosition, TraciCodes.Speed];

    private readonly Dictionary<string, SeenLane> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeenVehicle> _vehicles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeenLane>.AlternateLookup<ReadOnlySpan<char>> _laneByText;
    private readonly Dictionary<string, SeenVehicle>.AlternateLookup<ReadOnlySpan<char>> _vehicleByText;
    private readonly IRunGuest? _guest;
    private string[] _departed = [];

    public TrafficView(RoadNetwork network, ImmutableArray<IntersectionLayout> layouts, double reachMetres, IRunGuest? guest = null)
    {
        _guest = guest;
        Observations = [.. layouts.Select(layout => new Observation(layout.Lanes.Length, layout.Exits.Length))];
        var zones = new Zones(network, layouts, reachMetres);
        foreach (var id in zones.Seen.Keys.Concat(zones.Exits.Keys).Distinct())
        {
            _lanes.Add(id, new(
                network.Lanes[id].LengthMetres,
                [.. zones.Seen.GetValueOrDefault(id) ?? []], [.. zones.Exits.GetValueOrDefault(id) ?? []]));
        }

        _laneByText = _lanes.GetAlternateLookup<ReadOnlySpan<char>>();
        _vehicleByText = _vehicles.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>One for each intersection, of the last step.</summary>
    public ImmutableArray<Observation> Observations { get; }

    /// <summary>Vehicles under way and still to come.</summary>
    public int Expected { get; private set; } = 1;

    /// <summary>Seconds of the simulation.</summary>
    public double Time { get; private set; }

    public void Begin(TraciClient client) => client.Subscribe(TraciCodes.Simulation, [""], SimulationVariables, this);

    /// <summary>One step; the observations are of its end.</summary>
    public void Step(TraciClient client, long second)
    {
        foreach (var observation in Observations) observation.Clear(second);
        client.Step(this);
        if (_departed.Length > 0) client.Subscribe(TraciCodes.Vehicles, _departed, VehicleVariables, this);
        _departed = [];
    }

    public void Take(byte domain, ReadOnlySpan<byte> id, ref TraciReader values, int count)
    {
        switch (domain)
        {
            case TraciCodes.Simulation:
                TakeSimulation(ref values, count);
                break;
            case TraciCodes.Vehicles:
                TakeVehicle(id, ref values);
                break;
        }
    }

    private void TakeSimulation(ref TraciReader values, int count)
    {
        for (var index = 0; index < count; index++)
        {
            var variable = Variable(ref values);
            var value = values.Value();
            if (variable == TraciCodes.Departed) _departed = (string[])value;
            if (variable == TraciCodes.Expected) Expected = (int)value;
            if (variable == TraciCodes.Time) Time = (double)value;
        }
    }

    private void TakeVehicle(ReadOnlySpan<byte> id, ref TraciReader values)
    {
        Variable(ref values);
        var lane = values.TextValueBytes();
        Variable(ref values);
        var position = values.DoubleValue();
        Variable(ref values);
        var speed = values.DoubleValue();
        if (!lane.IsEmpty) _guest?.See(id, lane, position, speed);
        if (lane.IsEmpty) return;
        Span<char> text = stackalloc char[Math.Max(lane.Length, id.Length)];
        if (lane[0] == (byte)':')
        {
            TakeInside(text[..Encoding.UTF8.GetChars(id, text)], speed);
            return;
        }

        if (!_laneByText.TryGetValue(text[..Encoding.UTF8.GetChars(lane, text)], out var seen)) return;
        var vehicle = Vehicle(text[..Encoding.UTF8.GetChars(id, text)]);
        foreach (var (signal, exit) in seen.Exits)
        {
            Observations[signal].Exits[exit].Add(position - VehicleMetres, speed);
            if (vehicle.Signal != signal) continue;
            Observations[signal].Crossed.Add(new(vehicle.Lane, exit));
            vehicle.Signal = -1;
        }

        foreach (var from in seen.Approaches)
        {
            var distance = seen.LengthMetres - position + from.EndToStopLineMetres;
            Observations[from.Signal].Lanes[from.Lane].Add(new(distance, Math.Max(0, speed), from.Weight));
            if (from.EndToStopLineMetres == 0) (vehicle.Signal, vehicle.Lane, vehicle.HasStood) = (from.Signal, from.Lane, false);
        }
    }

    private void TakeInside(ReadOnlySpan<char> id, double speed)
    {
        if (!_vehicleByText.TryGetValue(id, out var vehicle) || vehicle.Signal < 0) return;
        vehicle.HasStood |= speed < Inside.StandingMetresPerSecond;
        Observations[vehicle.Signal].Inside.Add(new(vehicle.Lane, Math.Max(0, speed), vehicle.HasStood));
    }

    private SeenVehicle Vehicle(ReadOnlySpan<char> id)
    {
        if (!_vehicleByText.TryGetValue(id, out var vehicle)) _vehicles.Add(id.ToString(), vehicle = new());
        return vehicle;
    }

    private static byte Variable(ref TraciReader values)
    {
        var variable = values.Byte();
        return values.Byte() == 0 ? variable : throw new SumoException($"SUMO could not give variable 0x{variable:x2}: {values.Value()}");
    }

    private sealed record SeenLane(double LengthMetres, SeenFrom[] Approaches, (int Signal, int Exit)[] Exits);

    /// <summary>The approach a vehicle was last seen on; -1 when it has crossed.</summary>
    private sealed class SeenVehicle
    {
        public int Signal { get; set; } = -1;

        public int Lane { get; set; }

        /// <summary>Inside the intersection.</summary>
        public bool HasStood { get; set; }
    }
}
