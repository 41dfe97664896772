using System.Globalization;
using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary>The CSV files of a pack: how a row becomes an entry and an entry a row, side by side.</summary>
internal static class Tables
{
    private const string Yes = "yes";
    private const string No = "no";

    private static readonly string[] YesOrNo = [Yes, No];

    public static readonly CsvTable<Area> Areas = new(
        PackFiles.Areas,
        ["code", "level", "name_zh", "name_en", "supervised_by", "commanded_by"],
        row => new(row.Code(0), row.Code(1), row.Name(2), row.Code(4), row.Code(5)),
        area => [area.Code, area.Level, area.Name.Zh, area.Name.En, area.SupervisedBy, area.CommandedBy]);

    public static readonly CsvTable<DutyGrid> DutyGrids = new(
        PackFiles.DutyGrids,
        ["code", "area", "name_zh", "name_en"],
        row => new(row.Code(0), row.Code(1), row.Name(2)),
        grid => [grid.Code, grid.Area, grid.Name.Zh, grid.Name.En]);

    public static readonly CsvTable<Category> Categories = new(
        PackFiles.Categories,
        ["code", "kind", "group", "name_zh", "name_en", "component_digits"],
        row => new(row.Code(0), row.OneOf(1, [CategoryKind.Component, CategoryKind.Event]), row.Text(2), row.Name(3), row.Text(5)),
        category => [category.Code, category.Kind, category.Group, category.Name.Zh, category.Name.En, category.ComponentDigits]);

    public static readonly CsvTable<Standard> Standards = new(
        PackFiles.Standards,
        ["code", "category", "condition_zh", "condition_en", "limit", "unit", "urgency", "closing_zh", "closing_en"],
        row => new(
            row.Code(0), row.Code(1), row.Name(2), row.Whole(4), row.OneOf(5, LimitUnit.All), row.OneOf(6, StandardUrgency.All), row.Name(7)),
        one =>
        [
            one.Code, one.Category, one.Condition.Zh, one.Condition.En, one.Limit.ToString(CultureInfo.InvariantCulture),
            one.Unit, one.Urgency, one.Closing.Zh, one.Closing.En,
        ]);

    public static readonly CsvTable<Department> Departments = new(
        PackFiles.Departments,
        ["code", "area", "name_zh", "name_en"],
        row => new(row.Code(0), row.Code(1), row.Name(2)),
        unit => [unit.Code, unit.Area, unit.Name.Zh, unit.Name.En]);

    public static readonly CsvTable<Responsibility> Responsibilities = new(
        PackFiles.Responsibilities,
        ["department", "category", "area"],
        row => new(row.Code(0), row.Text(1), row.Text(2)),
        one => [one.Department, one.Category, one.Area]);

    public static readonly CsvTable<DispatchLine> DispatchRules = new(
        PackFiles.DispatchRules,
        ["code", "department", "categories", "areas", "days", "from", "to", "automatic"],
        row => new(
            row.Code(0), row.Code(1), row.Codes(2), row.Codes(3), row.Text(4), row.TimeOrNone(5), row.TimeOrNone(6),
            row.OneOf(7, YesOrNo) == Yes),
        rule =>
        [
            rule.Code, rule.Department, string.Join(' ', rule.Categories), string.Join(' ', rule.Areas), rule.Days,
            ClockOrNone(rule.From), ClockOrNone(rule.To), rule.IsAutomatic ? Yes : No,
        ]);

    public static readonly CsvTable<Shift> Shifts = new(
        PackFiles.Shifts,
        ["code", "name_zh", "name_en", "days", "begins", "ends"],
        row => new(row.Code(0), row.Name(1), row.Code(3), row.Time(4), row.Time(5)),
        shift => [shift.Code, shift.Name.Zh, shift.Name.En, shift.Days, Clock(shift.Begins), Clock(shift.Ends)]);

    public static readonly CsvTable<Inspector> Inspectors = new(
        PackFiles.Inspectors,
        ["code", "name_zh", "name_en", "shift", "duty_grids"],
        row => new(row.Code(0), row.Name(1), row.Code(3), row.Codes(4)),
        one => [one.Code, one.Name.Zh, one.Name.En, one.Shift, string.Join(' ', one.DutyGrids)]);

    public static readonly CsvTable<Hotline> Hotlines = new(
        PackFiles.Hotlines,
        ["code", "name_zh", "name_en", "rights", "categories", "urgency"],
        row => new(row.Code(0), row.Name(1), row.Codes(3), row.Codes(4), row.OneOf(5, StandardUrgency.All)),
        line =>
        [
            line.Code, line.Name.Zh, line.Name.En, string.Join(' ', line.Rights), string.Join(' ', line.Categories), line.Urgency,
        ]);

    public static readonly CsvTable<HotlineField> HotlineFields = new(
        PackFiles.HotlineFields,
        ["line", "field", "name_zh", "name_en", "type", "required", "choices", "min", "max"],
        row => new(
            row.Code(0), row.Code(1), row.Name(2), row.OneOf(4, FormFieldType.All), row.OneOf(5, YesOrNo) == Yes, row.Codes(6),
            row.WholeOrNone(7), row.WholeOrNone(8)),
        field =>
        [
            field.Line, field.Field, field.Name.Zh, field.Name.En, field.Type, field.IsRequired ? Yes : No,
            string.Join(' ', field.Choices), WholeOrNone(field.Min), WholeOrNone(field.Max),
        ]);

    public static readonly CsvTable<Component> Components = new(
        PackFiles.Components,
        ["code", "category", "cell", "longitude", "latitude", "department", "condition"],
        row => new(
            row.Code(0), row.Code(1), row.Code(2), row.Degrees(3, 180), row.Degrees(4, 90), row.Text(5),
            row.OneOf(6, ComponentCondition.All)),
        one =>
        [
            one.Code, one.Category, one.Cell, GeoJson.Degrees(one.Longitude), GeoJson.Degrees(one.Latitude), one.Department,
            one.Condition,
        ]);

    public static readonly CsvTable<Intersection> Intersections = new(
        PackFiles.Intersections,
        ["code", "name_zh", "name_en", "longitude", "latitude", "layout", "mode", "neighbours"],
        row => new(
            row.Code(0), row.Name(1), row.Degrees(3, 180), row.Degrees(4, 90), row.Code(5), row.OneOf(6, IntersectionModes.All),
            row.Codes(7)),
        one =>
        [
            one.Code, one.Name.Zh, one.Name.En, GeoJson.Degrees(one.Longitude), GeoJson.Degrees(one.Latitude), one.Layout, one.Mode,
            string.Join(' ', one.Neighbours),
        ]);

    public static readonly CsvTable<RoadLine> Roads = new(
        PackFiles.Roads,
        ["code", "from", "from_road", "to", "to_road", "metres", "kmh"],
        row => new(row.Code(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Whole(5), row.Whole(6)),
        road =>
        [
            road.Code, road.From, road.FromRoad, road.To, road.ToRoad, road.Metres.ToString(CultureInfo.InvariantCulture),
            road.KilometresPerHour.ToString(CultureInfo.InvariantCulture),
        ]);

    private static string ClockOrNone(TimeOnly? time) => time is { } given ? Clock(given) : "";

    private static string WholeOrNone(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
