using System.Collections.Immutable;
using GridCity.Cities.Model;

namespace GridCity.Cities.Generation;

/// <summary>The ground of a city: its areas, duty grids and cells, before anybody works on it.</summary>
public sealed record CityGround(
    ImmutableArray<Area> Areas, ImmutableArray<Shape> Outline, ImmutableArray<DutyGrid> DutyGrids, ImmutableArray<Cell> Cells);
