namespace GridCity.Grains.Escorts.Roads;

/// <summary>A road in one direction, from junction to junction.</summary>
/// <param name="Id">Unique in the network.</param>
/// <param name="LengthMetres">Above 0.</param>
/// <param name="FreeMetresPerSecond">The speed allowed on it; above 0.</param>
/// <param name="Begin">Where it begins.</param>
/// <param name="End">Where it ends, at a junction or at the edge of the network.</param>
public sealed record Road(string Id, double LengthMetres, double FreeMetresPerSecond, GroundPoint Begin, GroundPoint End)
{
    /// <summary>At the speed allowed, in seconds.</summary>
    public double FreeSeconds => LengthMetres / FreeMetresPerSecond;
}

/// <summary>A point of a plane, in metres east and north of an origin that the network chooses.</summary>
public readonly record struct GroundPoint(double East, double North)
{
    public double MetresTo(GroundPoint other) => Math.Sqrt(Square(East - other.East) + Square(North - other.North));

    private static double Square(double metres) => metres * metres;
}

/// <summary>Leaving a road for the next one over a junction.</summary>
/// <param name="From">Id of the road that ends there.</param>
/// <param name="To">Id of the road that begins there.</param>
/// <param name="Intersection">Code of the signalised intersection; null where no signal stands.</param>
public sealed record Turn(string From, string To, string? Intersection);
