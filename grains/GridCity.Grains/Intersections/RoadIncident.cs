using System.Text.Json;
using System.Text.Json.Serialization;
using GridCity.Grains.Intersections.Incidents;

namespace GridCity.Grains.Intersections;

/// <summary>Something blocks a road before an intersection.</summary>
/// <param name="Road">As the layout names it; it has one incident at a time.</param>
/// <param name="Lane">Where it was seen first.</param>
/// <param name="MetresToJunction">From there to the stop line.</param>
/// <param name="Since">When it began to stand there.</param>
/// <param name="Evidence">The sum that reached the threshold; docs/escort.md says what is summed.</param>
/// <param name="StandingBehind">Vehicles that stand behind it.</param>
/// <param name="Case">Id of the case that began with it; null where the city wants none.</param>
public sealed record RoadIncident(
    string Road,
    string Lane,
    double MetresToJunction,
    DateTimeOffset Since,
    [property: JsonConverter(typeof(IncidentSeverityJson))] IncidentSeverity Severity,
    double Evidence,
    int StandingBehind,
    string? Case = null);

internal sealed class IncidentSeverityJson() : JsonStringEnumConverter<IncidentSeverity>(JsonNamingPolicy.KebabCaseLower);
