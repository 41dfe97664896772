namespace GridCity.Sumo.Networks;

/// <summary>The times given to every signal of a network, in seconds; what a network file itself does not know.</summary>
public sealed record SignalTiming
{
    public int YellowSeconds { get; init; } = 3;

    public int AllRedSeconds { get; init; }

    public int MinimumGreenSeconds { get; init; } = 5;

    /// <summary>As long as a maximum green where the network gives none.</summary>
    public int MaximumGreenSeconds { get; init; } = 50;

    /// <summary>Walk interval of MUTCD 2009, section 4E.06.</summary>
    public int PedestrianGreenSeconds { get; init; } = 7;

    /// <summary>Walking speed of MUTCD 2009, section 4E.06: 3.5 feet per second.</summary>
    public double WalkingMetresPerSecond { get; init; } = 1.07;

    /// <summary>Longer at an intersection where serving everybody in turn takes longer.</summary>
    public int MaximumRedSeconds { get; init; } = 120;
}
