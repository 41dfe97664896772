namespace GridCity.Cli.Traffic;

/// <summary>Some curves over the time of a run.</summary>
internal static class LineChart
{
    private const int Width = 900, Height = 360, Left = 70, Top = 50, Right = 20, Bottom = 45;

    public static SvgPage Draw(
        string title, string unit, params IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> curves)
    {
        var page = new SvgPage(Width, Height, title);
        var points = curves.SelectMany(curve => curve.Points).DefaultIfEmpty((0, 0)).ToArray();
        var area = new ChartArea(
            Left, Top, Width - Left - Right, Height - Top - Bottom, points.Min(point => point.Item1), points.Max(point => point.Item1),
            Math.Max(1, points.Max(point => point.Item2)));
        page.Words(Left, 18, title, isBold: true);
        area.Draw(page, "seconds", unit);
        foreach (var (at, (name, all)) in curves.Index())
        {
            page.Line(Thinned(all).Select(point => (area.X(point.X), area.Y(point.Y))), Colours.Of(at), 1.6);
            page.Words(Width - Right, 18 + (at * 16), name, "end", Colours.Of(at), isBold: true);
        }

        return page;
    }

    /// <summary>No more points than there are pixels.</summary>
    private static IEnumerable<(double X, double Y)> Thinned(IReadOnlyList<(double X, double Y)> points)
    {
        var step = Math.Max(1, points.Count / Width);
        for (var at = 0; at < points.Count; at += step) yield return points[at];
    }
}

/// <summary>Of curves and bars, in their order; told apart by those who see no red and green too.</summary>
internal static class Colours
{
    private static readonly string[] All = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    public static string Of(int at) => All[at % All.Length];
}
