using System.Diagnostics;
using Google.Protobuf;
using GridCity.Bench.Load;
using GridCity.Cities.Model;
using GridCity.Client;
using GridCity.Protos.Junction.V1;

namespace GridCity.Bench.Traffic;

/// <summary>
/// One controller in the field with queues before it: vehicles come at random and leave at one every two seconds of green.
/// </summary>
internal sealed class SimulatedField
{
    private const double ArrivalsPerSecond = 300.0 / 3600, DischargePerSecond = 0.5;

    private readonly Random _random;
    private readonly int[] _groupOf;
    private readonly double[] _queues;
    private readonly byte[] _own;
    private readonly FieldController _controller;

    public SimulatedField(int at, uint number, LayoutDrawing layout)
    {
        _random = new(at);
        _controller = new(number, FieldCity.Code(at), $"simulated {at + 1}", TimeProvider.System);
        _groupOf = [.. layout.Lanes.Select(lane => layout.Groups.Index().First(group => group.Item.Ways.Any(way => way[0] == lane.Id)).Index)];
        _queues = new double[layout.Lanes.Length];
        _own = [.. layout.Phases[0].Aspects.Select(letter => (byte)(letter switch { 'G' => Signal.Green, 'g' => Signal.Yield, _ => Signal.Red }))];
    }

    /// <summary>When its last reading went out, in ticks of the stopwatch.</summary>
    public long SentAt { get; private set; }

    /// <summary>True while the silo has its signal.</summary>
    public bool IsOrdered => _controller.Running == Running.Orders;

    /// <summary>True while it is decided adaptively.</summary>
    public bool IsAdaptive => _controller.Obeyed is { Mode: Mode.Adaptive };

    public bool IsWelcome => _controller.IsWelcome;

    /// <summary>Times that its own plan began for silence.</summary>
    public int FellBack { get; private set; }

    public Announcement Announce() => _controller.Announce();

    public void Welcome(Welcome welcome) => _controller.Welcome(welcome);

    /// <returns>False when it had to be refused.</returns>
    public bool Take(Order order) => _controller.Take(order);

    /// <summary>A second of traffic, and the reading of it.</summary>
    public Reading Second()
    {
        if (_controller.Watch()) FellBack++;
        var shown = _controller.Obeyed?.Show ?? UnsafeByteOperations.UnsafeWrap(_own);
        var reading = new Reading { Shown = shown };
        for (var lane = 0; lane < _queues.Length; lane++) Drive(reading, lane, (Signal)shown[_groupOf[lane]]);
        SentAt = Stopwatch.GetTimestamp();
        return _controller.Sign(reading);
    }

    private void Drive(Reading reading, int lane, Signal signal)
    {
        if (_random.NextDouble() < ArrivalsPerSecond) _queues[lane]++;
        var leaves = signal is Signal.Green or Signal.Yield && _queues[lane] >= 1 && _random.NextDouble() < DischargePerSecond;
        if (leaves) _queues[lane]--;
        var waiting = (uint)_queues[lane];
        reading.Halting.Add(waiting);
        reading.Present.Add(waiting + (leaves ? 1u : 0));
        reading.Departed.Add(leaves ? 1u : 0);
        reading.MeanSpeed.Add(leaves ? 6 : 0);
        reading.Occupancy.Add(waiting > 0 ? 100u : leaves ? 40u : 0);
    }
}
