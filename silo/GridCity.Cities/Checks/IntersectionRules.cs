using System.Globalization;
using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Checks;

/// <summary>
/// Intersections lie in the city and name what is there; layouts hold together. Whether the times of a layout can all be
/// kept is worked out when the silo loads it.
/// </summary>
internal static class IntersectionRules
{
    private const string Aspects = "Ggsr";

    public static void Run(CheckContext context, bool hasSoundCells)
    {
        var (all, layouts) = (context.Pack.Intersections, context.Pack.IntersectionLayouts);
        context.Unique(PackFiles.Intersections, all, one => one.Code);
        var codes = all.Select(one => one.Code).ToHashSet(StringComparer.Ordinal);
        var drawn = layouts.Select(one => one.Code).ToHashSet(StringComparer.Ordinal);
        for (var index = 0; index < all.Length; index++)
        {
            context.Named(PackFiles.Intersections, index, "name", all[index].Name);
            foreach (var fault in Faults(all[index], codes, drawn)) context.Fault(PackFiles.Intersections, index, fault);
            if (hasSoundCells && context.Index.Find(all[index].Longitude, all[index].Latitude) is null)
                context.Fault(PackFiles.Intersections, index, "lies in no cell of the city.");
        }

        context.Unique(PackFiles.IntersectionLayouts, layouts, one => one.Code);
        for (var index = 0; index < layouts.Length; index++)
            foreach (var fault in Faults(layouts[index]))
                context.Fault(PackFiles.IntersectionLayouts, index, $"layout {layouts[index].Code}: {fault}");
    }

    private static IEnumerable<string> Faults(Intersection one, HashSet<string> codes, HashSet<string> drawn)
    {
        if (!drawn.Contains(one.Layout)) yield return $"unknown layout '{one.Layout}'.";
        foreach (var neighbour in one.Neighbours)
            if (!codes.Contains(neighbour) || neighbour == one.Code) yield return $"neighbour '{neighbour}' is no other intersection.";
    }

    private static IEnumerable<string> Faults(LayoutDrawing drawing) =>
        Ways(drawing).Concat(Conflicts(drawing)).Concat(drawing.Phases.SelectMany(phase => Phase(drawing, phase)))
            .Concat(drawing.Plans.SelectMany(plan => Plan(drawing, plan))).Concat(Hours(drawing))
            .Concat(drawing.Phases.IsEmpty || drawing.Plans.IsEmpty || drawing.Lanes.IsEmpty || drawing.Groups.IsEmpty
                ? ["needs at least one lane, group, phase and plan."] : []);

    private static IEnumerable<string> Ways(LayoutDrawing drawing)
    {
        var (lanes, exits) = (drawing.Lanes.Select(lane => lane.Id).ToHashSet(), drawing.Exits.Select(lane => lane.Id).ToHashSet());
        foreach (var (index, group) in drawing.Groups.Index())
            foreach (var way in group.Ways)
                if (way.Length != 2 || !lanes.Contains(way[0]) || !exits.Contains(way[1]))
                    yield return $"group {index} has the way '{string.Join(' ', way)}', which is no lane and exit.";
    }

    private static IEnumerable<string> Conflicts(LayoutDrawing drawing)
    {
        foreach (var pair in drawing.Conflicts)
            if (pair.Length != 2 || pair[0] == pair[1] || pair.Any(group => group < 0 || group >= drawing.Groups.Length))
                yield return $"conflict [{string.Join(", ", pair)}] is no pair of groups 0 to {drawing.Groups.Length - 1}.";
    }

    private static IEnumerable<string> Phase(LayoutDrawing drawing, DrawnPhase phase)
    {
        if (phase.Aspects.Length != drawing.Groups.Length || phase.Aspects.AsSpan().ContainsAnyExcept(Aspects))
        {
            yield return $"phase {phase.Name} has the aspects '{phase.Aspects}': "
                + $"a letter of {Aspects} for each of the {drawing.Groups.Length} groups.";
            yield break;
        }

        foreach (var pair in drawing.Conflicts)
            if (pair.Length == 2 && pair.All(group => group >= 0 && group < drawing.Groups.Length && phase.Aspects[group] == 'G'))
                yield return $"phase {phase.Name} gives a protected green to groups {pair[0]} and {pair[1]}, which conflict.";
        if (phase.MinimumGreen < 1 || phase.MaximumGreen < phase.MinimumGreen)
            yield return $"phase {phase.Name} has greens of {phase.MinimumGreen} to {phase.MaximumGreen} s.";
    }

    private static IEnumerable<string> Plan(LayoutDrawing drawing, DrawnPlan plan)
    {
        foreach (var step in plan.Steps)
            if (step.Length != 2 || step[0] < 1 || step[0] > drawing.Phases.Length || step[1] < 1)
                yield return $"plan {plan.Code} has the step [{string.Join(", ", step)}], "
                    + $"which is no phase 1 to {drawing.Phases.Length} and its seconds.";
    }

    private static IEnumerable<string> Hours(LayoutDrawing drawing)
    {
        foreach (var hours in drawing.Hours ?? [])
        {
            if (drawing.Plans.All(plan => plan.Code != hours.Plan)) yield return $"hours name the plan '{hours.Plan}', which is not there.";
            if (!CheckContext.AreWeekdays(hours.Days)) yield return $"hours have the days '{hours.Days}': ascending digits 1 (Monday) to 7.";
            foreach (var time in (string[])[hours.From, hours.To])
                if (time.Length > 0 && !TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                    yield return $"hours have '{time}', which is no time of day such as 08:30.";
        }
    }
}
