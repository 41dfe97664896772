using System.Collections.Immutable;
using System.Text.Json;
using GridCity.Cities.Checks;
using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary>Reads a city's folder.</summary>
public static class PackReader
{
    /// <summary>Reads and checks the whole pack.</summary>
    /// <exception cref="PackException">The folder is no city, or has faults.</exception>
    public static CityPack Load(string folder)
    {
        var faults = new FaultList();
        var read = Read(folder, faults);
        if (read is not null) PackCheck.Run(read, faults);
        return faults.IsEmpty ? read!.Pack : throw new PackException(folder, faults.Kept);
    }

    /// <summary>Reads the pack and notes what cannot be read; does not check how its parts fit together.</summary>
    /// <returns>Null when <c>city.json</c> cannot be read: without it no code means anything.</returns>
    public static ReadPack? Read(string folder, FaultList faults)
    {
        if (ReadInfo(folder, faults) is not { } info) return null;
        var lines = new Dictionary<string, int[]>();
        ImmutableArray<T> Rows<T>(CsvTable<T> table)
        {
            (var rows, lines[table.File]) = ReadTable(folder, table, faults);
            return rows;
        }
        var outline = ReadFeatures(folder, PackFiles.Outline, faults);
        var cells = ReadFeatures(folder, PackFiles.Cells, faults);
        lines[PackFiles.Outline] = [.. outline.Select(feature => feature.Line)];
        var pack = new CityPack(
            info, Rows(Tables.Areas), [.. outline.Select(feature => feature.Shape)], Rows(Tables.DutyGrids),
            CellProperties.Cells(cells, faults, out var cellLines), Rows(Tables.Categories), Rows(Tables.Standards),
            Rows(Tables.Departments), Rows(Tables.Responsibilities), Rows(Tables.Shifts), Rows(Tables.Inspectors),
            Rows(Tables.Components))
        {
            DispatchRules = Rows(Tables.DispatchRules),
            Hotlines = Rows(Tables.Hotlines),
            HotlineFields = Rows(Tables.HotlineFields),
            Intersections = IsThere(folder, PackFiles.Intersections) ? Rows(Tables.Intersections) : [],
            IntersectionLayouts = Layouts(folder, lines, faults),
            Roads = IsThere(folder, PackFiles.Roads) ? Rows(Tables.Roads) : [],
        };
        lines[PackFiles.Cells] = cellLines;
        return new(pack, lines);
    }

    private static bool IsThere(string folder, string file) => File.Exists(Path.Combine(folder, file));

    private static ImmutableArray<LayoutDrawing> Layouts(string folder, Dictionary<string, int[]> lines, FaultList faults)
    {
        if (!IsThere(folder, PackFiles.IntersectionLayouts) || Open(folder, PackFiles.IntersectionLayouts, faults) is not { } stream) return [];
        (var layouts, lines[PackFiles.IntersectionLayouts]) = LayoutsFile.Read(All(stream), faults);
        return layouts;
    }

    private static byte[] All(FileStream stream)
    {
        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    private static CityInfo? ReadInfo(string folder, FaultList faults)
    {
        if (Open(folder, PackFiles.City, faults) is not { } stream) return null;
        using (stream)
        {
            try
            {
                var document = JsonSerializer.Deserialize(stream, CityJson.Default.CityDocument);
                if (document is { Format: CityDocument.FormatNow }) return document.ToInfo();
                faults.Add(PackFiles.City, 0, $"format must be {CityDocument.FormatNow}; this version reads no other.");
            }
            catch (JsonException error)
            {
                faults.Add(PackFiles.City, (int)(error.LineNumber ?? 0) + 1, $"{error.Path}: {error.Message}");
            }
        }
        return null;
    }

    private static (ImmutableArray<T> Rows, int[] Lines) ReadTable<T>(string folder, CsvTable<T> table, FaultList faults)
    {
        if (Open(folder, table.File, faults) is not { } stream) return ([], []);
        var rows = Math.Max(0, CountLines(stream) - 1);
        using var text = new StreamReader(stream);
        return table.Read(text, faults, rows);
    }

    private static int CountLines(FileStream stream)
    {
        var (buffer, lines) = (new byte[1 << 16], 0);
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) lines += buffer.AsSpan(0, read).Count((byte)'\n');
        stream.Position = 0;
        return lines;
    }

    private static List<Feature> ReadFeatures(string folder, string file, FaultList faults)
    {
        if (Open(folder, file, faults) is not { } stream) return [];
        return GeoJsonReader.Read(file, All(stream), faults);
    }

    private static FileStream? Open(string folder, string file, FaultList faults)
    {
        try
        {
            return File.OpenRead(Path.Combine(folder, file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(file, 0, $"cannot be read: {error.Message}");
            return null;
        }
    }
}
