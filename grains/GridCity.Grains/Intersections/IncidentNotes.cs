using System.Globalization;
using GridCity.Grains.Cases;
using static GridCity.Grains.Decision<GridCity.Grains.Intersections.IntersectionEvent>;
using static GridCity.Grains.Intersections.IntersectionCommand;
using static GridCity.Grains.Intersections.IntersectionEvent;

namespace GridCity.Grains.Intersections;

/// <summary>What blocks the roads of an intersection, and the cases that begin with it.</summary>
internal static class IncidentNotes
{
    public static Refusal? Fault(Installation built, RoadIncident incident) =>
        built.Layout.Lanes.Any(lane => lane.Id == incident.Lane && lane.IncomingEdge == incident.Road)
            ? null : IntersectionRefusals.NotALane(incident.Lane);

    /// <summary>A road has one incident at a time, so that one has one case, however often it is told.</summary>
    public static Decision<IntersectionEvent> Opening(IntersectionState state, NoteIncident c, DecisionContext context)
    {
        if (state.IncidentOn(c.Incident.Road) is not null) return Accept();
        var opened = Accept(new IncidentOpened(c.Incident, context.Now));
        return c is { Report: { } report, Incident.Case: { } id }
            ? opened.With(new Effect.Send(new CaseId(id).Grain, new CaseCommand.Detect(report))) : opened;
    }

    public static Decision<IntersectionEvent> Clearing(IntersectionState state, NoteRoadClear c, DecisionContext context)
    {
        if (state.IncidentOn(c.Road) is not { } incident) return Accept();
        var cleared = Accept(new IncidentCleared(c.Road, incident.Case, context.Now));
        return incident.Case is { } id
            ? cleared.With(new Effect.Send(new CaseId(id).Grain, new CaseCommand.Sense(Clear(incident, context)))) : cleared;
    }

    public static IntersectionState With(IntersectionState state, RoadIncident incident)
    {
        var others = Without(state, incident.Road).Incidents;
        return state with { Incidents = (others.IsDefault ? [] : others).Add(incident) };
    }

    public static IntersectionState Without(IntersectionState state, string road)
    {
        if (state.IncidentOn(road) is null) return state;
        var others = state.Incidents.RemoveAll(one => one.Road == road);
        return state with { Incidents = others.IsEmpty ? default : others };
    }

    /// <summary>Within the city's limit for texts: mail that a case refuses would be lost.</summary>
    private static string Clear(RoadIncident incident, DecisionContext context)
    {
        var minutes = (context.Now - incident.Since).TotalMinutes;
        var text = string.Create(CultureInfo.InvariantCulture, $"Clear after {minutes:0} min: road {incident.Road}.");
        return text.Length <= context.City.Limits.TextLengthMax ? text : text[..context.City.Limits.TextLengthMax];
    }
}
