using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Cities.Generation;

/// <summary>A block between streets, before it is a cell.</summary>
/// <param name="X">Metres east of the centre, of the block's middle.</param>
/// <param name="Y">Metres north of the centre.</param>
internal sealed record Block(int Row, int Column, double X, double Y, Shape Shape);

/// <summary>
/// A net of bent streets: rows and columns of different width, bent by long waves, each crossing moved a little. Blocks share
/// their corners, so they tile by construction. A wave along one axis only shears, which keeps the mean block at about
/// 10,000 m².
/// </summary>
internal sealed class StreetNet
{
    private const double WidthMeanMetres = 100;
    private const double WidthSpread = 0.22;
    private const double JitterMetres = 8;
    private const double WaveMetres = 140;
    private const double WaveLengthMetres = 3_400;

    private readonly double[] _xs;
    private readonly double[] _ys;
    private readonly (double X, double Y)[,] _crossings;
    private readonly (double X, double Y)[,] _degrees;
    private readonly double[] _phases;
    private readonly int _side;

    public StreetNet(Random random, int cells, (double Longitude, double Latitude) centre)
    {
        _side = 2 * (int)Math.Ceiling(Math.Sqrt(cells / Math.PI) * 1.5) + 6;
        _xs = Lines(random, _side);
        _ys = Lines(random, _side);
        _phases = [.. Enumerable.Range(0, 5).Select(_ => random.NextDouble() * 2 * Math.PI)];
        _crossings = new (double, double)[_side + 1, _side + 1];
        _degrees = new (double, double)[_side + 1, _side + 1];
        var squeeze = Ground.Squeeze(centre.Latitude);
        for (var row = 0; row <= _side; row++)
            for (var column = 0; column <= _side; column++)
            {
                var (x, y) = _crossings[row, column] = Crossing(random, _xs[column], -_ys[row]);
                _degrees[row, column] = (
                    GeoJson.Round(centre.Longitude + x / Ground.DegreeMetres / squeeze),
                    GeoJson.Round(centre.Latitude + y / Ground.DegreeMetres));
            }
    }

    /// <summary>The blocks nearest to the centre of a town with a wavy edge, exactly so many, without holes.</summary>
    public List<Block> Take(int cells) =>
        [.. Blocks().OrderBy(Farness).ThenBy(block => block.Row).ThenBy(block => block.Column).Take(cells)];

    private IEnumerable<Block> Blocks()
    {
        for (var row = 0; row < _side; row++)
            for (var column = 0; column < _side; column++)
                yield return BlockAt(row, column);
    }

    private Block BlockAt(int row, int column)
    {
        var (northWest, southEast) = (_crossings[row, column], _crossings[row + 1, column + 1]);
        return new(
            row, column, (northWest.X + southEast.X) / 2, (northWest.Y + southEast.Y) / 2,
            Shapes.Of(_degrees[row + 1, column], _degrees[row + 1, column + 1], _degrees[row, column + 1], _degrees[row, column]));
    }

    /// <summary>Distance over the town's radius in that direction; it grows outward along every ray, so no hole opens.</summary>
    private double Farness(Block block)
    {
        var (x, y) = (Middle(_xs, block.Column), -Middle(_ys, block.Row));
        var angle = Math.Atan2(y, x);
        var radius = 1 + 0.14 * Math.Sin(2 * angle + _phases[2]) + 0.07 * Math.Sin(3 * angle + _phases[3]) + 0.03 * Math.Sin(5 * angle + _phases[4]);
        return Math.Sqrt(x * x + y * y) / radius;
    }

    private (double X, double Y) Crossing(Random random, double x, double y)
    {
        x += WaveMetres * Math.Sin(y / WaveLengthMetres * 2 * Math.PI + _phases[0]);
        y += WaveMetres * Math.Sin(x / WaveLengthMetres * 2 * Math.PI + _phases[1]);
        return (x + (random.NextDouble() * 2 - 1) * JitterMetres, y + (random.NextDouble() * 2 - 1) * JitterMetres);
    }

    private static double Middle(double[] lines, int index) => (lines[index] + lines[index + 1]) / 2;

    /// <summary>Positions of the streets, the middle at about zero.</summary>
    private static double[] Lines(Random random, int count)
    {
        var lines = new double[count + 1];
        lines[0] = -WidthMeanMetres * count / 2;
        for (var number = 1; number <= count; number++)
            lines[number] = lines[number - 1] + WidthMeanMetres * (1 + (random.NextDouble() * 2 - 1) * WidthSpread);
        return lines;
    }
}
