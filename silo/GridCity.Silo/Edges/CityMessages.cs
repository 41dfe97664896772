using GridCity.Protos.Admin.V1;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Edges;

/// <summary>The city as a message.</summary>
internal static class CityMessages
{
    public static GetCityReply Reply(LoadedCity city, RegisteredCity registered)
    {
        var (south, west, north, east) = city.Cells.Box();
        var standards = city.Pack.StandardsByCategory();
        return new()
        {
            Code = city.City.Code,
            Name = city.Name,
            CreatedAt = CaseMessages.Moment(registered.CreatedAt),
            Categories =
            {
                city.Pack.Categories.Where(one => !one.IsGroup).Select(one => city.City.Categories[one.Code]).Select(category => new Category
                {
                    Code = category.Code,
                    Label = category.Label,
                    HandlingMinutesMax = category.Standards[0].HandlingMinutesMax,
                    Standards = { standards[category.Code].Select(one => Standard(one, category)) },
                }),
            },
            Departments = { city.Pack.Departments.Select(unit => new Department { Code = unit.Code, Label = unit.Name.Both }) },
            Inspectors =
            {
                city.Pack.Inspectors.Select(inspector =>
                    new Inspector { Code = inspector.Code, Label = inspector.Name.Both, DutyGrids = { inspector.DutyGrids } }),
            },
            SouthWest = new() { Latitude = south, Longitude = west },
            NorthEast = new() { Latitude = north, Longitude = east },
            Cells = city.Pack.Cells.Length,
            NoPlaceCell = city.Cells.NoPlaceCell ?? "",
        };
    }
    private static Standard Standard(GridCity.Cities.Model.Standard standard, Grains.Cities.Category category) => new()
    {
        Code = standard.Code,
        Condition = standard.Condition.Both,
        Closing = standard.Closing.Both,
        HandlingMinutesMax = category.Standard(standard.Code)!.HandlingMinutesMax,
    };
}
