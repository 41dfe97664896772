namespace GridCity.Cities.Model;

/// <summary>A component 部件: one facility at one place. A value, because a city has hundreds of thousands.</summary>
/// <param name="Code">As many digits as the code scheme says.</param>
/// <param name="Longitude">Degrees, WGS84.</param>
/// <param name="Latitude">Degrees, WGS84.</param>
/// <param name="Department">Who owns it; may be empty.</param>
/// <param name="Condition">A word of <see cref="ComponentCondition"/>.</param>
public readonly record struct Component(
    string Code, string Category, string Cell, double Longitude, double Latitude, string Department, string Condition);

/// <summary>State of a component as the census found it.</summary>
public static class ComponentCondition
{
    public const string Good = "good";

    public const string Damaged = "damaged";

    public const string Lost = "lost";

    public static IReadOnlyList<string> All { get; } = [Good, Damaged, Lost];
}
