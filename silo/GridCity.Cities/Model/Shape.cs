using System.Collections.Immutable;

namespace GridCity.Cities.Model;

/// <summary>
/// A polygon of degrees, WGS84: an outer ring and holes, packed, because a city has tens of thousands. Two shapes are
/// equal when their rings have the same points in the same order.
/// </summary>
/// <param name="Rings">The outer ring first; each is longitude, latitude, longitude, … and ends with its first point.</param>
public sealed record Shape(ImmutableArray<ImmutableArray<double>> Rings)
{
    public bool Equals(Shape? other) =>
        other is not null && Rings.Length == other.Rings.Length
        && Rings.Zip(other.Rings).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second.AsSpan()));

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var number in Rings[0]) hash.Add(number);
        return hash.ToHashCode();
    }
}
