using System.Globalization;
using System.Xml.Linq;

namespace GridCity.Cli.Traffic;

/// <summary>A picture in SVG: lines, bars and words on a plane of pixels from the upper left corner.</summary>
internal sealed class SvgPage
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly XElement _root;

    public SvgPage(int width, int height, string title)
    {
        _root = new(
            Svg + "svg", new XAttribute("viewBox", $"0 0 {width} {height}"), new XAttribute("width", width),
            new XAttribute("height", height), new XAttribute("font-family", "sans-serif"), new XAttribute("font-size", 12), new XElement(Svg + "title", title));
        Box(0, 0, width, height, "#ffffff");
    }

    public void Box(double x, double y, double width, double height, string fill) => Add(
        "rect", ("x", Text(x)), ("y", Text(y)), ("width", Text(Math.Max(0, width))), ("height", Text(Math.Max(0, height))), ("fill", fill));

    public void Line(IEnumerable<(double X, double Y)> points, string stroke, double width = 1) => Add(
        "polyline", ("points", string.Join(' ', points.Select(point => $"{Text(point.X)},{Text(point.Y)}"))), ("fill", "none"),
        ("stroke", stroke), ("stroke-width", Text(width)));

    /// <param name="anchor">start, middle or end.</param>
    public void Words(double x, double y, string text, string anchor = "start", string fill = "#333333", bool isBold = false) =>
        _root.Add(new XElement(
            Svg + "text", new XAttribute("x", Text(x)), new XAttribute("y", Text(y)), new XAttribute("text-anchor", anchor),
            new XAttribute("fill", fill), isBold ? new XAttribute("font-weight", "bold") : null, text));

    public override string ToString() => new XDocument(_root).ToString();

    private void Add(string name, params (string Name, string Value)[] attributes) =>
        _root.Add(new XElement(Svg + name, attributes.Select(one => new XAttribute(one.Name, one.Value))));

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
