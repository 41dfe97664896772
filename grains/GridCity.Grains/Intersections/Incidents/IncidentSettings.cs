namespace GridCity.Grains.Intersections.Incidents;

/// <summary>
/// One set for every road; found on runs with stopped vehicles on other seeds and with other controllers than those of
/// the bench.
/// </summary>
public sealed record IncidentSettings
{
    public static IncidentSettings Usual { get; } = new();

    /// <summary>What is slower stands.</summary>
    public double StandingMetresPerSecond { get; init; } = 0.3;

    /// <summary>Length of a cell of a lane: about one vehicle.</summary>
    public double CellMetres { get; init; } = 5;

    /// <summary>Whoever has something standing so few cells ahead waits for that.</summary>
    public int QueueCells { get; init; } = 4;

    /// <summary>Whoever stands so near to the junction may be waiting for it.</summary>
    public int JunctionCells { get; init; } = 4;

    /// <summary>Seconds a driver may take to start when the way has become free.</summary>
    public int StartSeconds { get; init; } = 3;

    /// <summary>Evidence for each second of standing with room ahead.</summary>
    public double RoomAhead { get; init; } = 1;

    /// <summary>The same beside something that stands too: it may want to change lanes.</summary>
    public double RoomAheadBesideQueue { get; init; } = 0.3;

    /// <summary>Evidence for each second of standing at a junction with a protected green.</summary>
    public double AtProtected { get; init; } = 2;

    /// <summary>The same with priority without a signal.</summary>
    public double AtPriority { get; init; } = 0.6;

    /// <summary>The same where it has to yield, or where the lane ends.</summary>
    public double AtYielding { get; init; } = 0.3;

    /// <summary>A way is blocked while something stands so few metres behind the junction.</summary>
    public double ExitMetres { get; init; } = 50;

    /// <summary>Evidence that makes an incident.</summary>
    public double Threshold { get; init; } = 25;

    /// <summary>The road is clear again when what stood there has been gone for so long.</summary>
    public int ClearSeconds { get; init; } = 20;

    /// <summary>An incident that clears sooner was none: the lane's threshold rises.</summary>
    public int ShortSeconds { get; init; } = 60;

    /// <summary>By which factor it rises.</summary>
    public double ThresholdRise { get; init; } = 1.5;

    /// <summary>By how much it rises at most, all in all.</summary>
    public double ThresholdRiseMax { get; init; } = 4;

    /// <summary>Shorter lanes have no detector of their own; they are part of a junction.</summary>
    public double LaneMetresMin { get; init; } = 15;
}
