using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Sumo.Networks;

/// <summary>
/// Makes the layout of an intersection from a network: groups are SUMO's link indexes, conflicts come from the right of
/// way of the junctions, phases from the signal's own program.
/// </summary>
public static class LayoutReader
{
    /// <summary>Every signal that has something to decide: vehicles, and two phases or more.</summary>
    /// <param name="network">The road graph with its signals.</param>
    /// <param name="timing">The times of all of them.</param>
    public static ImmutableArray<IntersectionLayout> ReadAll(RoadNetwork network, SignalTiming timing) =>
    [
        .. network.Programs.Values
            .Where(program => !IsRail(program) && ProgramPhases.Greens(program).Length > 1)
            .Select(program => Read(network, program, timing))
            .Where(layout => !layout.Lanes.IsEmpty),
    ];

    /// <exception cref="SumoException">The signal's program contradicts the network.</exception>
    public static IntersectionLayout Read(RoadNetwork network, SignalProgram program, SignalTiming timing)
    {
        var ways = network.Connections.Where(way => way.Signal == program.Signal).ToLookup(way => way.LinkIndex);
        ImmutableArray<SignalGroup> groups =
            [.. Enumerable.Range(0, program.Phases[0].State.Length).Select(index => Group(index, ways[index]))];
        var links = groups.SelectMany(group => group.Connections).ToArray();
        var rights = new SignalRights(network, program.Signal);
        var phases = ProgramPhases.Read(program, rights, timing);
        try
        {
            return new(
                program.Signal,
                [.. links.Select(link => link.FromLane).Distinct().Select(lane => Approach(network, lane))],
                [.. links.Select(link => link.ToLane).Distinct().Select(lane => Exit(network, lane))],
                groups,
                new(groups.Length, rights.Conflicts.Where(pair => !phases.Any(phase => Together(phase, pair)))),
                phases,
                Times(network, ways, timing));
        }
        catch (ArgumentException unsound)
        {
            throw new SumoException($"{network.Source}: {unsound.Message}", unsound);
        }
    }

    /// <summary>
    /// What the signal's own engineers let go together is no conflict: the ways of two opposing left turns cross on
    /// SUMO's map, on the road they pass each other.
    /// </summary>
    private static bool Together(Phase phase, (int One, int Other) pair) =>
        phase.Aspects[pair.One] == Aspect.Go && phase.Aspects[pair.Other] == Aspect.Go;

    private static bool IsRail(SignalProgram program) => program.Type.StartsWith("rail", StringComparison.Ordinal);

    private static SignalGroup Group(int index, IEnumerable<LaneConnection> ways) => new(
        index,
        [.. ways.Where(way => !way.IsPedestrian).Select(way => new LaneLink(way.FromLaneId, way.ToLaneId)).Distinct()],
        ways.Any() && ways.All(way => way.IsPedestrian));

    private static ApproachLane Approach(RoadNetwork network, string id)
    {
        var lane = network.Lanes[id];
        return new(id, Room(network, id), lane.SpeedMetresPerSecond, Edge(id));
    }

    /// <summary>A road is often cut where nothing meets it: a queue blocks nobody as far back as the last real junction.</summary>
    private static double Room(RoadNetwork network, string id)
    {
        var (length, seen) = (network.Lanes[id].LengthMetres, new HashSet<string>(StringComparer.Ordinal) { id });
        while (network.ConnectionsTo[id].Where(IsOnward).ToArray() is [{ Signal: null } way]
               && OnlyWay(network.WaysTo[way.ToEdge]) && OnlyWay(network.WaysFrom[way.FromEdge]) && seen.Add(way.FromLaneId))
        {
            id = way.FromLaneId;
            length += network.Lanes[id].LengthMetres;
        }

        return length;

        static bool IsOnward(LaneConnection way) => way.Direction != "t";
        static bool OnlyWay(IEnumerable<LaneConnection> ways) =>
            ways.Where(IsOnward).Select(way => (way.FromEdge, way.ToEdge)).Distinct().Count() == 1;
    }

    private static ExitLane Exit(RoadNetwork network, string id)
    {
        var lane = network.Lanes[id];
        return new(id, lane.LengthMetres, lane.SpeedMetresPerSecond, Edge(id));
    }

    private static string Edge(string lane) => lane[..lane.LastIndexOf('_')];

    /// <summary>Who steps onto the longest crossing at the end of green gets across before anybody else starts.</summary>
    private static SignalTimes Times(RoadNetwork network, ILookup<int, LaneConnection> ways, SignalTiming timing)
    {
        var longest = ways.SelectMany(group => group).Where(way => way.IsPedestrian)
            .Select(way => network.Lanes[way.ToLaneId].LengthMetres).DefaultIfEmpty(0).Max();
        return new(
            timing.YellowSeconds, timing.AllRedSeconds, timing.MinimumGreenSeconds, timing.PedestrianGreenSeconds,
            (int)Math.Ceiling(longest / timing.WalkingMetresPerSecond), timing.MaximumRedSeconds);
    }
}
