namespace GridCity.Silo.Access.Sessions;

/// <summary>How long a session lasts.</summary>
internal sealed record SessionLimits
{
    /// <summary>Without a call.</summary>
    public TimeSpan IdleMax { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Altogether: a shift and its handover.</summary>
    public TimeSpan LengthMax { get; init; } = TimeSpan.FromHours(12);
}
