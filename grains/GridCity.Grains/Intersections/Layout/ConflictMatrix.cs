using System.Collections.Immutable;

namespace GridCity.Grains.Intersections.Layout;

/// <summary>Which groups' ways cross or merge. Symmetric; no group conflicts with itself.</summary>
public sealed class ConflictMatrix
{
    private readonly ImmutableArray<bool> _cells;

    /// <param name="size">Number of groups.</param>
    /// <param name="pairs">Pairs in conflict, each in either order.</param>
    /// <exception cref="ArgumentException">A pair names a group that does not exist, or one with itself.</exception>
    public ConflictMatrix(int size, IEnumerable<(int One, int Other)> pairs)
    {
        Size = size;
        var cells = new bool[size * size];
        foreach (var (one, other) in pairs)
        {
            if (one == other || !Has(one) || !Has(other))
                throw new ArgumentException($"groups {one} and {other} cannot conflict: there are groups 0 to {size - 1}", nameof(pairs));
            cells[(one * size) + other] = cells[(other * size) + one] = true;
        }

        _cells = [.. cells];
    }

    /// <summary>Number of groups.</summary>
    public int Size { get; }

    /// <summary>True when the two must not have a protected green together.</summary>
    public bool this[int one, int other] => _cells[(one * Size) + other];

    private bool Has(int group) => group >= 0 && group < Size;
}
