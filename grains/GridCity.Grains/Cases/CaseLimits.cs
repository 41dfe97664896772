namespace GridCity.Grains.Cases;

/// <summary>How far the workflow of a case bends; a city sets its own.</summary>
/// <param name="ExtensionsMax">Extensions that may be granted to one task; a refusal does not count.</param>
/// <param name="SuspensionDaysMax">Days ahead that a suspension may last.</param>
/// <param name="ContestDaysMax">Days after its end in which a reporter may contest it.</param>
/// <param name="ContestsMax">How often one case may be contested.</param>
public sealed record CaseLimits(int ExtensionsMax, int SuspensionDaysMax, int ContestDaysMax, int ContestsMax)
{
    public static CaseLimits Usual { get; } =
        new(ExtensionsMax: 2, SuspensionDaysMax: 365, ContestDaysMax: 15, ContestsMax: 2);
}
