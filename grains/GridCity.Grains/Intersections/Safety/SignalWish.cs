namespace GridCity.Grains.Intersections.Safety;

/// <summary>What somebody (plan, controller, escort, a person) wants a signal to show next.</summary>
/// <param name="Phase">
/// A phase of the layout; <see cref="Hold"/>, <see cref="Flash"/> or <see cref="StayClear"/> by their own numbers.
/// </param>
public readonly record struct SignalWish(int Phase)
{
    /// <summary>What is shown, as long as it may.</summary>
    public static SignalWish Hold => new(-1);

    /// <summary>Flashing: nobody is ordered anything.</summary>
    public static SignalWish Flash => new(SafetyState.Flashing);

    /// <summary>
    /// In a change: no green to anybody yet, for somebody still stands inside the intersection. Followed for a few seconds
    /// only; the same as <see cref="Hold"/> when no change is under way.
    /// </summary>
    public static SignalWish StayClear => new(-3);

    public static SignalWish Show(int phase) => new(phase);
}

/// <summary>Why a wish was not followed in this second.</summary>
public enum HeldBack : byte
{
    No = 0,

    /// <summary>Yellow, all-red or the clearance of pedestrians is running.</summary>
    Clearing,

    /// <summary>A group that would lose its green has not had its minimum.</summary>
    MinimumGreen,

    /// <summary>Following it would keep some group red for too long: another phase was served or goes first.</summary>
    MaximumRed,

    /// <summary>The layout has no such phase.</summary>
    NoSuchPhase,

    /// <summary>The second is not later than the one before: a clock went back.</summary>
    NotLater,
}
