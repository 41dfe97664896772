using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Cities.Tests.Support;

namespace GridCity.Cities.Tests;

/// <summary>Each thing that a pack must not be, made of a good one, with the line that the check must name.</summary>
public sealed class CheckTests
{
    /// <summary>File, text to replace, what by, reason. The city is 4 × 2 squares: see <see cref="Town"/>.</summary>
    public static TheoryData<string, string, string, string> Breaks => new()
    {
        { PackFiles.Areas, "330106001,street", "330106002,street", "330106001001 is an orphan: there is no area 330106001." },
        { PackFiles.Areas, "330106001001,community,", "330106001001,village,", "level 'village' is none of city, district" },
        { PackFiles.Areas, "330106,district", "33010,district", "code '33010' is not 6 digits, as a district has." },
        { PackFiles.Areas, "3301,3301\n", "3302,3301\n", "supervised_by '3302' is neither 3301 nor an area above it." },
        { PackFiles.Areas, "Street 001,3301,3301", "Street 001,3301,330106001001", "commanded_by '330106001001' is neither" },
        { PackFiles.Areas, "code,level", "code,kind", "the header is 'code,kind,name_zh" },
        { PackFiles.Areas, ",street,,Street 001", ",street,,", "name_en is empty; the city's languages are en." },
        { PackFiles.Areas, ",Street 001,", ",Street 001,,", "has 7 fields; 6 are needed" },
        { PackFiles.DutyGrids, ",330106001001,", ",330106001009,", "area '330106001009' is not in areas.csv." },
        { PackFiles.Categories, "pole,component,things", "pole,component,stuff", "group 'stuff' is no group of kind component." },
        { PackFiles.Categories, "pole,component", "pole,thing", "kind 'thing' is none of component, event." },
        { PackFiles.Categories, "Pole,0102", "Pole,01020", "component_digits '01020' must be 4 digits." },
        { PackFiles.Categories, "Pole,0102", "Pole,0101", "component_digits 0101 are those of lamp." },
        { PackFiles.Categories, "pole,component", "lamp,component", "code lamp stands in line 3 already." },
        { PackFiles.Standards, "pole-1,pole", "pole-1,tree", "unknown category 'tree'." },
        { PackFiles.Standards, ",2,work_hour", ",0,work_hour", "limit of lamp-1 must be at least 1." },
        { PackFiles.Standards, ",2,work_hour", ",2,fortnight", "unit 'fortnight' is none of" },
        { PackFiles.Standards, ",2,work_hour", ",two,work_hour", "limit 'two' is no whole number." },
        { PackFiles.Departments, "light,3301", "light,3302", "area '3302' is not in areas.csv." },
        { PackFiles.Departments, "light,3301", "li ght,3301", "code 'li ght' is no code" },
        { PackFiles.Responsibilities, "light,lamp", "dark,lamp", "unknown department 'dark'." },
        { PackFiles.Responsibilities, "light,lamp", "light,lump", "unknown category 'lump'." },
        { PackFiles.Responsibilities, "light,lamp,", "light,lamp,77", "unknown area '77'." },
        { PackFiles.DispatchRules, "lights,light", "lights,dark", "unknown department 'dark'." },
        { PackFiles.DispatchRules, "light,lamp", "light,lump", "unknown category 'lump'." },
        { PackFiles.DispatchRules, "lamp pole", "lamp,pole", "has 9 fields; 8 are needed" },
        { PackFiles.DispatchRules, ",330106,", ",330107,", "unknown area '330107'." },
        { PackFiles.DispatchRules, ",12345,", ",1 2,", "days '1 2' are not days of the week" },
        { PackFiles.DispatchRules, "22:00", "10 pm", "from '10 pm' is no time of day" },
        { PackFiles.DispatchRules, "22:00", "06:00", "from and to are both 06:00: the rule never fits." },
        { PackFiles.DispatchRules, ",yes", ",true", "automatic 'true' is none of yes, no." },
        { PackFiles.DispatchRules, "rest,light", "lights,light", "code lights stands in line 2 already." },
        { PackFiles.DispatchRules, "rest,light", "responsibilities:2,light", "must not begin with responsibilities:" },
        { PackFiles.Shifts, "12345", "54321", "days '54321' are not days of the week, ascending" },
        { PackFiles.Shifts, "08:00", "8 am", "begins '8 am' is no time of day" },
        { PackFiles.Hotlines, "register answer", "register sing", "right 'sing' is none of register, answer" },
        { PackFiles.Hotlines, ",lamp,ordinary", ",lump,ordinary", "unknown category 'lump'." },
        { PackFiles.Hotlines, "ordinary", "calm", "urgency 'calm' is none of" },
        { PackFiles.HotlineFields, "12345,age", "12319,age", "unknown line '12319'." },
        { PackFiles.HotlineFields, "Age,number", "Age,report", "field 'age' of type report: report is the type of description" },
        { PackFiles.HotlineFields, "What,report", "What,text", "field 'description' of type text: report is the type of" },
        { PackFiles.HotlineFields, "help complaint", "", "choices are for a field of type choice, which needs some." },
        { PackFiles.HotlineFields, "help complaint", "help help", "choices name one twice." },
        { PackFiles.HotlineFields, ",0,130", ",130,0", "min 130 is over max 0." },
        { PackFiles.HotlineFields, "12345,age", "12345,wish", "code 12345 wish stands in line 3 already." },
        { PackFiles.Inspectors, "Jo,day,", "Jo,night,", "unknown shift 'night'." },
        { PackFiles.Inspectors, ",330106001001", ",330106001009", "unknown duty grid '330106001009'." },
        { PackFiles.Inspectors, ",330106001001", ",", "i1 has no duty grid." },
        { PackFiles.Components, "3301060101000001", "330106010100000", "code '330106010100000' is not 16 digits." },
        { PackFiles.Components, "3301060101000001", "3301070101000001", "does not begin with the first 6 digits of its cell" },
        { PackFiles.Components, "3301060101000001", "3301060102000001", "does not have the digits 0101 of its category lamp." },
        { PackFiles.Components, "3301060101000001", "3301060101000002", "code 3301060101000002 stands in line 2 already." },
        { PackFiles.Components, ",lamp,", ",house,", "unknown category of components 'house'." },
        { PackFiles.Components, ",330106001001001,", ",330106001001009,", "is an orphan: there is no cell '330106001001009'." },
        { PackFiles.Components, ",330106001001001,", ",330106001001005,", "does not lie in its cell 330106001001005." },
        { PackFiles.Components, ",light,good", ",night,good", "unknown department 'night'." },
        { PackFiles.Components, ",light,good", ",light,odd", "condition 'odd' is none of good, damaged, lost." },
        { PackFiles.Components, "120.0005", "far", "longitude 'far' is no number of degrees" },
        { PackFiles.Cells, "\"330106001001004\"", "\"330106001001003\"", "code 330106001001003 stands in line" },
        { PackFiles.Cells, "\"330106001001004\"", "\"33010600100104\"", "code '33010600100104' is not 15 digits." },
        { PackFiles.Cells, "\"330106001001004\"", "\"330106001002004\"", "330106001002004 is an orphan: there is no area 330106001002." },
        { PackFiles.Cells, "\"code\":\"330106001001004\"", "\"name\":\"x\"", "property 'name' is none of code, duty_grid" },
        { PackFiles.Cells, "\"duty_grid\":\"330106001001\"", "\"duty_grid\":\"\"", "duty_grid '' of 330106001001001 is not in duty-grids.csv." },
        { PackFiles.Cells, "\"duty_grid\"", "\"since\":\"2026-11-31\",\"duty_grid\"", "since '2026-11-31' is no day" },
        { PackFiles.Cells, "\"duty_grid\"", "\"since\":\"2026-11-30\",\"until\":\"2026-11-01\",\"duty_grid\"", "ends before it begins." },
        { PackFiles.Cells, "\"type\":\"Polygon\"", "\"type\":\"Point\"", "has no geometry of type Polygon" },
        { PackFiles.Cells, "[[[120,30.001],", "[[[120],", "has no geometry of type Polygon" },
        { PackFiles.Cells, "[[[120,30.001],", "[[[120.0001,30.001],", "has a ring that does not end where it begins." },
        { PackFiles.Cells, "[120.001,30.001]", "[220.001,30.001]", "has the position (220.001, 30.001)" },
        { PackFiles.Cells, "}},", "}", "is no JSON" },
        { PackFiles.Intersections, ",cross,adaptive", ",circle,adaptive", "unknown layout 'circle'." },
        { PackFiles.Intersections, ",adaptive,", ",clever,", "mode 'clever' is none of plan, actuated, adaptive." },
        { PackFiles.Intersections, ",X2\n", ",X1\n", "neighbour 'X1' is no other intersection." },
        { PackFiles.Intersections, "120.0005", "121", "lies in no cell of the city." },
        { PackFiles.IntersectionLayouts, "\"Gr\"", "\"GG\"", "phase north gives a protected green to groups 0 and 1, which conflict." },
        { PackFiles.IntersectionLayouts, "\"Gr\"", "\"Gx\"", "phase north has the aspects 'Gx'" },
        { PackFiles.IntersectionLayouts, "[[1,20]", "[[3,20]", "plan all-day has the step [3, 20], which is no phase 1 to 2" },
        { PackFiles.IntersectionLayouts, "[[\"n\",", "[[\"m\",", "group 0 has the way 'm s', which is no lane and exit." },
        { PackFiles.IntersectionLayouts, "\"plan\":\"all-day\"", "\"plan\":\"rush\"", "hours name the plan 'rush', which is not there." },
        { PackFiles.IntersectionLayouts, "\"07:00\"", "\"7\"", "hours have '7', which is no time of day" },
        { PackFiles.IntersectionLayouts, "\"yellow\"", "\"amber\"", "amber" },
        { PackFiles.City, "\"3301\"", "\"330\"", "$.code '330' is not 4 digits" },
        { PackFiles.City, "\"format\": 1", "\"format\": 2", "format must be 1" },
        { PackFiles.City, "\"digits\": 2", "\"digits\": 0", "part 'district' has 0 digits" },
        { PackFiles.City, "    \"en\"\n", "    \"fr\"\n", "$.languages must be zh, en or both." },
        { PackFiles.City, "Asia/Shanghai", "Asia/Hangzhou", "$.time_zone 'Asia/Hangzhou' is not in the IANA time zone database" },
        { PackFiles.City, "\"format\": 1", "\"format\": 1, \"urgent_sources\": [\"radio\"]", "$.urgent_sources 'radio' is none of hotline" },
        { PackFiles.City, "\"format\": 1", "\"format\": 1, \"incident_category\": \"x\"", "$.incident_category 'x' is no category" },
        { PackFiles.City, "\"extensions_max\": 1", "\"extensions_max\": 3", "$.limits.extensions_max must be 0 to 2 extensions." },
        { PackFiles.City, "\"extensions_max\": 1", "\"evidence_max\": 0", "$.limits.evidence_max must be 1 to 100 pictures." },
        { PackFiles.City, "\"edition\": \"\"", "\"editor\": \"\"", "editor" },
    };

    [Theory, MemberData(nameof(Breaks))]
    public void A_broken_pack_is_refused_with_file_line_and_reason(string file, string good, string bad, string reason)
    {
        using var folder = new PackFolder(Town());
        var line = folder.Replace(file, good, bad);

        var faults = folder.Check();

        Assert.Contains(faults, fault =>
            fault.Reason.Contains(reason, StringComparison.Ordinal) && fault.File == file
            && (fault.Line >= line || file == PackFiles.City));
    }

    [Fact]
    public void The_town_that_is_broken_here_is_good_before() => Assert.Empty(Faults(Town()));

    [Fact]
    public void A_missing_cell_is_a_gap()
    {
        using var folder = new PackFolder(Town());
        folder.Line(PackFiles.Cells, 3, _ => null);

        Assert.Contains(folder.Check(), fault => fault is { File: PackFiles.Cells } && fault.Reason.Contains("a gap of 10", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hole_between_cells_is_a_gap()
    {
        var town = PackFolder.SmallTown();
        var middle = town.Cells.Length / 2;

        Assert.Contains("a gap of", Assert.Single(Tiling(town with { Components = [], Cells = town.Cells.RemoveAt(middle) })).Reason);
    }

    [Fact]
    public void Cells_that_overlap_are_named_with_the_size_of_it()
    {
        using var folder = new PackFolder(Town());
        var line = folder.Replace(PackFiles.Cells, "[[[120.001,30.001],[120.002,30.001]", "[[[120.001,30.001],[120.0022,30.001]");

        var fault = Assert.Single(folder.Check(), fault => fault.Reason.Contains("overlaps", StringComparison.Ordinal));

        Assert.Equal("330106001001003 overlaps 330106001001002 by 1073 m².", fault.Reason);
        Assert.Equal(line + 1, fault.Line);
    }

    [Fact]
    public void A_cell_twice_on_the_same_ground_overlaps()
    {
        var town = Town();
        var twin = town.Cells[0] with { Code = "330106001001099" };

        Assert.Contains(Tiling(town with { Cells = town.Cells.Add(twin) }), fault => fault.Reason.StartsWith("330106001001099 overlaps 330106001001001 by 10"));
    }

    [Fact]
    public void A_cell_beyond_the_outline_is_refused()
    {
        var town = Town();

        var faults = Tiling(town with { Outline = [Places.Shapes.Of((120, 30), (120.003, 30), (120.003, 30.002), (120, 30.002))] });

        Assert.Contains(faults, fault => fault.Reason.StartsWith("330106001001008 lies outside of the outline with"));
    }

    [Fact]
    public void A_polygon_that_crosses_itself_is_named_with_the_place()
    {
        var town = Town();
        var bow = Places.Shapes.Of((120, 30.001), (120.001, 30.002), (120.001, 30.001), (120, 30.002));

        var fault = Assert.Single(Faults(town with { Cells = town.Cells.SetItem(0, town.Cells[0] with { Shape = bow }) }));

        Assert.Equal((PackFiles.Cells, 2, "330106001001001 crosses itself at (120.0005, 30.0015)."), (fault.File, fault.Line, fault.Reason));
    }

    [Fact]
    public void A_corner_on_an_edge_of_the_next_cell_is_no_gap()
    {
        var town = Town();
        var right = Places.Shapes.Of((120.001, 30.001), (120.002, 30.001), (120.002, 30.002), (120.001, 30.002), (120.001, 30.0015));

        Assert.Empty(Tiling(town with { Cells = town.Cells.SetItem(1, town.Cells[1] with { Shape = right }) }));
    }

    [Fact]
    public void What_nobody_uses_or_walks_is_an_orphan()
    {
        var town = Town();

        Assert.Equal(
            ["idle is an orphan: no cell is in it.", "idle has no inspector."],
            Faults(town with { DutyGrids = town.DutyGrids.Add(new("idle", "3301", new("", "Idle"))) }).Select(fault => fault.Reason));
        Assert.Contains(
            Faults(town with { Standards = town.Standards.RemoveAt(1) }), fault => fault.Reason == "pole has no filing standard in standards.csv.");
    }

    [Fact]
    public void A_thousand_faults_are_kept_and_the_rest_is_counted()
    {
        var faults = new FaultList();
        for (var line = 1; line <= FaultList.KeptMax + 5; line++) faults.Add("areas.csv", line, "x");

        Assert.Equal((FaultList.KeptMax + 5, FaultList.KeptMax), (faults.Count, faults.Kept.Count));
    }

    private static IEnumerable<PackFault> Tiling(CityPack pack) =>
        Faults(pack).Where(fault => !fault.Reason.Contains("does not lie in", StringComparison.Ordinal));

    private static IReadOnlyList<PackFault> Faults(CityPack pack)
    {
        using var folder = new PackFolder(pack);
        return folder.Check();
    }

    /// <summary>Two rows of four cells of 0.001 degrees, one of everything else.</summary>
    private static CityPack Town()
    {
        var ground = SquareGround.Make(new("330106", "Town", 30, 120, 30.002, 120.004, 100));
        var cells = ground.Cells.Take(0).ToList();
        for (var number = 0; number < 8; number++)
        {
            var (x, y) = (120 + number % 4 / 1000.0, 30.001 - number / 4 / 1000.0);
            cells.Add(new(
                $"33010600100100{number + 1}", "330106001001", "", null, null,
                Places.Shapes.Of((R(x), R(y)), (R(x + 0.001), R(y)), (R(x + 0.001), R(y + 0.001)), (R(x), R(y + 0.001)))));
        }
        return new(
            new("3301", new("", "Town"), "", ["en"], CodeScheme.Usual, "", new(ExtensionsMax: 1), "Asia/Shanghai"),
            ground.Areas, Outlines.Of(cells.Select(cell => cell.Shape)), ground.DutyGrids, [.. cells],
            [new("things", "component", "", En("Things"), ""), new("lamp", "component", "things", En("Lamp"), "0101"), new("pole", "component", "things", En("Pole"), "0102")],
            [new("lamp-1", "lamp", En("Dark"), 2, "work_hour", "urgent", En("Lit")), new("pole-1", "pole", En("Fallen"), 1, "work_day", "ordinary", En("Up"))],
            [new("light", "3301", En("Light"))], [new("light", "lamp", "")],
            [new("day", En("Day"), "12345", new(8, 0), new(17, 0))], [new("i1", En("Jo"), "day", ["330106001001"])],
            [
                new("3301060101000001", "lamp", "330106001001001", 120.0005, 30.0015, "light", "good"),
                new("3301060101000002", "lamp", "330106001001002", 120.0015, 30.0015, "light", "good"),
            ])
        {
            DispatchRules =
            [
                new("lights", "light", ["lamp", "pole"], ["330106"], "12345", new(22, 0), new(6, 0), IsAutomatic: true),
                new("rest", "light", [], [], "", null, null, IsAutomatic: false),
            ],
            Hotlines = [new("12345", En("City line"), ["register", "answer"], ["lamp"], "ordinary")],
            HotlineFields =
            [
                new("12345", "description", En("What"), "report", true, [], null, null),
                new("12345", "wish", En("Wish"), "choice", true, ["help", "complaint"], null, null),
                new("12345", "age", En("Age"), "number", false, [], 0, 130),
            ],
            Intersections =
            [
                new("X1", En("One"), 120.0005, 30.0015, "cross", "adaptive", ["X2"]),
                new("X2", En("Two"), 120.0015, 30.0015, "cross", "plan", ["X1"]),
            ],
            IntersectionLayouts =
            [
                new(
                    "cross", [new("n", 90, 13.9, "north"), new("e", 80, 13.9, "east")], [new("s", 90, 13.9, "south"), new("w", 80, 13.9, "west")],
                    [new([["n", "s"]]), new([["e", "w"]])], [[0, 1]], [new("north", "Gr", 5, 30), new("east", "rG", 5, 30)],
                    new(3, 1, 5, 5, 5, 90), [new("all-day", [[1, 20], [2, 20]])], [new("all-day", "12345", "07:00", "09:00")]),
            ],
        };
    }

    private static LocalText En(string text) => new("", text);

    private static double R(double degrees) => GeoJson.Round(degrees);
}
