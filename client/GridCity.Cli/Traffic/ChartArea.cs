using System.Globalization;

namespace GridCity.Cli.Traffic;

/// <summary>The part of a picture that has axes: from values to pixels.</summary>
/// <param name="Left">Pixels from the picture's left edge; the others likewise.</param>
internal sealed record ChartArea(double Left, double Top, double Width, double Height, double FromX, double ToX, double ToY)
{
    private const string Grid = "#dddddd";

    private static readonly double[] Rounds = [1, 2, 5];

    public double X(double value) => Left + ((value - FromX) / Math.Max(1e-9, ToX - FromX) * Width);

    public double Y(double value) => Top + Height - (value / Math.Max(1e-9, ToY) * Height);

    /// <summary>Lines and numbers of both axes.</summary>
    public void Draw(SvgPage page, string nameX, string nameY)
    {
        for (var y = 0.0; y <= ToY; y += Step(ToY))
        {
            page.Line([(Left, Y(y)), (Left + Width, Y(y))], Grid);
            page.Words(Left - 6, Y(y) + 4, Text(y), "end");
        }

        for (var x = Math.Ceiling(FromX / Step(ToX - FromX)) * Step(ToX - FromX); x <= ToX; x += Step(ToX - FromX))
        {
            page.Line([(X(x), Top), (X(x), Top + Height)], Grid);
            page.Words(X(x), Top + Height + 16, Text(x), "middle");
        }

        page.Words(Left + Width, Top + Height + 32, nameX, "end");
        page.Words(Left, Top - 8, nameY);
    }

    /// <summary>1, 2 or 5 times a power of ten, so that some five lines are drawn.</summary>
    private static double Step(double span)
    {
        var least = Math.Max(1e-6, span / 6);
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return Rounds.Select(round => round * power).FirstOrDefault(step => step >= least, 10 * power);
    }

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
