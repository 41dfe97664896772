using System.Collections.Immutable;
using System.Xml.Linq;
using GridCity.Grains.Escorts.Roads;
using GridCity.Sumo.Networks;

namespace GridCity.Sumo.Escorts;

/// <summary>A vehicle of a demand file that is to be escorted.</summary>
/// <param name="DepartSecond">When it sets out, and its escort is asked for.</param>
/// <param name="Roads">Its route.</param>
public sealed record EscortedVehicle(string Id, int DepartSecond, ImmutableArray<string> Roads)
{
    /// <summary>The vehicles and trips of a demand file, in the order of their departure.</summary>
    /// <exception cref="SumoException">One without a route that can be driven, named.</exception>
    public static ImmutableArray<EscortedVehicle> Read(string path, RoadGraph graph) =>
    [
        .. SumoXml.Load(path).Elements()
            .Where(element => element.Name.LocalName is "vehicle" or "trip")
            .Select(element => Of(element, graph))
            .OrderBy(vehicle => vehicle.DepartSecond),
    ];

    private static EscortedVehicle Of(XElement element, RoadGraph graph)
    {
        var id = SumoXml.Text(element, "id");
        var roads = element.Element("route") is { } route
            ? SumoXml.Text(route, "edges").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [.. RouteSearch.Fastest(graph, SumoXml.Text(element, "from"), SumoXml.Text(element, "to"))?.Roads ?? []];
        if (roads.Length == 0) throw new SumoException($"vehicle {id} has no route");
        if (roads.FirstOrDefault(road => graph.Find(road) is null) is { } missing)
            throw new SumoException($"vehicle {id} drives over {missing}, which is no road of the network");
        return new(id, (int)SumoXml.Number(element, "depart"), [.. roads]);
    }
}
