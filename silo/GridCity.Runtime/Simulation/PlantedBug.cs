namespace GridCity.Runtime.Simulation;

/// <summary>Mistakes planted on purpose, one at a time, to prove that the checkers find them.</summary>
public enum PlantedBug
{
    None,

    /// <summary>The journal says that a batch is durable, and it is not.</summary>
    LostAcknowledgement,

    /// <summary>Mail that was consumed already is consumed again.</summary>
    DoubledMail,

    /// <summary>Mail of a lane that goes together is handed over last piece first.</summary>
    ReorderedLane,

    /// <summary>A grain is sometimes loaded as it was, not as it is.</summary>
    StaleCache,

    /// <summary>A reader steps over a transaction that is still running.</summary>
    SkippedCursor,

    /// <summary>A timer is taken for due before it is.</summary>
    EarlyTimer,
}
