using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using NetTopologySuite.Operation.Valid;

namespace GridCity.Cities.Checks;

/// <summary>Every shape for itself: closed, on the Earth, not crossing itself.</summary>
internal static class ShapeRules
{
    private const double LatitudeMax = 85;

    /// <returns>True when all are sound, so that they can be compared with each other.</returns>
    public static bool Run(CheckContext context)
    {
        var (pack, sound) = (context.Pack, true);
        if (pack.Outline.Length == 0) context.FaultOfFile(PackFiles.Outline, "has no polygon; the ground of the city is needed.");
        if (pack.Cells.Length == 0) context.FaultOfFile(PackFiles.Cells, "has no cell.");
        for (var index = 0; index < pack.Outline.Length; index++)
            sound &= Check(context, PackFiles.Outline, index, "the outline", pack.Outline[index]);
        for (var index = 0; index < pack.Cells.Length; index++)
            sound &= Check(context, PackFiles.Cells, index, pack.Cells[index].Code, pack.Cells[index].Shape);
        return sound && pack.Outline.Length > 0 && pack.Cells.Length > 0;
    }

    private static bool Check(CheckContext context, string file, int index, string name, Shape shape)
    {
        if (Fault(shape) is not { } fault) return true;
        context.Fault(file, index, $"{name} {fault}");
        return false;
    }

    private static string? Fault(Shape shape)
    {
        foreach (var ring in shape.Rings)
        {
            if (ring.Length < 8) return "has a ring of less than four positions.";
            if (ring[0] != ring[^2] || ring[1] != ring[^1]) return "has a ring that does not end where it begins.";
            for (var at = 0; at < ring.Length; at += 2)
                if (Math.Abs(ring[at]) > 180 || Math.Abs(ring[at + 1]) > LatitudeMax)
                    return $"has the position ({ring[at]}, {ring[at + 1]}), which is no longitude and latitude of a city.";
        }
        var validity = new IsValidOp(Shapes.ToPolygon(shape));
        if (validity.IsValid) return null;
        var error = validity.ValidationError;
        var place = $"at ({GeoJson.Degrees(error.Coordinate.X)}, {GeoJson.Degrees(error.Coordinate.Y)})";
        return error.ErrorType == TopologyValidationErrors.SelfIntersection
            ? $"crosses itself {place}."
            : $"is no polygon {place}: {error.Message}.";
    }
}
