using GridCity.Cities.Model;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;
using Cell = GridCity.Cities.Model.Cell;

namespace GridCity.Silo.Edges;

/// <summary>A duty grid as handhelds keep it.</summary>
internal static class GroundMessages
{
    /// <returns>Null for a duty grid that the city does not have.</returns>
    public static GetGroundReply? Of(CityPack pack, string code) =>
        pack.DutyGrids.FirstOrDefault(grid => grid.Code == code) is not { } duty ? null : new()
        {
            NameZh = duty.Name.Zh,
            NameEn = duty.Name.En,
            Cells =
            {
                from cell in pack.Cells
                where cell.DutyGrid == code
                orderby cell.Code
                select Message(cell),
            },
        };

    private static GroundCell Message(Cell cell)
    {
        var message = new GroundCell { Code = cell.Code };
        var ring = cell.Shape.Rings[0];
        for (var at = 0; at < ring.Length; at += 2) message.Outline.Add(new Point { Longitude = ring[at], Latitude = ring[at + 1] });
        return message;
    }
}
