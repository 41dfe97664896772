using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Layout;
using Intersection = GridCity.Cities.Model.Intersection;

namespace GridCity.Silo.Cities;

/// <summary>An intersection of the folder.</summary>
/// <param name="Cell">Code of the cell it lies in.</param>
/// <param name="As">What its grain is told.</param>
public sealed record CityIntersection(Intersection Entry, string Cell, Installation As);

/// <summary>From the folder's drawings to what intersection grains are told.</summary>
internal static class PackIntersections
{
    private const int EditionDigits = 32, HeaderLines = 1;

    /// <exception cref="PackException">A layout cannot run a signal; the message says why.</exception>
    public static FrozenDictionary<string, CityIntersection> Of(CityPack pack, CellMap cells, string folder)
    {
        var faults = new FaultList();
        var drawings = pack.IntersectionLayouts.ToDictionary(one => one.Code, StringComparer.Ordinal);
        var all = new Dictionary<string, CityIntersection>(StringComparer.Ordinal);
        foreach (var (index, entry) in pack.Intersections.Index())
        {
            var built = Installed(entry, drawings[entry.Layout]);
            if (Installations.WhyUnsound(built, entry.Code) is { } why)
                faults.Add(PackFiles.Intersections, index + HeaderLines + 1, why.Message);
            all[entry.Code] = new(entry, cells.CellAt(entry.Latitude, entry.Longitude) ?? "", built);
        }

        return faults.IsEmpty ? all.ToFrozenDictionary(StringComparer.Ordinal) : throw new PackException(folder, faults.Kept);
    }

    private static Installation Installed(Intersection entry, LayoutDrawing drawing)
    {
        var built = new Installation(
            "", Layout(drawing), new(PlansOf(drawing), HoursOf(drawing)), entry.Neighbours, ModeOf(entry.Mode), RulesOf(drawing.Detectors));
        return built with { Edition = EditionOf(built) };
    }

    /// <summary>Of the content, so that a folder that changes something else installs nothing anew.</summary>
    private static string EditionOf(Installation built)
    {
        var stored = IntersectionKind.Kind.WriteCommand(new IntersectionCommand.Install(built)).Json;
        return Convert.ToHexStringLower(SHA256.HashData(stored))[..EditionDigits];
    }

    private static StoredLayout Layout(LayoutDrawing drawing) => new(
        [.. drawing.Lanes.Select(lane => new ApproachLane(lane.Id, lane.Metres, lane.Speed, lane.Road))],
        [.. drawing.Exits.Select(lane => new ExitLane(lane.Id, lane.Metres, lane.Speed, lane.Road))],
        [.. drawing.Groups.Select(group => new StoredGroup([.. group.Ways.Select(way => new LaneLink(way[0], way[1]))], group.Pedestrian))],
        [.. drawing.Conflicts.Select(pair => new GroupPair(pair[0], pair[1]))],
        [.. drawing.Phases.Select(phase => new StoredPhase(phase.Name, phase.Aspects, phase.MinimumGreen, phase.MaximumGreen))],
        new(
            drawing.Times.Yellow, drawing.Times.AllRed, drawing.Times.MinimumGreen, drawing.Times.PedestrianGreen,
            drawing.Times.PedestrianClearance, drawing.Times.MaximumRed));

    private static ImmutableArray<SignalPlan> PlansOf(LayoutDrawing drawing) =>
    [
        .. drawing.Plans.Select(plan => new SignalPlan(
            plan.Code, plan.Offset, [.. plan.Steps.Select(step => new PlanStep(step[0] - 1, step[1]))])),
    ];

    private static ImmutableArray<PlanHours> HoursOf(LayoutDrawing drawing) =>
    [
        .. (drawing.Hours ?? []).Select(hours => new PlanHours(hours.Plan, hours.Days, Time(hours.From), Time(hours.To))),
    ];

    private static TimeOnly? Time(string text) =>
        text.Length == 0 ? null : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static SignalMode ModeOf(string mode) => mode switch
    {
        IntersectionModes.Plan => SignalMode.Plan,
        IntersectionModes.Actuated => SignalMode.Actuated,
        _ => SignalMode.Adaptive,
    };

    private static DetectorRules RulesOf(DrawnDetectors? drawn)
    {
        var usual = DetectorRules.Usual;
        return drawn is null ? usual : new(
            drawn.MaxPresenceMinutes ?? usual.MaxPresenceMinutes, drawn.NoActivityMinutes ?? usual.NoActivityMinutes,
            drawn.ErraticCountsPerMinute ?? usual.ErraticCountsPerMinute, drawn.SilentSeconds ?? usual.SilentSeconds,
            drawn.RecoverySeconds ?? usual.RecoverySeconds, drawn.FailedPercentMax ?? usual.FailedPercentMax);
    }
}
