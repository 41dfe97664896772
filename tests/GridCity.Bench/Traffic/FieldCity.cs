using System.Collections.Immutable;
using GridCity.Bench.Load;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;

namespace GridCity.Bench.Traffic;

/// <summary>A square city with 1,300 main crossings in rows and columns, each with up to four neighbours.</summary>
internal static class FieldCity
{
    public const int Rows = 26, Columns = 50, Count = Rows * Columns;

    /// <summary>A margin, so that no crossing lies on the city's edge.</summary>
    private const double Margin = 0.0005;

    public static LayoutDrawing Layout { get; } = UsualCrossing.Make("main-crossing");

    private static readonly CityPack Pack = SquareCity.Make(new(
        new("330106", "Signals", BenchCity.South, BenchCity.West, BenchCity.North, BenchCity.East, CellMetres: 500),
        NoPlaceCell: false, [("0101", "Manhole cover")], HandlingHoursMax: 4, [("roads", "Roads")], [("i1", "")])) with
    {
        Intersections = [.. Enumerable.Range(0, Count).Select(Crossing)],
        IntersectionLayouts = [Layout],
    };

    public static void Write(string folder) => PackWriter.Write(Pack, folder);

    public static string Code(int at) => $"J{at + 1:0000}";

    private static Intersection Crossing(int at) => new(
        Code(at), new("", $"Crossing {at + 1}"),
        BenchCity.West + Margin + ((BenchCity.East - BenchCity.West - (2 * Margin)) * (at % Columns) / Columns),
        BenchCity.South + Margin + ((BenchCity.North - BenchCity.South - (2 * Margin)) * (at / Columns) / Rows),
        Layout.Code, IntersectionModes.Adaptive, Neighbours(at));

    private static ImmutableArray<string> Neighbours(int at)
    {
        var (row, column) = (at / Columns, at % Columns);
        (int Row, int Column)[] around = [(row - 1, column), (row, column - 1), (row, column + 1), (row + 1, column)];
        return
        [
            .. around.Where(one => one.Row is >= 0 and < Rows && one.Column is >= 0 and < Columns)
                .Select(one => Code((one.Row * Columns) + one.Column)),
        ];
    }
}
