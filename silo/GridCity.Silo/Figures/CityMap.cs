using System.Collections.Concurrent;
using GridCity.Cities.Tiles;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Figures;

/// <summary>Areas and tiles of the city that is in force; made anew when that is another one.</summary>
internal sealed class CityMap(LoadedCity city)
{
    private readonly Lock _lock = new();
    private Made? _made;

    public CityAreas Areas => Now().Areas;

    public string Edition => Now().Areas.Edition;

    public int ZoomMin(string level) => Now().Tiles.Value.ZoomMin(level) ?? 0;

    /// <exception cref="ArgumentOutOfRangeException">No tile of this zoom.</exception>
    public byte[] Tile(int zoom, int column, int row) => Now().Tile(zoom, column, row);

    private Made Now()
    {
        lock (_lock) return _made is { } made && made.Digest == city.Digest ? made : _made = new(city);
    }

    private sealed class Made(LoadedCity city)
    {
        /// <summary>Of a large city all tiles that anybody looks at, some tens of megabytes; behind that they are made anew.</summary>
        private const int TilesMax = 2_000;

        private readonly ConcurrentDictionary<(int, int, int), byte[]> _kept = [];

        public string Digest { get; } = city.Digest;

        public CityAreas Areas { get; } = new(city);

        public Lazy<CityTiles> Tiles { get; } = new(() => new(city.Pack));

        public byte[] Tile(int zoom, int column, int row)
        {
            if (_kept.TryGetValue((zoom, column, row), out var tile)) return tile;
            tile = Tiles.Value.Make(zoom, column, row);
            if (_kept.Count < TilesMax) _kept[(zoom, column, row)] = tile;
            return tile;
        }
    }
}
