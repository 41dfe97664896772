using System.Collections.Immutable;
using static GridCity.Grains.Intersections.IntersectionEvent;

namespace GridCity.Grains.Intersections;

/// <summary>From what works now to what has changed in it.</summary>
internal static class HealthChanges
{
    public static Refusal? Fault(Installation built, IntersectionHealth health)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in health.Detectors)
            if (!seen.Add(one.Lane) || built.Layout.Lanes.All(lane => lane.Id != one.Lane)) return IntersectionRefusals.NotALane(one.Lane);
        return Texts.Optional(health.LinkDown, "link_down", Intersection.ControllerLengthMax)
            ?? Texts.Optional(health.ControllerFault, "controller_fault", Intersection.ControllerLengthMax);
    }

    public static ImmutableArray<IntersectionEvent> Of(IntersectionState state, IntersectionHealth health, DateTimeOffset now)
    {
        var changes = ImmutableArray.CreateBuilder<IntersectionEvent>();
        if (health.LinkDown is { } why && state.Link.IsSteady) changes.Add(new LinkLost(why, now));
        if (health.LinkDown is null && !state.Link.IsSteady) changes.Add(new LinkSteady(now));
        foreach (var one in health.Detectors.OrderBy(one => one.Lane, StringComparer.Ordinal))
            if (!state.DetectorFaults.Any(known => known.Lane == one.Lane && known.Fault == one.Fault))
                changes.Add(new DetectorFailed(one.Lane, one.Fault, now));
        foreach (var known in state.DetectorFaults)
            if (health.Detectors.All(one => one.Lane != known.Lane)) changes.Add(new DetectorRecovered(known.Lane, now));
        ImmutableArray<string> lost = [.. health.NeighboursLost.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (!lost.SequenceEqual(state.NeighboursLost)) changes.Add(new NeighboursLost(lost, now));
        if (health.ControllerFault is { } fault && fault != state.ControllerFault) changes.Add(new ControllerFailed(fault, now));
        if (health.ControllerFault is null && state.ControllerFault is not null) changes.Add(new ControllerRecovered(now));
        return changes.ToImmutable();
    }

    public static ImmutableArray<DetectorFault> With(ImmutableArray<DetectorFault> known, DetectorFault fault) =>
        [.. known.Where(one => one.Lane != fault.Lane).Append(fault).OrderBy(one => one.Lane, StringComparer.Ordinal)];
}
