using System.Collections.Immutable;
using GridCity.Grains.Escorts;
using GridCity.Grains.Escorts.Roads;

namespace GridCity.Sumo.Escorts;

/// <summary>Where an escorted vehicle is on its route.</summary>
public sealed class EscortTracker
{
    private bool _isSeen, _wasSeen, _isInside;

    public EscortTracker(EscortedVehicle vehicle, RoadGraph graph)
    {
        Vehicle = vehicle;
        Rank = new(EscortClass.Ambulance, vehicle.DepartSecond, vehicle.Id);
        Stops = [.. StopsOf(vehicle.Roads, graph)];
    }

    public EscortedVehicle Vehicle { get; }

    public EscortRank Rank { get; }

    /// <summary>The signals of the route: the index of the road that ends there, and the signal.</summary>
    public ImmutableArray<(int Road, string Signal)> Stops { get; }

    /// <summary>Index of the road that it is on.</summary>
    public int At { get; private set; }

    /// <summary>How far it has come on it.</summary>
    public double Metres { get; private set; }

    /// <summary>It was there and is gone.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes a position; a road that is not ahead on the route leaves it where it was.</summary>
    /// <param name="lane">Id of the lane; of one inside a junction, which means past the stop line.</param>
    public void MoveTo(string lane, double metres)
    {
        (_isSeen, _wasSeen) = (true, true);
        if (lane.StartsWith(':'))
        {
            if (!_isInside && At < Vehicle.Roads.Length - 1) (At, Metres) = (At + 1, 0);
            _isInside = true;
            return;
        }

        var next = Vehicle.Roads.IndexOf(lane[..lane.LastIndexOf('_')], At);
        if (next >= 0) (At, Metres) = (next, metres);
        _isInside = false;
    }

    /// <summary>Once a second, after all positions: a vehicle that gave none any more has arrived.</summary>
    public void Look()
    {
        IsOver |= _wasSeen && !_isSeen;
        _isSeen = false;
    }

    private static IEnumerable<(int Road, string Signal)> StopsOf(ImmutableArray<string> roads, RoadGraph graph)
    {
        for (var index = 0; index + 1 < roads.Length; index++)
        {
            var turn = graph.TurnsFrom(roads[index]).FirstOrDefault(turn => turn.To == roads[index + 1])
                ?? throw new SumoException($"no way leads from road {roads[index]} to {roads[index + 1]}");
            if (turn.Intersection is { } signal) yield return (index, signal);
        }
    }
}
