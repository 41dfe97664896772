namespace GridCity.Silo.Cities;

/// <summary>Reads a city from its zipped folder, by way of a folder of its own that is gone afterwards.</summary>
internal static class CityStaging
{
    /// <exception cref="GridCity.Cities.Files.PackException">Names each file, line and reason.</exception>
    /// <exception cref="InvalidDataException">Not a zip.</exception>
    public static LoadedCity Load(byte[] zipped)
    {
        var folder = Directory.CreateTempSubdirectory("gridcity-city-").FullName;
        try
        {
            CityFolderZip.Unpack(zipped, folder);
            return LoadedCity.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
