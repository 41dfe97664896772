using System.Text.Json;
using GridCity.Cities.Files;
using GridCity.Cities.Places;
using NetTopologySuite.Geometries;

namespace GridCity.Cities.Import;

/// <summary>Reads <c>fence-COUNTY.json</c>: a bare GeoJSON Polygon or MultiPolygon in GCJ-02, the boundary of a county.</summary>
internal static class Fences
{
    /// <returns>Degrees, WGS84; null when the file cannot be used.</returns>
    public static Geometry? Read(string folder, string county, FaultList faults)
    {
        var file = $"fence-{county}.json";
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
            var coordinates = json.RootElement.GetProperty("coordinates");
            Geometry fence = json.RootElement.GetProperty("type").GetString() switch
            {
                "Polygon" => Polygon(coordinates),
                "MultiPolygon" => Shapes.Factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(Polygon)]),
                var other => throw new InvalidOperationException($"type {other}"),
            };
            if (fence.IsValid) return fence;
            faults.Add(file, 0, "is no valid polygon: it crosses itself.");
        }
        catch (JsonException error)
        {
            faults.Add(file, (int)(error.LineNumber ?? 0) + 1, $"is no JSON: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(file, 0, $"cannot be read: {error.Message}");
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            faults.Add(file, 0, "is no GeoJSON Polygon or MultiPolygon.");
        }
        return null;
    }

    private static Polygon Polygon(JsonElement rings)
    {
        var all = rings.EnumerateArray().Select(Ring).ToList();
        return Shapes.Factory.CreatePolygon(all[0], [.. all.Skip(1)]);
    }

    private static LinearRing Ring(JsonElement ring) => Shapes.Factory.CreateLinearRing(
    [
        .. ring.EnumerateArray().Select(point =>
        {
            if (point.GetArrayLength() < 2) throw new InvalidOperationException("A position has two numbers.");
            var (x, y) = Gcj02.ToWgs84(point[0].GetDouble(), point[1].GetDouble());
            return new Coordinate(GeoJson.Round(x), GeoJson.Round(y));
        }),
    ]);
}
