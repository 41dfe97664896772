using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Cities.Checks;

/// <summary>A segment of a ring, in the direction in which its shape lies to the left.</summary>
internal readonly record struct Edge(double X1, double Y1, double X2, double Y2)
{
    public Edge Reversed => new(X2, Y2, X1, Y1);

    /// <summary>Segments of all rings of a shape; the outer ring taken against the clock, holes with it.</summary>
    public static IEnumerable<Edge> Of(Shape shape)
    {
        for (var number = 0; number < shape.Rings.Length; number++)
        {
            var ring = shape.Rings[number];
            var leftIsInside = Ground.Signed(ring.AsSpan()) > 0 == (number == 0);
            for (var at = 0; at + 3 < ring.Length; at += 2)
            {
                var edge = new Edge(ring[at], ring[at + 1], ring[at + 2], ring[at + 3]);
                yield return leftIsInside ? edge : edge.Reversed;
            }
        }
    }
}

/// <summary>
/// Edges that nothing lies against. Cells that tile a ground use every edge twice, once in each direction, apart from those
/// of the ground's own outline; that is found by looking each edge up, without any geometry.
/// </summary>
internal sealed class EdgeBook
{
    private readonly Dictionary<Edge, int> _open = [];

    /// <summary>Shapes one of whose edges another one has in the same direction: both lie on the same side of it.</summary>
    public HashSet<int> Doubled { get; } = [];

    /// <summary>Edges with a shape on the left and none on the right, with the shape's number.</summary>
    public IReadOnlyDictionary<Edge, int> Open => _open;

    public void Add(int shape, Edge edge)
    {
        if (_open.Remove(edge.Reversed)) return;
        if (_open.TryAdd(edge, shape)) return;
        Doubled.Add(_open[edge]);
        Doubled.Add(shape);
    }
}
