using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Checks;

/// <summary>Areas, duty grids and the codes of cells: a tree without orphans.</summary>
internal static class AreaRules
{
    public static void Run(CheckContext context)
    {
        var pack = context.Pack;
        context.Unique(PackFiles.Areas, pack.Areas, area => area.Code);
        context.Unique(PackFiles.DutyGrids, pack.DutyGrids, grid => grid.Code);
        context.Unique(PackFiles.Cells, pack.Cells, cell => cell.Code);
        if (!context.Areas.ContainsKey(pack.Info.Code))
            context.FaultOfFile(PackFiles.Areas, $"has no line for the city itself, {pack.Info.Code}.");
        for (var index = 0; index < pack.Areas.Length; index++) Area(context, index, pack.Areas[index]);
        for (var index = 0; index < pack.Cells.Length; index++) Cell(context, index, pack.Cells[index]);
        DutyGrids(context);
    }

    private static void Area(CheckContext context, int index, Area area)
    {
        context.Named(PackFiles.Areas, index, "name", area.Name);
        var codes = context.Info.Codes;
        if (area.Level == codes.Cell[^1].Level || codes.DigitsOf(area.Level) is not { } digits)
        {
            var levels = codes.Cell.SkipLast(1).Select(part => part.Level);
            context.Fault(PackFiles.Areas, index, $"level '{area.Level}' is none of {string.Join(", ", levels)}.");
            return;
        }
        if (!CheckContext.IsDigits(area.Code) || area.Code.Length != digits)
            context.Fault(PackFiles.Areas, index, $"code '{area.Code}' is not {digits} digits, as a {area.Level} has.");
        else if (codes.DigitsAbove(digits) is { } above && !context.Areas.ContainsKey(area.Code[..above]))
            context.Fault(PackFiles.Areas, index, $"{area.Code} is an orphan: there is no area {area.Code[..above]}.");
        Desk(context, index, area, "supervised_by", area.SupervisedBy);
        Desk(context, index, area, "commanded_by", area.CommandedBy);
    }

    private static void Desk(CheckContext context, int index, Area area, string what, string desk)
    {
        if (!context.Areas.ContainsKey(desk) || !area.Code.StartsWith(desk, StringComparison.Ordinal))
            context.Fault(PackFiles.Areas, index, $"{what} '{desk}' is neither {area.Code} nor an area above it.");
    }

    private static void Cell(CheckContext context, int index, Cell cell)
    {
        var codes = context.Info.Codes;
        if (!CheckContext.IsDigits(cell.Code) || cell.Code.Length != codes.CellDigits)
            context.Fault(PackFiles.Cells, index, $"code '{cell.Code}' is not {codes.CellDigits} digits.");
        else if (cell.Code == context.Info.NoPlaceCell)
            context.Fault(PackFiles.Cells, index, $"{cell.Code} is the cell without a place of city.json.");
        else if (cell.Code[..codes.DigitsAbove(codes.CellDigits)!.Value] is var above && !context.Areas.ContainsKey(above))
            context.Fault(PackFiles.Cells, index, $"{cell.Code} is an orphan: there is no area {above}.");
        if (!context.DutyGrids.TryGetValue(cell.DutyGrid, out var grid))
            context.Fault(PackFiles.Cells, index, $"duty_grid '{cell.DutyGrid}' of {cell.Code} is not in {PackFiles.DutyGrids}.");
        else if (!cell.Code.StartsWith(grid.Area, StringComparison.Ordinal))
            context.Fault(PackFiles.Cells, index, $"{cell.Code} lies outside area {grid.Area} of its duty grid {grid.Code}.");
        if (cell.Until < cell.Since) context.Fault(PackFiles.Cells, index, $"{cell.Code} ends before it begins.");
    }

    private static void DutyGrids(CheckContext context)
    {
        var used = context.Pack.Cells.Select(cell => cell.DutyGrid).ToHashSet();
        var walked = context.Pack.Inspectors.SelectMany(inspector => inspector.DutyGrids).ToHashSet();
        for (var index = 0; index < context.Pack.DutyGrids.Length; index++)
        {
            var grid = context.Pack.DutyGrids[index];
            context.Named(PackFiles.DutyGrids, index, "name", grid.Name);
            if (!context.Areas.ContainsKey(grid.Area))
                context.Fault(PackFiles.DutyGrids, index, $"area '{grid.Area}' is not in {PackFiles.Areas}.");
            if (!used.Contains(grid.Code)) context.Fault(PackFiles.DutyGrids, index, $"{grid.Code} is an orphan: no cell is in it.");
            if (!walked.Contains(grid.Code)) context.Fault(PackFiles.DutyGrids, index, $"{grid.Code} has no inspector.");
        }
    }
}
