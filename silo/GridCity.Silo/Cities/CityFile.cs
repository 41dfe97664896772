using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using GridCity.Grains.Cities;

namespace GridCity.Silo.Cities;

/// <summary>A city as it was loaded.</summary>
/// <param name="Digest">SHA-256 of the file, in hexadecimal: changes with every change of the file.</param>
public sealed record LoadedCity(City City, CellGrid Grid, CityDocument Document, string Digest);

/// <summary>Reads a city's folder.</summary>
public static class CityFile
{
    public const string FileName = "city.json";

    /// <param name="path">The folder, or the file in it.</param>
    /// <exception cref="CityFileException">Names the file, the place in it and what is wrong.</exception>
    public static LoadedCity Load(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        var bytes = Read(file);
        return Load(file, bytes);
    }

    internal static LoadedCity Load(string file, byte[] bytes)
    {
        var document = Parse(file, bytes);
        if (CityRules.FirstFault(document) is var (where, fault)) throw new CityFileException(file, where, fault);
        return new(CityOf(document), new CellGrid(document.Code, document.Grid), document, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CityFileException(file, "the file", $"cannot be read: {error.Message} Give a city's folder with --city.", error);
        }
    }

    private static CityDocument Parse(string file, byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, CityJson.Default.CityDocument)
                ?? throw new CityFileException(file, "line 1", "is null; an object is needed.");
        }
        catch (JsonException error)
        {
            var line = (error.LineNumber ?? 0) + 1;
            throw new CityFileException(file, $"line {line}, {error.Path}", error.Message, error);
        }
    }

    private static City CityOf(CityDocument document) =>
        new(
            document.Code,
            document.Categories.ToFrozenDictionary(
                category => category.Code,
                category => new Category(category.Code, category.Label, category.HandlingMinutesMax)),
            document.Departments.ToFrozenDictionary(unit => unit.Code, unit => new Unit(unit.Code, unit.Label)),
            LimitsOf(document.Limits));

    private static CityLimits LimitsOf(LimitsDocument? limits) =>
        new(
            limits?.TextLengthMax ?? CityLimits.Usual.TextLengthMax,
            limits?.InspectorTasksMax ?? CityLimits.Usual.InspectorTasksMax,
            limits?.CellOpenCasesMax ?? CityLimits.Usual.CellOpenCasesMax);
}

/// <summary>A city's file cannot be used.</summary>
public sealed class CityFileException(string file, string where, string fault, Exception? inner = null)
    : Exception($"{file}: {where}: {fault}", inner);
