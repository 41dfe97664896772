namespace GridCity.Grains.Cases;

/// <summary>How far the workflow of a case bends; a city sets its own.</summary>
/// <param name="ExtensionsMax">Extensions that may be granted to one task; a refusal does not count.</param>
/// <param name="SuspensionDaysMax">Days ahead that a suspension may last.</param>
/// <param name="ContestDaysMax">Days after its end in which a reporter may contest it.</param>
/// <param name="ContestsMax">How often one case may be contested.</param>
/// <param name="PartnersMax">Departments that help the one which has the case.</param>
/// <param name="DuplicatesMax">Cases merged into one.</param>
/// <param name="ChildrenMax">Cases that end with one parent.</param>
/// <param name="EvidenceMax">Pictures or clips of one recognition, and photos of one act.</param>
public sealed record CaseLimits(
    int ExtensionsMax,
    int SuspensionDaysMax,
    int ContestDaysMax,
    int ContestsMax,
    int PartnersMax,
    int DuplicatesMax,
    int ChildrenMax,
    int EvidenceMax)
{
    /// <summary>An act that a handheld sends late is taken until so many hours after it was done.</summary>
    public int OfflineHoursMax { get; init; } = 72;

    public static CaseLimits Usual { get; } = new(
        ExtensionsMax: 2,
        SuspensionDaysMax: 365,
        ContestDaysMax: 15,
        ContestsMax: 2,
        PartnersMax: 10,
        DuplicatesMax: 1_000,
        ChildrenMax: 10_000,
        EvidenceMax: 20);
}
