namespace GridCity.Grains.Intersections.Layout;

/// <summary>What makes a layout unfit to run a signal.</summary>
internal static class LayoutFaults
{
    /// <returns>In words, or null for a sound layout.</returns>
    public static string? First(IntersectionLayout layout) => Size(layout) ?? Times(layout.Times) ?? Links(layout) ?? Phases(layout);

    private static string? Size(IntersectionLayout layout)
    {
        if (layout.Groups.IsEmpty) return "it has no signal group";
        if (layout.Phases.IsEmpty) return "it has no phase";
        if (layout.Conflicts.Size != layout.Groups.Length)
            return $"its conflict matrix is for {layout.Conflicts.Size} groups, it has {layout.Groups.Length}";
        for (var index = 0; index < layout.Groups.Length; index++)
            if (layout.Groups[index].Index != index) return $"group {layout.Groups[index].Index} stands at place {index}";
        return null;
    }

    private static string? Times(SignalTimes times) => times switch
    {
        { YellowSeconds: < 1 } => $"yellow is {times.YellowSeconds} s, at least 1 s is needed",
        { MinimumGreenSeconds: < 1 } => $"minimum green is {times.MinimumGreenSeconds} s, at least 1 s is needed",
        { AllRedSeconds: < 0 } or { PedestrianGreenSeconds: < 0 } or { PedestrianClearanceSeconds: < 0 } => "a time is negative",
        _ => null,
    };

    private static string? Links(IntersectionLayout layout)
    {
        var lanes = layout.Lanes.Select(lane => lane.Id).ToHashSet(StringComparer.Ordinal);
        var exits = layout.Exits.Select(lane => lane.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (group, link) in layout.Groups.SelectMany(group => group.Connections, (group, link) => (group.Index, link)))
        {
            if (!lanes.Contains(link.FromLane)) return $"group {group} comes from lane {link.FromLane}, which is not an approach";
            if (!exits.Contains(link.ToLane)) return $"group {group} goes to lane {link.ToLane}, which is not an exit";
        }

        return null;
    }

    private static string? Phases(IntersectionLayout layout)
    {
        for (var index = 0; index < layout.Phases.Length; index++)
            if (Phase(layout, layout.Phases[index]) is { } fault) return $"phase {index} {fault}";
        return null;
    }

    private static string? Phase(IntersectionLayout layout, Phase phase)
    {
        if (phase.Aspects.Length != layout.Groups.Length)
            return $"has {phase.Aspects.Length} aspects for {layout.Groups.Length} groups";
        if (phase.MinimumGreenSeconds < 0) return "has a negative minimum green";
        for (var one = 0; one < phase.Aspects.Length; one++)
            for (var other = one + 1; other < phase.Aspects.Length; other++)
            {
                if (phase.Aspects[one] == Aspect.Go && phase.Aspects[other] == Aspect.Go && layout.Conflicts[one, other])
                    return $"gives a protected green to groups {one} and {other}, which conflict";
            }

        return null;
    }
}
