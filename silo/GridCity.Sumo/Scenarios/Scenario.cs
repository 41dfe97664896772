using System.Collections.Immutable;
using System.Xml.Linq;
using GridCity.Sumo.Networks;

namespace GridCity.Sumo.Scenarios;

/// <summary>A folder with a SUMO configuration and the files it names.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Configuration">Path of the <c>.sumocfg</c>.</param>
/// <param name="Network">Path of the network.</param>
/// <param name="Routes">Paths of the demand.</param>
/// <param name="Additional">Paths of further input, also programs of signals.</param>
/// <param name="Begin">First second.</param>
/// <param name="End">The second the run ends at.</param>
/// <param name="Scale">Demand is multiplied by it.</param>
public sealed record Scenario(
    string Name,
    string Configuration,
    string Network,
    ImmutableArray<string> Routes,
    ImmutableArray<string> Additional,
    int Begin,
    int End,
    double Scale)
{
    /// <exception cref="SumoException">There is no configuration, or more than one, or it lacks something.</exception>
    public static Scenario Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new SumoException($"there is no folder {folder}");
        var found = Directory.GetFiles(folder, "*.sumocfg").Order(StringComparer.Ordinal).ToArray();
        return found.Length == 1
            ? ReadConfiguration(found[0])
            : throw new SumoException($"{folder} has {found.Length} .sumocfg files, one is needed");
    }

    /// <summary>Every folder below one that holds a configuration; the folder itself if it does.</summary>
    public static ImmutableArray<Scenario> ReadAll(string folder)
    {
        if (!Directory.Exists(folder)) throw new SumoException($"there is no folder {folder}");
        var folders = Directory.GetFiles(folder, "*.sumocfg").Length > 0
            ? [folder]
            : Directory.GetDirectories(folder).Where(inner => Directory.GetFiles(inner, "*.sumocfg").Length > 0);
        ImmutableArray<Scenario> scenarios = [.. folders.Order(StringComparer.Ordinal).Select(Read)];
        return scenarios.IsEmpty ? throw new SumoException($"{folder} holds no folder with a .sumocfg") : scenarios;
    }

    private static Scenario ReadConfiguration(string path)
    {
        var root = SumoXml.Load(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var network = Files("net-file");
        if (network.Length != 1) throw new SumoException($"{path} names {network.Length} net-files, one is needed");
        var (begin, end) = (Seconds("begin") ?? 0, Seconds("end"));
        if (end is null || end <= begin) throw new SumoException($"{path} has no end after its begin; a run needs one");
        var routes = Files("route-files");
        var additional = Files("additional-files");
        if (routes.IsEmpty && additional.IsEmpty) throw new SumoException($"{path} names no route-files: nobody would drive");
        foreach (var file in network.Concat(routes).Concat(additional).Where(file => !File.Exists(file)))
            throw new SumoException($"{path} names {file}, which does not exist");
        return new(
            Path.GetFileName(folder), path, network[0], routes, additional, (int)begin, (int)end,
            Option("scale") is { } scale ? SumoXml.Number(scale, "value") : 1);

        XElement? Option(string name) => root.Descendants(name).FirstOrDefault();
        ImmutableArray<string> Files(string name) => Option(name) is { } option
            ? [.. SumoXml.Text(option, "value").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(file => Path.Combine(folder, file))]
            : [];
        double? Seconds(string name) => Option(name) is { } option ? SumoXml.Number(option, "value") : null;
    }
}
