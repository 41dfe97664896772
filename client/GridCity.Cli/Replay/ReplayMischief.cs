namespace GridCity.Cli.Replay;

/// <summary>
/// What goes wrong on the way of a record: drawn from the seed, the same each time. A replay without a seed goes straight.
/// </summary>
internal sealed class ReplayMischief(ReplayIds ids, int? seed)
{
    /// <summary>Goes to a department that is not in charge, and comes back.</summary>
    public bool WrongDepartment(ReplayRecord record) => Happens(record, "wrong-department", permille: 50);

    /// <summary>The inspector finds the work not done, and the department goes over it again.</summary>
    public bool FailedCheck(ReplayRecord record) => Happens(record, "failed-check", permille: 50);

    /// <summary>The department reports back only after its limit, by the records' own time.</summary>
    public bool Late(ReplayRecord record) => Happens(record, "late", permille: 50);

    /// <summary>The department asks for more time and gets it.</summary>
    public bool Extension(ReplayRecord record) => Happens(record, "extension", permille: 30);

    /// <summary>The clock stands for a while.</summary>
    public bool Suspension(ReplayRecord record) => Happens(record, "suspension", permille: 20);

    /// <summary>A clerk finds that it is no case.</summary>
    public bool Void(ReplayRecord record) => Happens(record, "void", permille: 20);

    /// <summary>A second caller reports the same, and a clerk merges the two.</summary>
    public bool Duplicate(ReplayRecord record) => Happens(record, "duplicate", permille: 20);

    /// <summary>The reporter says that it was not done; it is looked at and closed again.</summary>
    public bool Contested(ReplayRecord record) => Happens(record, "contested", permille: 10);

    /// <summary>The client is gone before its answer comes, and asks again later.</summary>
    public bool ClientLost(ReplayRecord record, string act) => Happens(record, $"lost {act}", permille: 20);

    private bool Happens(ReplayRecord record, string what, uint permille) =>
        seed is not null && ids.Drawn(record.Id, what) % 1_000 < permille;
}
