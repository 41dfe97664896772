namespace GridCity.Grains.Escorts.Control;

/// <summary>How junctions are prepared for an escort; one set for every city.</summary>
public sealed record EscortSettings
{
    public static EscortSettings Usual { get; } = new();

    /// <summary>An escorted vehicle drives so much of the speed allowed where nobody is in its way.</summary>
    public double SpeedShare { get; init; } = 1.2;

    /// <summary>A queue takes so long to start moving, in seconds.</summary>
    public double StartSeconds { get; init; } = 2;

    /// <summary>
    /// And so long for each vehicle to pass the stop line: a saturation flow of 1,800 an hour (Highway Capacity Manual 2010,
    /// chapter 18: 1,900 under ideal conditions).
    /// </summary>
    public double DischargeSeconds { get; init; } = 2;

    /// <summary>The queue is gone so many seconds before the vehicle arrives: it should not have to brake for it.</summary>
    public double MarginSeconds { get; init; } = 4;

    /// <summary>No junction is kept for longer than this at a time: a vehicle that does not come must not stop a city.</summary>
    public int HoldSecondsMax { get; init; } = 60;

    /// <summary>Where a queue needs several phases each is shown for so long, its change included.</summary>
    public int TurnSeconds { get; init; } = 15;

    /// <summary>After that it is left alone for so long before it is prepared again.</summary>
    public int RestSeconds { get; init; } = 30;

    /// <summary>What a street may be repaid at most after an escort, in seconds of green.</summary>
    public int RepaySecondsMax { get; init; } = 20;
}
