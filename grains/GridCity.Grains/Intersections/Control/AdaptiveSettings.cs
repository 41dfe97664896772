namespace GridCity.Grains.Intersections.Control;

/// <summary>The one set of settings of <see cref="Adaptive"/>, for every intersection alike.</summary>
public sealed record AdaptiveSettings
{
    /// <summary>How far a plan looks ahead.</summary>
    public int HorizonSeconds { get; init; } = 60;

    /// <summary>Vehicles a second that leave a lane with a protected green.</summary>
    public double Saturation { get; init; } = 0.5;

    /// <summary>From the beginning of green until the first vehicle moves at that rate.</summary>
    public double StartUpSeconds { get; init; } = 2;

    /// <summary>Of the yellow, how much is still driven.</summary>
    public double YellowDrivenSeconds { get; init; } = 2;

    /// <summary>What one more stop costs, in seconds of waiting: braking and gaining speed again.</summary>
    public double StopSeconds { get; init; } = 6;

    /// <summary>What a vehicle still waiting at the horizon costs, in seconds.</summary>
    public double LeftOverSeconds { get; init; } = 15;

    /// <summary>A change must save this share of the cost of staying.</summary>
    public double Hysteresis { get; init; } = 0.01;

    /// <summary>Vehicles a second on the opposing lanes that leave no gap for a permitted turn.</summary>
    public double OpposingFull { get; init; } = 0.4;

    /// <summary>Share of its flow a permitted turn keeps against a full opposing stream.</summary>
    public double GapsMin { get; init; } = 0.1;

    /// <summary>A first vehicle that stands so long after green began is held by something else.</summary>
    public double StuckSeconds { get; init; } = 5;

    /// <summary>Averages of arrivals are taken over about so long.</summary>
    public double AverageSeconds { get; init; } = 300;

    /// <summary>An exit whose last vehicle stands nearer than this takes nobody more.</summary>
    public double RoomMetres { get; init; } = 10;

    /// <summary>Who drives slower than this inside the intersection when yellow is over does not clear it in time.</summary>
    public double StuckMetresPerSecond { get; init; } = 3;

    /// <summary>Who had to stop inside and was waited for clears it at this speed.</summary>
    public double ClearingMetresPerSecond { get; init; } = 8;

    /// <summary>In a plan no phase lasts longer once others wait.</summary>
    public int PlanGreenSecondsMax { get; init; } = 40;
}
