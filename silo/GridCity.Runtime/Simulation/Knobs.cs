using GridCity.Runtime.Simulation.Workload;

namespace GridCity.Runtime.Simulation;

/// <summary>
/// How one run is set up, all drawn from its seed. Each fault is off in some runs, so that rare ones are not always
/// drowned in frequent ones. Shares are per thousand of the calls that they concern.
/// </summary>
internal sealed record Knobs
{
    private static readonly int[] Shares = [0, 5, 20, 80];
    private static readonly int[] RareShares = [0, 0, 1, 3];

    public required int Silos { get; init; }

    public required int CaseClients { get; init; }

    public required int CasesPerClient { get; init; }

    public required int CourierClients { get; init; }

    public required int CommandsPerCourierClient { get; init; }

    /// <summary>Few grains make hot ones.</summary>
    public required int Couriers { get; init; }

    public required int Cells { get; init; }

    public required int Imports { get; init; }

    public required int Reads { get; init; }

    public required int RequestLost { get; init; }

    public required int ReplyLost { get; init; }

    public required int Doubled { get; init; }

    public required int Late { get; init; }

    public required int CommitSlow { get; init; }

    public required int JournalFailsBefore { get; init; }

    public required int JournalReplyLost { get; init; }

    public required int CrashAfterCommit { get; init; }

    public required bool Kills { get; init; }

    public required bool Pauses { get; init; }

    public required bool ClockJumps { get; init; }

    public required bool DatabaseCrashes { get; init; }

    public required bool LeaseLosses { get; init; }

    public required int FaultEveryMillisecondsMax { get; init; }

    public required int TroubleSeconds { get; init; }

    public required int IdleSecondsMax { get; init; }

    public static Knobs Draw(SeededRandom random) => new()
    {
        Silos = random.Between(1, 3),
        CaseClients = random.Between(1, 4),
        CasesPerClient = random.Between(1, 4),
        CourierClients = random.Between(1, 4),
        CommandsPerCourierClient = random.Between(5, 30),
        Couriers = random.Between(2, 8),
        Cells = random.Between(1, SimulatedCity.CellsMax),
        Imports = random.Between(0, 20),
        Reads = random.Between(20, 150),
        RequestLost = random.Pick(Shares),
        ReplyLost = random.Pick(Shares),
        Doubled = random.Pick(Shares),
        Late = random.Pick(Shares),
        CommitSlow = random.Pick(Shares),
        JournalFailsBefore = random.Pick(Shares),
        JournalReplyLost = random.Pick(Shares),
        CrashAfterCommit = random.Pick(RareShares),
        Kills = random.Chance(500),
        Pauses = random.Chance(400),
        ClockJumps = random.Chance(400),
        DatabaseCrashes = random.Chance(300),
        LeaseLosses = random.Chance(300),
        FaultEveryMillisecondsMax = random.Between(500, 10_000),
        TroubleSeconds = random.Between(20, 90),
        IdleSecondsMax = random.Pick([1, 15, 300]),
    };
}
