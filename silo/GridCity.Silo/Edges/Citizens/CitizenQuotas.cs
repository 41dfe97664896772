using GridCity.Silo.Limits;

namespace GridCity.Silo.Edges.Citizens;

/// <summary>How much one address may do without an account: many telephones of one network can share it.</summary>
internal sealed class CitizenQuotas(int reportsPerHour, TimeProvider time)
{
    private const int LooksPerMinute = 600, FollowsPerHour = 240;

    public AddressQuota Looks { get; } = new("calls a minute", LooksPerMinute, TimeSpan.FromMinutes(1), time);

    public AddressQuota Reports { get; } = new("reports an hour", reportsPerHour, TimeSpan.FromHours(1), time);

    /// <summary>Tries of follow codes too.</summary>
    public AddressQuota Follows { get; } = new("looks at reports an hour", FollowsPerHour, TimeSpan.FromHours(1), time);
}
