using GridCity.Grains.Escorts.Roads;

namespace GridCity.Grains.Escorts.Control;

/// <summary>When an escorted vehicle will be where.</summary>
public static class EscortArrival
{
    /// <summary>Seconds until the end of a road of its route, when the junctions before are ready in time.</summary>
    /// <param name="roads">Ids of the roads of the route.</param>
    /// <param name="at">Index of the road that it is on.</param>
    /// <param name="metres">How far it has come on that road.</param>
    /// <param name="until">Index of the road at whose end it will be; at least <paramref name="at"/>.</param>
    public static double Seconds(
        RoadGraph graph, IReadOnlyList<string> roads, int at, double metres, int until, EscortSettings settings)
    {
        var seconds = 0.0;
        for (var index = at; index <= until; index++)
        {
            if (graph.Find(roads[index]) is not { } road) continue;
            var rest = index == at ? Math.Max(0, road.LengthMetres - metres) : road.LengthMetres;
            seconds += rest / (road.FreeMetresPerSecond * settings.SpeedShare);
        }

        return seconds;
    }

    /// <summary>How long before the arrival the signal has to be green: the queue starts, and passes, with a margin.</summary>
    public static double LeadSeconds(double queueAhead, EscortSettings settings) =>
        settings.MarginSeconds + (queueAhead <= 0 ? 0 : settings.StartSeconds + (queueAhead * settings.DischargeSeconds));
}
