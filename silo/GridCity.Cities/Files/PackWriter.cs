using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary>Writes a city's folder. Written, read and written again, the files are the same to the byte.</summary>
public static class PackWriter
{
    private static readonly CityJson Readable =
        new(new JsonSerializerOptions(CityJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Makes the folder if it is not there and replaces the files of a pack in it; others stay.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(CityPack pack, string folder)
    {
        Directory.CreateDirectory(folder);
        var json = JsonSerializer.Serialize(CityDocument.Of(pack.Info), Readable.CityDocument);
        WriteText(folder, PackFiles.City, text => text.Write(json + "\n"));
        WriteText(folder, PackFiles.Outline, text => GeoJson.Write(text, pack.Outline.Select(WithoutProperties)));
        WriteText(folder, PackFiles.Cells, text => GeoJson.Write(text, pack.Cells.Select(cell => (cell.Shape, CellProperties.Of(cell)))));
        WriteTable(folder, Tables.Areas, pack.Areas);
        WriteTable(folder, Tables.DutyGrids, pack.DutyGrids);
        WriteTable(folder, Tables.Categories, pack.Categories);
        WriteTable(folder, Tables.Standards, pack.Standards);
        WriteTable(folder, Tables.Departments, pack.Departments);
        WriteTable(folder, Tables.Responsibilities, pack.Responsibilities);
        WriteTable(folder, Tables.DispatchRules, pack.DispatchRules);
        WriteTable(folder, Tables.Shifts, pack.Shifts);
        WriteTable(folder, Tables.Inspectors, pack.Inspectors);
        WriteTable(folder, Tables.Hotlines, pack.Hotlines);
        WriteTable(folder, Tables.HotlineFields, pack.HotlineFields);
        WriteTable(folder, Tables.Components, pack.Components);
        if (!pack.Roads.IsEmpty) WriteTable(folder, Tables.Roads, pack.Roads);
        if (pack.Intersections.IsEmpty && pack.IntersectionLayouts.IsEmpty) return;
        WriteTable(folder, Tables.Intersections, pack.Intersections);
        WriteText(folder, PackFiles.IntersectionLayouts, text => LayoutsFile.Write(text, pack.IntersectionLayouts));
    }

    private static (Shape, IEnumerable<(string, string)>) WithoutProperties(Shape shape) => (shape, []);

    private static void WriteTable<T>(string folder, CsvTable<T> table, IEnumerable<T> rows) =>
        WriteText(folder, table.File, text => table.Write(text, rows));

    private static void WriteText(string folder, string file, Action<TextWriter> write)
    {
        using var text = new StreamWriter(Path.Combine(folder, file), append: false, new UTF8Encoding(false));
        write(text);
    }
}
