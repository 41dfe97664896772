using System.Collections.Immutable;
using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Cities.Checks;

/// <summary>Rules of <c>city.json</c>. Nothing else is looked at before they hold: all codes depend on it.</summary>
internal static class InfoRules
{
    private const int PartDigitsMax = 9;
    private const int CodeDigitsMax = 30;

    /// <summary>The workflow grants two at most; a city may grant fewer.</summary>
    private const int ExtensionsMax = 2;

    private const int DaysMax = 3_650;

    /// <summary>They stand in the state of one case, which has to stay readable at once.</summary>
    private const int LinksMax = 20_000;

    private const int EvidenceMax = 100;

    /// <summary>A reporter's photo is sealed in memory; and a store keeps no blob over 32 MiB.</summary>
    private const int PhotoKilobytesMax = 30 * 1024;

    /// <summary>Ids of commands are kept for 30 days: what is older could be done twice.</summary>
    private const int OfflineHoursMax = 29 * 24;

    public static bool Run(CheckContext context)
    {
        var faults = Faults(context.Info).ToList();
        foreach (var fault in faults) context.FaultOfFile(PackFiles.City, fault);
        return faults.Count == 0;
    }

    private static IEnumerable<string> Faults(CityInfo info)
    {
        if (info.Languages.Length == 0 || info.Languages.Except(["zh", "en"]).Any())
            yield return "$.languages must be zh, en or both.";
        else if (info.Languages.Any(language => (language == "zh" ? info.Name.Zh : info.Name.En).Length == 0))
            yield return "$.name must be given in every language of the city.";
        foreach (var fault in PartFaults("$.codes.cell", info.Codes.Cell)) yield return fault;
        foreach (var fault in PartFaults("$.codes.component", info.Codes.Component)) yield return fault;
        if (info.Codes.Cell.Length < 2) yield return "$.codes.cell needs a part for the city and one for the cell at least.";
        else if (!CheckContext.IsDigits(info.Code) || info.Code.Length != info.Codes.Cell[0].Digits)
            yield return $"$.code '{info.Code}' is not {info.Codes.Cell[0].Digits} digits, as the first part of a cell's code.";
        if (info.Codes.Component.Length != 3)
            yield return "$.codes.component needs three parts: the beginning of the cell's code, the category, a number.";
        foreach (var fault in NoPlaceFaults(info)) yield return fault;
        if (!CityClock.IsKnown(info.TimeZone))
            yield return $"$.time_zone '{info.TimeZone}' is not in the IANA time zone database; a name is such as Asia/Shanghai.";
        foreach (var source in info.UrgentSources.Except(CityInfo.SourcesOfPosts))
            yield return $"$.urgent_sources '{source}' is none of {string.Join(", ", CityInfo.SourcesOfPosts)}.";
        foreach (var fault in LimitFaults(info.Limits)) yield return fault;
    }

    private static IEnumerable<string> PartFaults(string where, ImmutableArray<CodePart> parts)
    {
        if (parts.IsDefaultOrEmpty) yield break;
        foreach (var part in parts)
            if (part.Digits is < 1 or > PartDigitsMax)
                yield return $"{where}: part '{part.Level}' has {part.Digits} digits; 1 to {PartDigitsMax} are possible.";
        if (parts.Select(part => part.Level).Distinct().Count() < parts.Length) yield return $"{where} names a part twice.";
        if (parts.Sum(part => part.Digits) > CodeDigitsMax) yield return $"{where} has more than {CodeDigitsMax} digits.";
    }

    private static IEnumerable<string> NoPlaceFaults(CityInfo info)
    {
        var code = info.NoPlaceCell;
        var fits = CheckContext.IsDigits(code) && code.Length == info.Codes.CellDigits
            && code.StartsWith(info.Code, StringComparison.Ordinal);
        if (code.Length > 0 && !fits)
            yield return $"$.no_place_cell '{code}' is not {info.Codes.CellDigits} digits that begin with the city's code.";
    }

    private static IEnumerable<string> LimitFaults(PackLimits limits)
    {
        if (limits.TextLengthMax < 1) yield return "$.limits.text_length_max must be at least 1 character.";
        if (limits.InspectorTasksMax < 1) yield return "$.limits.inspector_tasks_max must be at least 1 task.";
        if (limits.CellOpenCasesMax < 1) yield return "$.limits.cell_open_cases_max must be at least 1 case.";
        if (limits.ExtensionsMax is < 0 or > ExtensionsMax)
            yield return $"$.limits.extensions_max must be 0 to {ExtensionsMax} extensions.";
        if (limits.SuspensionDaysMax is < 1 or > DaysMax) yield return $"$.limits.suspension_days_max must be 1 to {DaysMax} days.";
        if (limits.ContestDaysMax is < 0 or > DaysMax) yield return $"$.limits.contest_days_max must be 0 to {DaysMax} days.";
        if (limits.ContestsMax < 0) yield return "$.limits.contests_max must not be negative.";
        if (limits.PartnersMax is < 0 or > LinksMax) yield return $"$.limits.partners_max must be 0 to {LinksMax} departments.";
        if (limits.DuplicatesMax is < 0 or > LinksMax) yield return $"$.limits.duplicates_max must be 0 to {LinksMax} cases.";
        if (limits.ChildrenMax is < 0 or > LinksMax) yield return $"$.limits.children_max must be 0 to {LinksMax} cases.";
        if (limits.EvidenceMax is < 1 or > EvidenceMax) yield return $"$.limits.evidence_max must be 1 to {EvidenceMax} pictures.";
        if (limits.ReportsPerShift < 0) yield return "$.limits.reports_per_shift must not be negative.";
        if (limits.PositionDays < 1) yield return "$.limits.position_days must be at least 1 day.";
        if (limits.PhotoKilobytesMax is < 1 or > PhotoKilobytesMax)
            yield return $"$.limits.photo_kilobytes_max must be 1 to {PhotoKilobytesMax} kilobytes.";
        if (limits.PhotoTypes is { } types && (types.Length == 0 || types.Split(' ').Except(PackLimits.PhotoTypesUsual.Split(' ')).Any()))
            yield return $"$.limits.photo_types must be some of '{PackLimits.PhotoTypesUsual}' with spaces between them.";
        if (limits.OfflineHoursMax is < 1 or > OfflineHoursMax)
            yield return $"$.limits.offline_hours_max must be 1 to {OfflineHoursMax} hours.";
    }
}
