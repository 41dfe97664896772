using System.Collections.Immutable;
using GridCity.Cities.Model;
using GridCity.Protos.Figures.V1;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;
using Area = GridCity.Protos.Figures.V1.Area;

namespace GridCity.Silo.Figures;

/// <summary>The levels and areas of the city as it is at one moment.</summary>
internal sealed class CityAreas
{
    private readonly Dictionary<string, Box> _boxes = [];
    private readonly HashSet<string> _cells;
    private readonly CityPack _pack;

    public CityAreas(LoadedCity city)
    {
        (Edition, _pack) = (city.Digest[..16], city.Pack);
        var codes = _pack.Info.Codes;
        Levels = [.. codes.Cell.Select(part => (part.Level, codes.DigitsOf(part.Level)!.Value))];
        Days = new(_pack.Info.TimeZone);
        _cells = [.. _pack.Cells.Select(cell => cell.Code)];
        if (_pack.Info.NoPlaceCell.Length > 0) _cells.Add(_pack.Info.NoPlaceCell);
        foreach (var cell in _pack.Cells)
            foreach (var (_, digits) in Levels.SkipLast(1)) Include(cell.Code[..digits], cell.Shape);
    }

    /// <summary>Changes with every change of the city's folder.</summary>
    public string Edition { get; }

    /// <summary>Name and digits of each level, the largest first; the last is that of cells.</summary>
    public ImmutableArray<(string Level, int Digits)> Levels { get; }

    public CityDays Days { get; }

    public bool HasDepartment(string code) => _pack.Departments.Any(one => one.Code == code);

    /// <summary>The digits of a level below an area.</summary>
    /// <param name="level">Empty for the next one.</param>
    /// <exception cref="Rpc.RpcException">INVALID_ARGUMENT.</exception>
    public int DigitsBelow(string area, string level)
    {
        foreach (var (name, digits) in Levels)
            if (digits > area.Length && (level.Length == 0 || name == level)) return digits;
        throw Statuses.Invalid("level", $"is none below area {area}; the city's are {string.Join(", ", Levels.Select(one => one.Level))}.");
    }

    public string LevelOf(int digits) => Levels.First(one => one.Digits == digits).Level;

    /// <exception cref="Rpc.RpcException">INVALID_ARGUMENT: no area or cell of the city.</exception>
    public void Require(string area)
    {
        if (area.Length == 0) throw Statuses.Invalid("area", "is missing: name one that ListAreas has, or a cell.");
        if (!_boxes.ContainsKey(area) && !_cells.Contains(area)) throw Statuses.Invalid("area", $"'{area}' is no area or cell of the city.");
    }

    /// <param name="sees">Which areas the caller may see, wholly or in part.</param>
    public ListAreasReply List(Func<string, bool> sees, Func<string, int> zoomMin) => new()
    {
        Edition = Edition,
        TimeZone = _pack.Info.TimeZone,
        Levels = { Levels.Select(one => new AreaLevel { Level = one.Level, Digits = one.Digits, ZoomMin = zoomMin(one.Level) }) },
        Areas = { _pack.Areas.Where(area => sees(area.Code)).OrderBy(area => area.Code, StringComparer.Ordinal).Select(Message) },
        Departments = { _pack.Departments.Select(one => new Protos.Figures.V1.Unit { Code = one.Code, NameZh = one.Name.Zh, NameEn = one.Name.En }) },
    };

    private Area Message(GridCity.Cities.Model.Area area)
    {
        var message = new Area { Code = area.Code, Level = area.Level, NameZh = area.Name.Zh, NameEn = area.Name.En };
        if (!_boxes.TryGetValue(area.Code, out var box)) return message;
        message.SouthWest = new Point { Latitude = box.South, Longitude = box.West };
        message.NorthEast = new Point { Latitude = box.North, Longitude = box.East };
        message.Cells = box.Cells;
        return message;
    }

    private void Include(string area, Shape shape)
    {
        if (!_boxes.TryGetValue(area, out var box)) _boxes[area] = box = new();
        box.Cells++;
        var ring = shape.Rings[0];
        for (var at = 0; at + 1 < ring.Length; at += 2)
        {
            (box.West, box.East) = (Math.Min(box.West, ring[at]), Math.Max(box.East, ring[at]));
            (box.South, box.North) = (Math.Min(box.South, ring[at + 1]), Math.Max(box.North, ring[at + 1]));
        }
    }

    private sealed class Box
    {
        public double South { get; set; } = 90;

        public double West { get; set; } = 180;

        public double North { get; set; } = -90;

        public double East { get; set; } = -180;

        public int Cells { get; set; }
    }
}
