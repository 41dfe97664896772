using GridCity.Protos.Admin.V1;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Edges;

/// <summary>The city as a message.</summary>
internal static class CityMessages
{
    public static GetCityReply Reply(LoadedCity city, RegisteredCity registered)
    {
        var (document, grid) = (city.Document, city.Document.Grid);
        return new()
        {
            Code = document.Code,
            Name = document.Name,
            CreatedAt = CaseMessages.Moment(registered.CreatedAt),
            Categories =
            {
                document.Categories.Select(category => new Category
                {
                    Code = category.Code,
                    Label = category.Label,
                    HandlingMinutesMax = category.HandlingMinutesMax,
                }),
            },
            Departments = { document.Departments.Select(unit => new Department { Code = unit.Code, Label = unit.Label }) },
            Inspectors = { document.Inspectors.Select(inspector => new Inspector { Code = inspector.Code, Label = inspector.Label }) },
            SouthWest = new() { Latitude = grid.South, Longitude = grid.West },
            NorthEast = new() { Latitude = grid.North, Longitude = grid.East },
            Cells = city.Grid.Rows * city.Grid.Columns,
            NoPlaceCell = city.Grid.NoPlaceCell ?? "",
        };
    }
}
