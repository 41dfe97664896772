using GridCity.Grains;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Access;

/// <summary>A token that may be made.</summary>
internal sealed record WantedToken(Actor Actor, string Area, int Days);

/// <summary>The rules by which tokens are made, for the service and the command line alike.</summary>
/// <param name="city">Where units are looked up; null on the command line, which may run before there is a city.</param>
internal sealed class TokenDesk(AccessTokens tokens, LoadedCity? city = null)
{
    private const int PersonLengthMax = 64;
    private const int DaysUsual = 90;
    private const int DaysMax = 3_650;

    /// <exception cref="Rpc.RpcException">INVALID_ARGUMENT naming the field.</exception>
    public WantedToken Check(string person, string role, string unit, string area, int days)
    {
        if (person.Length is 0 or > PersonLengthMax || person.Any(char.IsControl))
            throw Statuses.Invalid("person", $"must be an opaque id of 1 to {PersonLengthMax} characters.");
        if (RoleNames.Parse(role) is not { } post) throw Statuses.Invalid("role", $"'{role}' is none of {RoleNames.All}.");
        if (RoleNames.NeedsUnit(post) && unit.Length == 0)
            throw Statuses.Invalid("unit", "is missing: the department of a desk or a handler, an inspector's own code.");
        if (!Knows(post, unit)) throw Statuses.Invalid("unit", $"'{unit}' is not in the city's folder.");
        if (!area.All(char.IsAsciiDigit) || area.Length > 15)
            throw Statuses.Invalid("area", "is no beginning of a cell code: up to 15 digits.");
        if (days is < 0 or > DaysMax) throw Statuses.Invalid("days", $"must be 1 to {DaysMax}, or 0 for {DaysUsual}.");
        return new(new(person, post, unit), area, days == 0 ? DaysUsual : days);
    }

    public Task<IssuedToken> IssueAsync(WantedToken wanted, CancellationToken cancellation = default) =>
        tokens.IssueAsync(wanted.Actor, wanted.Area, wanted.Days, cancellation);

    public Task<bool> RevokeAsync(Guid id, CancellationToken cancellation = default) => tokens.RevokeAsync(id, cancellation);

    private bool Knows(Role post, string unit) => post switch
    {
        Role.Handler or Role.Department => city is null || city.City.Departments.ContainsKey(unit),
        Role.Inspector => city is null || city.HasInspector(unit),
        _ => true,
    };
}
