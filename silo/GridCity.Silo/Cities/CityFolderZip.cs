using System.IO.Compression;
using GridCity.Cities.Files;

namespace GridCity.Silo.Cities;

/// <summary>A city's folder as one piece of data.</summary>
internal static class CityFolderZip
{
    /// <summary>Unpacked; a city of the largest size has some hundred megabytes.</summary>
    public const long BytesMax = 1L << 30;

    /// <summary>Zips the files of a folder that belong to a city.</summary>
    public static byte[] Pack(string folder)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
            foreach (var file in PackFiles.In(folder))
                zip.CreateEntryFromFile(Path.Combine(folder, file), file);
        return memory.ToArray();
    }

    /// <summary>Writes the files of a city into a folder; anything else in the zip is left out.</summary>
    /// <exception cref="InvalidDataException">Not a zip, or more than <see cref="BytesMax"/>.</exception>
    public static void Unpack(byte[] zipped, string folder)
    {
        using var zip = new ZipArchive(new MemoryStream(zipped), ZipArchiveMode.Read);
        var left = BytesMax;
        foreach (var entry in zip.Entries.Where(entry => PackFiles.All.Concat(PackFiles.Optional).Contains(entry.FullName)))
        {
            left -= entry.Length;
            if (left < 0) throw new InvalidDataException($"The folder has more than {BytesMax} bytes.");
            entry.ExtractToFile(Path.Combine(folder, entry.FullName), overwrite: true);
        }
    }
}
