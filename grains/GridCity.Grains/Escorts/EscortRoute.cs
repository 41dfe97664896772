using System.Collections.Immutable;

namespace GridCity.Grains.Escorts;

/// <summary>The way of an escort as it is stored: all that following it needs.</summary>
/// <param name="Legs">In the order they are driven; at least one.</param>
/// <param name="EstimateSeconds">What it would take without an escort: live travel times and the waits at signals.</param>
public sealed record EscortRoute(ImmutableArray<EscortLeg> Legs, double EstimateSeconds)
{
    /// <summary>Roads of one route.</summary>
    public const int LegsMax = 500;

    /// <summary>The first leg on a road that is not behind, or -1.</summary>
    internal int IndexOf(string road, int from)
    {
        for (var at = from; at < Legs.Length; at++)
            if (Legs[at].Road == road) return at;
        return -1;
    }
}

/// <summary>One road of a route.</summary>
/// <param name="Road">Its id.</param>
/// <param name="Metres">Its length.</param>
/// <param name="FreeSeconds">At the speed allowed.</param>
/// <param name="Intersection">Code of the signal at its end; null where the next road begins without one.</param>
/// <param name="Phase">The phase that lets the vehicle on, from 0; null where none does.</param>
/// <param name="ChangeSeconds">What it takes at most until that phase is shown.</param>
/// <param name="FromRoad">As the layout of the intersection names this road; null without a signal.</param>
/// <param name="ToRoad">As the layout names the road that follows.</param>
public sealed record EscortLeg(
    string Road, double Metres, double FreeSeconds, string? Intersection = null, int? Phase = null, int ChangeSeconds = 0,
    string? FromRoad = null, string? ToRoad = null);
