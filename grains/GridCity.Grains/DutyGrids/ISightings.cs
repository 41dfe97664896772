namespace GridCity.Grains.DutyGrids;

/// <summary>
/// Where inspectors were seen last. Positions are readings, not history: a decision looks at them, and its events say
/// what it made of them.
/// </summary>
public interface ISightings
{
    /// <summary>The newest position that an inspector reported; null when none is known.</summary>
    /// <param name="inspector">Code of the inspector.</param>
    Sighting? Of(string inspector);
}

/// <summary>Nobody was seen.</summary>
public sealed class NoSightings : ISightings
{
    private NoSightings() { }

    public static NoSightings Instance { get; } = new();

    public Sighting? Of(string inspector) => null;
}
