using GridCity.Sumo.Logs;

namespace GridCity.Cli.Traffic;

/// <summary>
/// A corridor over time: a line for each vehicle, flat where it stands, and at each signal a bar that is red while the
/// corridor's traffic may not go on.
/// </summary>
internal static class TimeSpaceDiagram
{
    private const int Width = 1200, Height = 620, Left = 70, Top = 50, Right = 20, Bottom = 45;

    /// <summary>A vehicle that was away for so long is another line.</summary>
    private const int GapSeconds = 3;

    public static SvgPage Draw(RunLog log, Corridor corridor, int from, int to, string title)
    {
        var page = new SvgPage(Width, Height, title);
        var area = new ChartArea(Left, Top, Width - Left - Right, Height - Top - Bottom, from, to, Math.Max(1, corridor.Metres));
        page.Words(Left, 18, title, isBold: true);
        area.Draw(page, "seconds", "metres along the corridor");
        foreach (var line in Lines(log, corridor, from, to))
            page.Line(line.Select(point => (area.X(point.Second), area.Y(point.Metres))), "#0072b2", 0.7);
        foreach (var (road, signal, links) in corridor.Signals) Bars(page, area, log, corridor.Begins[road + 1], signal, links, from, to);
        return page;
    }

    private static void Bars(SvgPage page, ChartArea area, RunLog log, double metres, string signal, int[] links, int from, int to)
    {
        var shown = log.Signals[signal].OrderBy(one => one.Second).ToArray();
        if (shown.Length == 0) page.Words(area.Left + area.Width, area.Y(metres) - 4, $"{signal}: not known", "end");
        for (var at = 0; at < shown.Length; at++)
        {
            var (begin, end) = (Math.Max(from, shown[at].Second), Math.Min(to, at + 1 < shown.Length ? shown[at + 1].Second : to));
            if (end <= begin) continue;
            page.Box(area.X(begin), area.Y(metres) - 2, area.X(end) - area.X(begin), 4, Colour(shown[at].Letters, links));
        }
    }

    private static string Colour(string letters, int[] links)
    {
        var best = links.Where(link => link >= 0 && link < letters.Length).Select(link => letters[link]).ToArray();
        return best.Any(letter => letter is 'G' or 'g') ? "#2ca02c" : best.Any(letter => letter is 'y' or 'Y') ? "#e6b800" : "#d62728";
    }

    private static IEnumerable<List<(int Second, double Metres)>> Lines(RunLog log, Corridor corridor, int from, int to)
    {
        var places = corridor.Roads.Index().ToDictionary(road => road.Item.Id, road => corridor.Begins[road.Index], StringComparer.Ordinal);
        var lines = new Dictionary<string, List<(int Second, double Metres)>>(StringComparer.Ordinal);
        foreach (var seen in log.Vehicles().Where(seen => seen.Second >= from && seen.Second <= to))
        {
            if (!places.TryGetValue(seen.Road, out var begins)) continue;
            if (lines.TryGetValue(seen.Vehicle, out var line) && seen.Second - line[^1].Second > GapSeconds)
            {
                yield return line;
                lines.Remove(seen.Vehicle);
                line = null;
            }

            if (line is null) lines[seen.Vehicle] = line = [];
            line.Add((seen.Second, begins + seen.Metres));
        }

        foreach (var line in lines.Values) yield return line;
    }
}
