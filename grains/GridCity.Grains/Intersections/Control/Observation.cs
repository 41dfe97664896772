using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Intersections.Control;

/// <summary>A vehicle that comes towards the stop line, as a camera or radar sees it.</summary>
/// <param name="DistanceMetres">To the stop line.</param>
/// <param name="SpeedMetresPerSecond">In this second.</param>
/// <param name="Weight">Below 1 while it may still end up in one of several lanes.</param>
public readonly record struct Approaching(double DistanceMetres, double SpeedMetresPerSecond, double Weight)
{
    /// <summary>Slower than this a vehicle halts; the same as SUMO's halting speed.</summary>
    public const double HaltingMetresPerSecond = 0.1;

    public bool Halts => SpeedMetresPerSecond < HaltingMetresPerSecond;
}

/// <summary>What is on an approach lane and the lanes that feed it.</summary>
public sealed class LaneReading
{
    private readonly List<Approaching> _vehicles = [];

    public IReadOnlyList<Approaching> Vehicles => _vehicles;

    /// <summary>Of them, how many halt.</summary>
    public double Halting { get; private set; }

    /// <summary>All vehicles.</summary>
    public double Present { get; private set; }

    public void Add(Approaching vehicle)
    {
        _vehicles.Add(vehicle);
        Present += vehicle.Weight;
        if (vehicle.Halts) Halting += vehicle.Weight;
    }

    public void Clear()
    {
        _vehicles.Clear();
        (Halting, Present) = (0, 0);
    }
}

/// <summary>What is on a lane that leads away.</summary>
public sealed class ExitReading
{
    public int Present { get; private set; }

    public int Halting { get; private set; }

    /// <summary>From the intersection to the end of the last vehicle that entered; infinite on an empty lane.</summary>
    public double FreeMetres { get; private set; } = double.PositiveInfinity;

    /// <summary>Of that vehicle.</summary>
    public double LastSpeedMetresPerSecond { get; private set; }

    /// <param name="backMetres">Of the vehicle's rear bumper, from the lane's beginning.</param>
    /// <param name="speed">In metres per second.</param>
    public void Add(double backMetres, double speed)
    {
        Present++;
        if (speed < Approaching.HaltingMetresPerSecond) Halting++;
        if (backMetres < FreeMetres) (FreeMetres, LastSpeedMetresPerSecond) = (backMetres, speed);
    }

    public void Clear() => (Present, Halting, FreeMetres, LastSpeedMetresPerSecond) = (0, 0, double.PositiveInfinity, 0);
}

/// <summary>A vehicle that was seen on an approach lane and then on a lane that leads away, by their places in the layout.</summary>
public readonly record struct Crossing(int Lane, int Exit);

/// <summary>A vehicle between the stop line and the exits.</summary>
/// <param name="Lane">The approach lane it came from, by its place in the layout.</param>
/// <param name="SpeedMetresPerSecond">In this second.</param>
/// <param name="HasStood">It had to stop inside.</param>
public readonly record struct Inside(int Lane, double SpeedMetresPerSecond, bool HasStood)
{
    /// <summary>Slower than this inside it counts as having stopped.</summary>
    public const double StandingMetresPerSecond = 1;
}

/// <summary>Everything a controller may know of its intersection in one second. Filled anew every second.</summary>
public sealed class Observation
{
    public Observation(int lanes, int exits)
    {
        Lanes = [.. Enumerable.Range(0, lanes).Select(_ => new LaneReading())];
        Exits = [.. Enumerable.Range(0, exits).Select(_ => new ExitReading())];
    }

    public long Second { get; set; }

    /// <summary>One for each approach lane of the layout.</summary>
    public IReadOnlyList<LaneReading> Lanes { get; }

    /// <summary>One for each exit lane of the layout.</summary>
    public IReadOnlyList<ExitReading> Exits { get; }

    /// <summary>Who has crossed since the second before.</summary>
    public List<Crossing> Crossed { get; } = [];

    /// <summary>Who is inside the intersection; empty where nobody looks there.</summary>
    public List<Inside> Inside { get; } = [];

    /// <summary>Empties it for the next second.</summary>
    public void Clear(long second)
    {
        Second = second;
        foreach (var lane in Lanes) lane.Clear();
        foreach (var exit in Exits) exit.Clear();
        Crossed.Clear();
        Inside.Clear();
    }
}

/// <summary>
/// Chooses what to show. Deterministic: the same sequence of observations gives the same wishes. Its memory is its own
/// and may be lost; a new one learns again.
/// </summary>
public interface IController
{
    /// <summary>Asked once a second, after the observation and before the safety layer.</summary>
    SignalWish Decide(Observation seen, SafetyState signal);
}
