using System.Collections.Immutable;

namespace GridCity.Cities.Tiles;

/// <summary>Rings of a shape as the commands of a tile's geometry.</summary>
internal static class TileRing
{
    private const uint MoveTo = 1, LineTo = 2, ClosePath = 7;

    /// <summary>A polygon, cut to the tile and its margin; empty when nothing of it can be seen.</summary>
    /// <param name="rings">The outer ring first.</param>
    public static List<uint> Commands(ImmutableArray<ImmutableArray<double>> rings, TileFrame frame)
    {
        var commands = new List<uint>();
        var (x, y) = (0, 0);
        for (var at = 0; at < rings.Length; at++)
        {
            var points = Rounded(Cut(Units(rings[at].AsSpan(), frame)));
            if (points.Count < 3)
            {
                if (at == 0) return commands;
                continue;
            }

            // In a tile, where y goes down, an outer ring has a positive area and a hole a negative one.
            if (TwiceArea(points) > 0 != (at == 0)) points.Reverse();
            Write(points, commands, ref x, ref y);
        }

        return commands;
    }

    private static List<(double X, double Y)> Units(ReadOnlySpan<double> ring, TileFrame frame)
    {
        var points = new List<(double, double)>(ring.Length / 2);
        for (var at = 0; at + 3 < ring.Length; at += 2) points.Add(frame.Units(ring[at], ring[at + 1]));
        return points;
    }

    /// <summary>Cuts off what lies outside, side by side (Sutherland and Hodgman).</summary>
    private static List<(double X, double Y)> Cut(List<(double X, double Y)> points)
    {
        const double min = -TileFrame.Margin, max = TileFrame.Extent + TileFrame.Margin;
        if (points.TrueForAll(point => point is { X: >= min and <= max, Y: >= min and <= max })) return points;
        points = Cut(points, point => point.X - min);
        points = Cut(points, point => max - point.X);
        points = Cut(points, point => point.Y - min);
        return Cut(points, point => max - point.Y);
    }

    /// <param name="inside">How far a point lies inside; negative outside.</param>
    private static List<(double X, double Y)> Cut(List<(double X, double Y)> points, Func<(double X, double Y), double> inside)
    {
        var kept = new List<(double, double)>(points.Count);
        for (var at = 0; at < points.Count; at++)
        {
            var (from, to) = (points[at], points[(at + 1) % points.Count]);
            var (a, b) = (inside(from), inside(to));
            if (a >= 0) kept.Add(from);
            if (a >= 0 == b >= 0) continue;
            var along = a / (a - b);
            kept.Add((from.X + along * (to.X - from.X), from.Y + along * (to.Y - from.Y)));
        }

        return kept;
    }

    /// <summary>Whole units, without points that fall together or lie on the line between their neighbours.</summary>
    private static List<(int X, int Y)> Rounded(List<(double X, double Y)> points)
    {
        var rounded = new List<(int X, int Y)>(points.Count);
        foreach (var (x, y) in points)
        {
            var point = ((int)Math.Round(x), (int)Math.Round(y));
            if (rounded.Count > 0 && rounded[^1] == point) continue;
            if (rounded.Count > 1 && IsStraight(rounded[^2], rounded[^1], point)) rounded[^1] = point;
            else rounded.Add(point);
        }

        while (rounded.Count > 1 && rounded[^1] == rounded[0]) rounded.RemoveAt(rounded.Count - 1);
        return TwiceArea(rounded) == 0 ? [] : rounded;
    }

    private static bool IsStraight((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) =>
        (long)(b.X - a.X) * (c.Y - b.Y) == (long)(b.Y - a.Y) * (c.X - b.X)
        && (long)(b.X - a.X) * (c.X - b.X) + (long)(b.Y - a.Y) * (c.Y - b.Y) > 0;

    private static long TwiceArea(List<(int X, int Y)> points)
    {
        var sum = 0L;
        for (var at = 0; at < points.Count; at++)
        {
            var (a, b) = (points[at], points[(at + 1) % points.Count]);
            sum += (long)a.X * b.Y - (long)b.X * a.Y;
        }
        return sum;
    }

    private static void Write(List<(int X, int Y)> points, List<uint> commands, ref int x, ref int y)
    {
        for (var at = 0; at < points.Count; at++)
        {
            if (at == 0) commands.Add(MoveTo | (1 << 3));
            if (at == 1) commands.Add(LineTo | ((uint)(points.Count - 1) << 3));
            commands.Add(ZigZag(points[at].X - x));
            commands.Add(ZigZag(points[at].Y - y));
            (x, y) = points[at];
        }

        commands.Add(ClosePath | (1 << 3));
    }

    private static uint ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));
}
