namespace GridCity.Cli.Traffic;

/// <summary>Groups of bars: a scenario each, a bar for each controller.</summary>
internal static class BarChart
{
    private const int Height = 360, Left = 70, Top = 50, Bottom = 45, Bar = 22, Gap = 30;

    public static SvgPage Draw(string title, string unit, IReadOnlyList<(string Group, string Bar, double Value)> values)
    {
        var (groups, bars) = (values.Select(one => one.Group).Distinct().ToArray(), values.Select(one => one.Bar).Distinct().ToArray());
        var width = Left + (groups.Length * ((bars.Length * Bar) + Gap)) + 150;
        var page = new SvgPage(width, Height, title);
        var most = Math.Max(1, values.Max(one => one.Value));
        var area = new ChartArea(Left, Top, width - Left - 150, Height - Top - Bottom, 0, 0, most);
        page.Words(Left, 18, title, isBold: true);
        area.Draw(page, "", unit);
        foreach (var (group, bar, value) in values)
        {
            var (at, which) = (Array.IndexOf(groups, group), Array.IndexOf(bars, bar));
            var x = Left + (Gap / 2) + (at * ((bars.Length * Bar) + Gap)) + (which * Bar);
            page.Box(x, area.Y(value), Bar - 3, area.Top + area.Height - area.Y(value), Colours.Of(which));
        }

        foreach (var (at, group) in groups.Index())
            page.Words(Left + (Gap / 2) + (at * ((bars.Length * Bar) + Gap)) + (bars.Length * Bar / 2), Height - Bottom + 18, group, "middle");
        foreach (var (which, bar) in bars.Index()) page.Words(width - 140, Top + (which * 18), bar, fill: Colours.Of(which), isBold: true);
        return page;
    }
}
