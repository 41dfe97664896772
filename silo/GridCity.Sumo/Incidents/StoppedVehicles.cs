using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Incidents;

/// <summary>A vehicle that was stopped for the experiment.</summary>
/// <param name="Second">When it was told to stop; it stands a few seconds later.</param>
/// <param name="Metres">From the beginning of the lane.</param>
/// <param name="Seconds">How long it stands.</param>
public sealed record StoppedVehicle(string Vehicle, string Lane, string Road, double Metres, long Second, int Seconds)
{
    public long End => Second + Seconds;
}

/// <summary>
/// The experiment: stops vehicles at random places, times and for random durations, all by one seed. One road has one
/// at a time, so that it is clear which of them a report is about.
/// </summary>
public sealed class StoppedVehicles(Random random, long begin, long end)
{
    private const int FirstAfter = 300, GapMin = 120, GapMax = 360, LastBefore = 300, SecondsMin = 240, SecondsMax = 480;
    private const double Braking = 4, MetresBeforeEnd = 2, MetresOfReaction = 5;
    private const byte StopVariable = 0x12;
    private readonly List<StoppedVehicle> _stopped = [];
    private readonly HashSet<string> _vehicles = new(StringComparer.Ordinal);
    private long _next = begin + FirstAfter + random.Next(GapMin);

    public IReadOnlyList<StoppedVehicle> All => _stopped;

    /// <summary>Stops one of the vehicles when it is time and one can be.</summary>
    /// <param name="driving">Vehicles on lanes under watch, in a fixed order.</param>
    public void Step(TraciClient client, long second, IReadOnlyList<DrivingVehicle> driving)
    {
        if (second < _next || second > end - LastBefore || driving.Count == 0) return;
        var chosen = driving[random.Next(driving.Count)];
        var metres = chosen.Metres + (chosen.Speed * chosen.Speed / (2 * Braking)) + MetresOfReaction;
        if (metres > chosen.LaneMetres - MetresBeforeEnd || _vehicles.Contains(chosen.Id) || IsTaken(chosen.Road, second)) return;
        var seconds = random.Next(SecondsMin, SecondsMax);
        try
        {
            Stop(client, chosen, metres, seconds);
        }
        catch (SumoException)
        {
            // It is too late for it to stop there; another one will.
            return;
        }

        _vehicles.Add(chosen.Id);
        _stopped.Add(new(chosen.Id, chosen.Lane, chosen.Road, metres, second, seconds));
        _next = second + random.Next(GapMin, GapMax);
    }

    private bool IsTaken(string road, long second) => _stopped.Any(one => one.Road == road && second < one.End + LastBefore);

    private static void Stop(TraciClient client, DrivingVehicle vehicle, double metres, int seconds) =>
        client.Send((byte)(TraciCodes.Vehicles + TraciCodes.SetterOffset), message => message
            .Byte(StopVariable).Text(vehicle.Id).Byte(TraciCodes.CompoundType).Int(5)
            .Byte(TraciCodes.StringType).Text(vehicle.Road)
            .Byte(TraciCodes.DoubleType).Double(metres)
            .Byte(TraciCodes.ByteType).Byte((byte)vehicle.LaneIndex)
            .Byte(TraciCodes.DoubleType).Double(seconds)
            .Byte(TraciCodes.ByteType).Byte(0));
}

/// <summary>A vehicle that drives on a lane under watch.</summary>
public sealed record DrivingVehicle(string Id, string Lane, string Road, int LaneIndex, double LaneMetres, double Metres, double Speed);
