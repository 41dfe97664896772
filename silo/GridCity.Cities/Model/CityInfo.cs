using System.Collections.Immutable;

namespace GridCity.Cities.Model;

/// <summary>What holds for the whole city: <c>city.json</c>.</summary>
/// <param name="Code">Code of the city's own area: the first part of every cell code.</param>
/// <param name="Edition">Name of this state of the folder, such as <c>2026-11</c>; free.</param>
/// <param name="Languages">Of <c>zh</c> and <c>en</c>, those in which everything is named.</param>
/// <param name="TimeZone">
/// Name in the IANA time zone database, such as <c>Asia/Shanghai</c>: what the clocks on its walls show.
/// </param>
/// <param name="NoPlaceCell">
/// Code of the cell that takes reports whose place is not on the map; empty in a city that takes none. It has no polygon.
/// </param>
public sealed record CityInfo(
    string Code,
    LocalText Name,
    string Edition,
    ImmutableArray<string> Languages,
    CodeScheme Codes,
    string NoPlaceCell,
    PackLimits Limits,
    string TimeZone = CityInfo.TimeZoneUsual)
{
    /// <summary>Of a city that does not say.</summary>
    public const string TimeZoneUsual = "UTC";

    /// <summary>Of a city that does not say: those where somebody is on the telephone.</summary>
    public static readonly ImmutableArray<string> UrgentSourcesUsual = ["hotline"];

    /// <summary>Sources that a post can stand for: agent, inspector, other system.</summary>
    public static readonly ImmutableArray<string> SourcesOfPosts = ["hotline", "inspector", "other-system"];

    /// <summary>Those of <see cref="SourcesOfPosts"/> that are served before the others when there is more than can be.</summary>
    public ImmutableArray<string> UrgentSources { get; init; } = UrgentSourcesUsual;

    /// <summary>Code of the category of cases that begin when something blocks a road; empty where none shall begin.</summary>
    public string IncidentCategory { get; init; } = "";
}

/// <summary>How codes are put together. Editions of the standards differ, so the digits are data.</summary>
/// <param name="Cell">
/// Parts of a cell's code from the largest area to the cell. The parts before the last are the levels of areas, and an
/// area's code is the beginning of its cells' codes.
/// </param>
/// <param name="Component">
/// Parts of a component's code: the beginning of its cell's code, the digits of its category, a running number.
/// </param>
public sealed record CodeScheme(
    string Name, string Edition, ImmutableArray<CodePart> Cell, ImmutableArray<CodePart> Component)
{
    /// <summary>15 digits: 6 of the county (4 of the city in it), 3 street, 3 community, 3 cell; components have 16.</summary>
    public static CodeScheme Usual { get; } = new(
        "GridCity usual",
        "1",
        [new("city", 4), new("district", 2), new("street", 3), new("community", 3), new("cell", 3)],
        [new("district", 6), new("category", 4), new("number", 6)]);

    public int CellDigits => Cell.Sum(part => part.Digits);

    public int ComponentDigits => Component.Sum(part => part.Digits);

    /// <summary>Digits of the code of an area of a level; the level of cells included.</summary>
    /// <returns>Null for an unknown level.</returns>
    public int? DigitsOf(string level)
    {
        var digits = 0;
        foreach (var part in Cell)
        {
            digits += part.Digits;
            if (part.Level == level) return digits;
        }
        return null;
    }

    /// <summary>Digits of the level above one whose codes have so many; null at the top.</summary>
    public int? DigitsAbove(int digits)
    {
        var above = 0;
        foreach (var part in Cell)
        {
            if (above + part.Digits >= digits) return above == 0 ? null : above;
            above += part.Digits;
        }
        return null;
    }
}

/// <param name="Level">Name of the part.</param>
public readonly record struct CodePart(string Level, int Digits);

/// <summary>Named limits of the city; a missing one is the software's usual.</summary>
/// <param name="TextLengthMax">Characters of one free text.</param>
/// <param name="InspectorTasksMax">Open tasks one inspector may hold.</param>
/// <param name="CellOpenCasesMax">Open cases a cell remembers for finding duplicates.</param>
/// <param name="ExtensionsMax">Extensions granted to one task; 0 to 2.</param>
/// <param name="SuspensionDaysMax">Days ahead that a suspension may last.</param>
/// <param name="ContestDaysMax">Days after its end in which a reporter may contest it.</param>
/// <param name="ContestsMax">How often one case may be contested.</param>
/// <param name="PartnersMax">Departments that help the one which has the case.</param>
/// <param name="DuplicatesMax">Cases merged into one.</param>
/// <param name="ChildrenMax">Cases that end with one parent.</param>
/// <param name="EvidenceMax">Pictures or clips of one recognition, and photos of one act.</param>
/// <param name="ReportsPerShift">Reports that an inspector is to make in one shift (定额); 0 for none.</param>
/// <param name="PositionDays">Days for which inspectors' positions are kept, today not counted.</param>
/// <param name="PhotoKilobytesMax">Kilobytes (1,024 bytes) of one photo.</param>
/// <param name="PhotoTypes">Types of photos that are taken, of <see cref="PhotoTypesUsual"/>, with spaces between them.</param>
/// <param name="OfflineHoursMax">Hours after which an act that a handheld sends late is not taken any more.</param>
public sealed record PackLimits(
    int? TextLengthMax = null,
    int? InspectorTasksMax = null,
    int? CellOpenCasesMax = null,
    int? ExtensionsMax = null,
    int? SuspensionDaysMax = null,
    int? ContestDaysMax = null,
    int? ContestsMax = null,
    int? PartnersMax = null,
    int? DuplicatesMax = null,
    int? ChildrenMax = null,
    int? EvidenceMax = null,
    int? ReportsPerShift = null,
    int? PositionDays = null,
    int? PhotoKilobytesMax = null,
    string? PhotoTypes = null,
    int? OfflineHoursMax = null)
{
    public const int ReportsPerShiftUsual = 0;

    public const int PositionDaysUsual = 30;

    /// <summary>10 MiB: a handheld's photo as it comes from the camera.</summary>
    public const int PhotoKilobytesMaxUsual = 10 * 1024;

    /// <summary>All that can be recognised.</summary>
    public const string PhotoTypesUsual = "jpeg png webp heic";
}
