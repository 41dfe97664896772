using System.Collections.Immutable;
using System.Xml.Linq;
using static GridCity.Sumo.Networks.SumoXml;

namespace GridCity.Sumo.Networks;

/// <summary>Reads a <c>.net.xml</c> file, plain or gzip.</summary>
public static class NetworkReader
{
    /// <exception cref="SumoException">The file cannot be read, or a part of it is missing or contradicts another.</exception>
    public static RoadNetwork Read(string path)
    {
        var root = Load(path);
        if (root.Name != "net") throw new SumoException($"{path} is no SUMO network: its root is <{root.Name}>");
        var edges = root.Elements("edge").ToArray();
        var network = new RoadNetwork(
            path,
            edges.Where(IsRoad).Select(Edge).ToImmutableDictionary(edge => edge.Id, StringComparer.Ordinal),
            [.. root.Elements("connection").Select(Connection)],
            root.Elements("junction").Select(Junction).ToImmutableDictionary(junction => junction.Id, StringComparer.Ordinal),
            Programs(root))
        {
            Lanes = edges.Elements("lane").Select(Lane).ToImmutableDictionary(lane => lane.Id, StringComparer.Ordinal),
        };
        Check(network);
        return network;
    }

    /// <summary>The last program of each signal in a file; SUMO runs the one loaded last.</summary>
    public static ImmutableSortedDictionary<string, SignalProgram> ReadPrograms(string path) => Programs(Load(path));

    private static ImmutableSortedDictionary<string, SignalProgram> Programs(XElement root) =>
        root.Elements("tlLogic").Select(Program)
            .GroupBy(program => program.Signal, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(programs => programs.Key, programs => programs.First(), StringComparer.Ordinal);

    private static bool IsRoad(XElement edge) => (string?)edge.Attribute("function") is null or "normal" or "connector";

    private static RoadEdge Edge(XElement edge)
    {
        var lanes = edge.Elements("lane").Select(Lane).ToImmutableArray();
        return lanes.IsEmpty
            ? throw new SumoException($"{Place(edge)} edge {Text(edge, "id")} has no lane")
            : new(Text(edge, "id"), Text(edge, "from"), Text(edge, "to"), lanes);
    }

    private static RoadLane Lane(XElement lane) =>
        new(Text(lane, "id"), Index(lane, "index"), Number(lane, "length"), Number(lane, "speed"));

    private static LaneConnection Connection(XElement way) => new(
        Text(way, "from"), Index(way, "fromLane"), Text(way, "to"), Index(way, "toLane"),
        (string?)way.Attribute("via"), (string?)way.Attribute("tl"),
        way.Attribute("tl") is null ? -1 : Index(way, "linkIndex"), (string?)way.Attribute("dir") ?? "s");

    private static RoadJunction Junction(XElement junction) => new(
        Text(junction, "id"),
        (string?)junction.Attribute("type") ?? "",
        Number(junction, "x"),
        Number(junction, "y"),
        [.. ((string?)junction.Attribute("intLanes") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        junction.Elements("request").ToImmutableDictionary(
            request => Index(request, "index"), request => new RightOfWay(Bits(request, "response"), Bits(request, "foes"))));

    /// <summary>SUMO writes the bit of index 0 last.</summary>
    private static ImmutableArray<bool> Bits(XElement request, string name) => [.. Text(request, name).Reverse().Select(bit => bit == '1')];

    private static SignalProgram Program(XElement logic) => new(
        Text(logic, "id"),
        Text(logic, "programID"),
        (string?)logic.Attribute("type") ?? "static",
        OptionalNumber(logic, "offset") ?? 0,
        [.. logic.Elements("phase").Select(phase => new ProgramPhase(
            Text(phase, "state"), Number(phase, "duration"), OptionalNumber(phase, "minDur"), OptionalNumber(phase, "maxDur")))]);

    /// <summary>What SUMO would stumble over later, said here with names.</summary>
    private static void Check(RoadNetwork network)
    {
        foreach (var way in network.Connections)
        {
            if (!way.IsPedestrian && !network.Lanes.ContainsKey(way.FromLaneId))
                throw new SumoException($"{network.Source}: a connection starts from lane {way.FromLaneId}, which does not exist");
            if (!network.Lanes.ContainsKey(way.ToLaneId))
                throw new SumoException($"{network.Source}: the connection from {way.FromLaneId} leads to lane {way.ToLaneId}, which does not exist");
            if (way.Signal is { } signal && !network.Programs.ContainsKey(signal))
                throw new SumoException($"{network.Source}: the connection from {way.FromLaneId} obeys signal {signal}, which has no program");
        }

        foreach (var program in network.Programs.Values) Check(network, program);
    }

    private static void Check(RoadNetwork network, SignalProgram program)
    {
        if (program.Phases.IsEmpty) throw new SumoException($"{network.Source}: signal {program.Signal} has no phase");
        var length = program.Phases[0].State.Length;
        if (program.Phases.Any(phase => phase.State.Length != length))
            throw new SumoException($"{network.Source}: the phases of signal {program.Signal} are not of one length");
        if (network.Connections.FirstOrDefault(way => way.Signal == program.Signal && way.LinkIndex >= length) is { } beyond)
            throw new SumoException(
                $"{network.Source}: the connection from {beyond.FromLaneId} has link index {beyond.LinkIndex}, " +
                $"the phases of signal {program.Signal} have {length}");
    }
}
