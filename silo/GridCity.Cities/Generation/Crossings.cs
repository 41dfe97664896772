using System.Collections.Immutable;
using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Cities.Generation;

/// <summary>Signals for a generated city: at corners where four cells meet, as far from each other as main roads are.</summary>
internal static class Crossings
{
    private const string Layout = "main-crossing";
    private const int CountMax = 24, CellsPerCrossing = 200, NeighboursMax = 4;
    private const double ApartMetres = 350, NeighbourMetres = 800;

    public static CityPack AddTo(CityPack pack)
    {
        var wanted = Math.Min(CountMax, pack.Cells.Length / CellsPerCrossing);
        var places = Chosen(Corners(pack), wanted);
        if (places.Count == 0) return pack;
        return pack with
        {
            Intersections = [.. places.Select((place, at) => new Intersection(
                Code(at), new($"第{at + 1}路口", $"Crossing {at + 1}"), place.X, place.Y, Layout, IntersectionModes.Adaptive,
                Neighbours(places, at)))],
            IntersectionLayouts = [UsualCrossing.Make(Layout)],
        };
    }

    private static string Code(int at) => $"J{at + 1:000}";

    /// <summary>Corners of four cells, from the middle of the city outwards.</summary>
    private static List<(double X, double Y)> Corners(CityPack pack)
    {
        var cells = new Dictionary<(double X, double Y), int>();
        foreach (var cell in pack.Cells)
            foreach (var corner in CornersOf(cell.Shape.Rings[0])) cells[corner] = cells.GetValueOrDefault(corner) + 1;
        var shared = cells.Where(corner => corner.Value == NeighboursMax).Select(corner => corner.Key).ToList();
        if (shared.Count == 0) return shared;
        var middle = (X: shared.Average(corner => corner.X), Y: shared.Average(corner => corner.Y));
        return [.. shared.OrderBy(corner => Metres(corner, middle)).ThenBy(corner => corner)];
    }

    private static HashSet<(double X, double Y)> CornersOf(IReadOnlyList<double> ring)
    {
        var corners = new HashSet<(double, double)>();
        for (var at = 0; at + 1 < ring.Count; at += 2) corners.Add((ring[at], ring[at + 1]));
        return corners;
    }

    private static List<(double X, double Y)> Chosen(List<(double X, double Y)> corners, int wanted)
    {
        var chosen = new List<(double X, double Y)>();
        foreach (var corner in corners)
        {
            if (chosen.Count == wanted) break;
            if (chosen.TrueForAll(other => Metres(corner, other) >= ApartMetres)) chosen.Add(corner);
        }

        return chosen;
    }

    private static ImmutableArray<string> Neighbours(List<(double X, double Y)> places, int at) =>
    [
        .. Enumerable.Range(0, places.Count).Where(other => other != at && Metres(places[at], places[other]) <= NeighbourMetres)
            .OrderBy(other => Metres(places[at], places[other])).Take(NeighboursMax).Order().Select(Code),
    ];

    private static double Metres((double X, double Y) one, (double X, double Y) other)
    {
        var east = (one.X - other.X) * Ground.DegreeMetres * Ground.Squeeze(one.Y);
        var north = (one.Y - other.Y) * Ground.DegreeMetres;
        return Math.Sqrt((east * east) + (north * north));
    }
}
