using System.Collections.Immutable;
using GridCity.Cities.Model;

namespace GridCity.Cities.Generation;

/// <summary>The least that is known of a city made of squares.</summary>
/// <param name="NoPlaceCell">True for a city that also takes reports whose place is not on the map.</param>
/// <param name="Categories">Codes and labels.</param>
/// <param name="HandlingHoursMax">Hours from dispatch to feedback, through nights and holidays, for every category.</param>
/// <param name="Departments">Codes and labels.</param>
/// <param name="Inspectors">Each with the beginning of the codes of the duty grids it walks; one for each grid if empty.</param>
public sealed record SquarePlan(
    SquareBox Box,
    bool NoPlaceCell,
    IEnumerable<(string Code, string Label)> Categories,
    int HandlingHoursMax,
    IEnumerable<(string Code, string Label)> Departments,
    IEnumerable<(string Code, string Cells)> Inspectors)
{
    /// <summary>What each department answers for, where that is known.</summary>
    public ImmutableArray<Responsibility> Responsibilities { get; init; } = [];
}

/// <summary>A whole city on square cells, for tests, benches and records of which only the extent is known.</summary>
public static class SquareCity
{
    private const string Group = "all";
    private const string Shift = "always";

    /// <exception cref="CityMakingException">The box is empty, or has more cells than 9 digits number.</exception>
    public static CityPack Make(SquarePlan plan)
    {
        var (ground, city) = (SquareGround.Make(plan.Box), plan.Box.County[..4]);
        var codes = CodeScheme.Usual;
        var noPlace = plan.NoPlaceCell ? plan.Box.County.PadRight(codes.CellDigits, '0') : "";
        var categories = plan.Categories.ToList();
        return new(
            new(city, En(plan.Box.Name), "made of squares", ["en"], codes, noPlace, new()),
            ground.Areas, ground.Outline, ground.DutyGrids, ground.Cells,
            [new(Group, CategoryKind.Event, "", En("All"), ""), .. categories.Select(one => new Category(one.Code, CategoryKind.Event, Group, En(one.Label), ""))],
            [.. categories.Select(one => Standard(one.Code, plan.HandlingHoursMax))],
            [.. plan.Departments.Select(one => new Department(one.Code, city, En(one.Label)))],
            plan.Responsibilities,
            [new(Shift, En("Always"), "1234567", new(0, 0), new(0, 0))],
            [.. Inspectors(plan, ground)],
            []);
    }

    /// <summary>The one standard of a category has its code: a longer one might be too long.</summary>
    private static Standard Standard(string category, int hours) => new(
        category, category, En("As reported"), hours, LimitUnit.UrgentWorkHour, StandardUrgency.Ordinary, En("Done"));

    private static IEnumerable<Inspector> Inspectors(SquarePlan plan, CityGround ground)
    {
        var wanted = plan.Inspectors.ToList();
        if (wanted.Count == 0)
            wanted = [.. ground.DutyGrids.Select((grid, index) => ($"i{index + 1:000}", grid.Code))];
        foreach (var (code, cells) in wanted)
        {
            var grids = ground.DutyGrids.Where(grid => grid.Code.StartsWith(cells, StringComparison.Ordinal)).Select(grid => grid.Code);
            yield return new(code, En($"Inspector {code}"), Shift, [.. grids]);
        }
    }

    private static LocalText En(string text) => new("", text);
}
