using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Access;

/// <summary>What users, posts and tokens must look like, for the service and the command line alike.</summary>
/// <param name="city">Where units are looked up; null on the command line, which may run before there is a city.</param>
internal sealed class UserRules(LoadedCity? city = null)
{
    private const int IdLengthMax = 64;
    private const int LabelLengthMax = 100;
    private const int AreasMax = 100;
    private const int AreaDigitsMax = 30;
    private const int DaysUsual = 90;
    private const int DaysMax = 3_650;

    /// <exception cref="Rpc.RpcException">INVALID_ARGUMENT naming the field.</exception>
    public static string Id(string id, string field) =>
        id.Length is 0 or > IdLengthMax || id.Any(char.IsControl)
            ? throw Statuses.Invalid(field, $"must be an opaque id of 1 to {IdLengthMax} characters.")
            : id == PublicCaller.Id ? throw Statuses.Invalid(field, $"'{id}' stands for all who have no account. Choose another.")
            : id;

    /// <inheritdoc cref="Id"/>
    public static string Label(string label) =>
        label.Length > LabelLengthMax || label.Any(char.IsControl)
            ? throw Statuses.Invalid("label", $"has at most {LabelLengthMax} characters and no control characters.")
            : label;

    /// <inheritdoc cref="Id"/>
    public static int Days(int days) =>
        days is < 0 or > DaysMax ? throw Statuses.Invalid("days", $"must be 1 to {DaysMax}, or 0 for {DaysUsual}.")
        : days == 0 ? DaysUsual : days;

    /// <inheritdoc cref="Id"/>
    public Post Post(string role, string unit, IReadOnlyCollection<string> areas, bool seesPhone)
    {
        if (RoleNames.Parse(role) is not { } post) throw Statuses.Invalid("role", $"'{role}' is none of {RoleNames.All}.");
        if (RoleNames.NeedsUnit(post) && unit.Length == 0)
            throw Statuses.Invalid("unit", "is missing: the department of a desk or a handler, an inspector's own code.");
        if (!RoleNames.NeedsUnit(post) && unit.Length > 0) throw Statuses.Invalid("unit", $"is not for the post {role}. Leave it empty.");
        if (!Knows(post, unit)) throw Statuses.Invalid("unit", $"'{unit}' is not in the city's folder.");
        return new(post, unit, Areas(areas), seesPhone);
    }

    /// <inheritdoc cref="Id"/>
    /// <param name="area">Beginning of cell codes; empty for the whole city.</param>
    public WantedToken Token(string person, string role, string unit, string area, int days)
    {
        Id(person, "person");
        if (!area.All(char.IsAsciiDigit)) throw Statuses.Invalid("area", "is no beginning of a cell code: digits.");
        return new(person, Post(role, unit, area.Length == 0 ? [] : [area], seesPhone: false), Days(days));
    }

    /// <summary>In order, without those that lie in another: an area is a beginning of its cells' codes.</summary>
    private static ImmutableArray<string> Areas(IReadOnlyCollection<string> areas)
    {
        if (areas.Count > AreasMax) throw Statuses.Invalid("areas", $"are more than {AreasMax}. Name the areas above them.");
        if (areas.FirstOrDefault(area => area.Length is 0 or > AreaDigitsMax || !area.All(char.IsAsciiDigit)) is { } bad)
            throw Statuses.Invalid("areas", $"'{bad}' is no beginning of a cell code: digits.");
        return
        [
            .. areas.Where(area => !areas.Any(other => other != area && area.StartsWith(other, StringComparison.Ordinal)))
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private bool Knows(Role post, string unit) => post switch
    {
        Role.Handler or Role.Department => city is null || city.City.Departments.ContainsKey(unit),
        Role.Inspector => city is null || city.HasInspector(unit),
        _ => true,
    };
}
