using GridCity.Cities.Model;
using NetTopologySuite.Algorithm;

namespace GridCity.Cities.Places;

/// <summary>
/// Whether a point lies in a shape, decided exactly: the signs come from arithmetic that does not round, so two shapes
/// that share an edge never disagree on a point of it.
/// </summary>
internal static class RingTest
{
    /// <summary>True inside and on the edge.</summary>
    public static bool Covers(Shape shape, double x, double y)
    {
        var crossings = 0;
        foreach (var ring in shape.Rings)
            if (CountCrossings(ring.AsSpan(), x, y, ref crossings)) return true;
        return (crossings & 1) == 1;
    }

    /// <summary>Counts segments that a ray to the east crosses.</summary>
    /// <returns>True when the point lies on the ring.</returns>
    private static bool CountCrossings(ReadOnlySpan<double> ring, double x, double y, ref int crossings)
    {
        for (var index = 0; index + 3 < ring.Length; index += 2)
        {
            var (x1, y1, x2, y2) = (ring[index], ring[index + 1], ring[index + 2], ring[index + 3]);
            if (x1 < x && x2 < x) continue;
            if (x == x2 && y == y2) return true;
            if (y1 == y && y2 == y)
            {
                if (x >= Math.Min(x1, x2) && x <= Math.Max(x1, x2)) return true;
            }
            else if ((y1 > y) != (y2 > y))
            {
                var side = CGAlgorithmsDD.OrientationIndex(x1, y1, x2, y2, x, y);
                if (side == 0) return true;
                if (side > 0 == y2 > y1) crossings++;
            }
        }
        return false;
    }

    /// <summary>Distance to the nearest point of the shape's edge, in metres.</summary>
    public static double MetresTo(Shape shape, double x, double y)
    {
        var squeeze = Ground.Squeeze(y);
        var nearest = double.MaxValue;
        foreach (var ring in shape.Rings)
            for (var index = 0; index + 3 < ring.Length; index += 2)
                nearest = Math.Min(nearest, Distance(
                    (ring[index] - x) * squeeze, ring[index + 1] - y, (ring[index + 2] - x) * squeeze, ring[index + 3] - y));
        return nearest * Ground.DegreeMetres;
    }

    /// <summary>From the origin to a segment.</summary>
    private static double Distance(double x1, double y1, double x2, double y2)
    {
        var (dx, dy) = (x2 - x1, y2 - y1);
        var length = dx * dx + dy * dy;
        var along = length == 0 ? 0 : Math.Clamp(-(x1 * dx + y1 * dy) / length, 0, 1);
        return Math.Sqrt(Math.Pow(x1 + along * dx, 2) + Math.Pow(y1 + along * dy, 2));
    }
}
