using System.Globalization;
using System.Text;

namespace GridCity.Silo.Operations;

internal enum MetricKind { Counter, Gauge, Histogram }

/// <summary>One instrument with one set of labels.</summary>
internal sealed class MetricSeries
{
    /// <summary>Upper bounds that serve milliseconds and batch sizes alike.</summary>
    private static readonly double[] Bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

    private readonly long[] _buckets = new long[Bounds.Length + 1];
    private readonly Lock _lock = new();
    private double _sum;
    private long _count;

    public void Take(double value, MetricKind kind)
    {
        lock (_lock)
        {
            if (kind == MetricKind.Gauge) _sum = value;
            else _sum += value;
            if (kind != MetricKind.Histogram) return;
            _count++;
            var at = Array.FindIndex(Bounds, bound => value <= bound);
            _buckets[at < 0 ? Bounds.Length : at]++;
        }
    }

    public void Write(StringBuilder text, string name, string labels, MetricKind kind)
    {
        lock (_lock)
        {
            if (kind == MetricKind.Histogram) WriteHistogram(text, name, labels);
            else Line(text, name, labels, _sum);
        }
    }

    private void WriteHistogram(StringBuilder text, string name, string labels)
    {
        var below = 0L;
        for (var at = 0; at < _buckets.Length; at++)
        {
            below += _buckets[at];
            var bound = at < Bounds.Length ? Bounds[at].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Line(text, name + "_bucket", $"{labels}{(labels.Length == 0 ? "" : ",")}le=\"{bound}\"", below);
        }
        Line(text, name + "_sum", labels, _sum);
        Line(text, name + "_count", labels, _count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(CultureInfo.InvariantCulture, $" {value}\n");
    }
}
