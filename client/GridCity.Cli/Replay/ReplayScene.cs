namespace GridCity.Cli.Replay;

/// <summary>What all records of a replay are played with.</summary>
/// <param name="Calls">Lets only so many calls be under way at once.</param>
/// <param name="SuspendedUntil">When a suspended case would go on by itself; it is resumed before.</param>
internal sealed record ReplayScene(
    ReplayCrew Crew,
    ReplayIds Ids,
    ReplayMischief Mischief,
    ReplayBook Book,
    ReplayStandards Standards,
    ActMinutes Minutes,
    ReplayClock Clock,
    SemaphoreSlim Calls,
    DateTimeOffset SuspendedUntil);
