using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;

namespace GridCity.Silo.Cities;

/// <summary>
/// The city that a silo serves. It may be changed while the silo runs: whoever holds it reads what is in force at the moment.
/// </summary>
public sealed class LoadedCity
{
    private volatile State _now;

    private LoadedCity(State now) => _now = now;

    /// <summary>As the deciders see it.</summary>
    public City City => _now.City;

    public CityPack Pack => _now.Pack;

    public CellMap Cells => _now.Cells;

    /// <summary>Signalised intersections by code.</summary>
    public FrozenDictionary<string, CityIntersection> Intersections => _now.Intersections;

    /// <summary>SHA-256 of the folder's files, in hexadecimal: changes with every change of one.</summary>
    public string Digest => _now.Digest;

    /// <summary>For people who read either language.</summary>
    public string Name => Pack.Info.Name.Both;

    /// <summary>Reads and checks a city's folder; docs/city-pack.md is its form.</summary>
    /// <exception cref="PackException">Names each file, line and reason.</exception>
    public static LoadedCity Load(string folder)
    {
        var pack = PackReader.Load(folder);
        var cells = new CellMap(pack);
        return new(new(CityOf(pack), pack, cells, PackIntersections.Of(pack, cells, folder), DigestOf(folder)));
    }

    /// <summary>Puts another state of the same city in force.</summary>
    public void Become(LoadedCity other) => _now = other._now;

    /// <summary>True for an inspector of this city.</summary>
    public bool HasInspector(string code) => Pack.Inspectors.Any(inspector => inspector.Code == code);

    private static City CityOf(CityPack pack)
    {
        var standards = pack.StandardsByCategory();
        return new(
            pack.Info.Code,
            pack.Categories.Where(category => !category.IsGroup).ToFrozenDictionary(
                category => category.Code,
                category => new Grains.Cities.Category(
                    category.Code, category.Name.Both, [.. standards[category.Code].Select(FilingStandardOf)])),
            pack.Departments.ToFrozenDictionary(unit => unit.Code, unit => new Unit(unit.Code, unit.Name.Both)),
            LimitsOf(pack.Info.Limits))
        {
            Cases = CasesOf(pack.Info.Limits),
            Dispatching = PackDispatching.RulesOf(pack),
            Ground = PackDuties.GroundOf(pack),
        };
    }

    /// <summary>Its limit in continuous minutes: an hour has 60, a day 24 hours.</summary>
    private static FilingStandard FilingStandardOf(Standard standard) => new(
        standard.Code, standard.Limit * (standard.Unit is LimitUnit.UrgentWorkHour or LimitUnit.WorkHour ? 60 : 24 * 60));

    private static CityLimits LimitsOf(PackLimits limits) =>
        new(
            limits.TextLengthMax ?? CityLimits.Usual.TextLengthMax,
            limits.InspectorTasksMax ?? CityLimits.Usual.InspectorTasksMax,
            limits.CellOpenCasesMax ?? CityLimits.Usual.CellOpenCasesMax);

    private static CaseLimits CasesOf(PackLimits limits) =>
        new(
            limits.ExtensionsMax ?? CaseLimits.Usual.ExtensionsMax,
            limits.SuspensionDaysMax ?? CaseLimits.Usual.SuspensionDaysMax,
            limits.ContestDaysMax ?? CaseLimits.Usual.ContestDaysMax,
            limits.ContestsMax ?? CaseLimits.Usual.ContestsMax,
            limits.PartnersMax ?? CaseLimits.Usual.PartnersMax,
            limits.DuplicatesMax ?? CaseLimits.Usual.DuplicatesMax,
            limits.ChildrenMax ?? CaseLimits.Usual.ChildrenMax,
            limits.EvidenceMax ?? CaseLimits.Usual.EvidenceMax)
        {
            OfflineHoursMax = limits.OfflineHoursMax ?? CaseLimits.Usual.OfflineHoursMax,
        };

    private static string DigestOf(string folder)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in PackFiles.In(folder))
        {
            digest.AppendData(Encoding.UTF8.GetBytes(file));
            using var stream = File.OpenRead(Path.Combine(folder, file));
            digest.AppendData(SHA256.HashData(stream));
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private sealed record State(City City, CityPack Pack, CellMap Cells, FrozenDictionary<string, CityIntersection> Intersections, string Digest);
}
