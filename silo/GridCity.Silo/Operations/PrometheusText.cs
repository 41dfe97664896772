using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace GridCity.Silo.Operations;

/// <summary>Collects every instrument of GridCity's meters and writes them in the Prometheus text format 0.0.4.</summary>
internal sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Ours, and those of the engine that has its own.</summary>
    private static readonly string[] MeterPrefixes = ["GridCity.", "Microsoft.Orleans"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, MetricSeries>> _instruments = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (MeterPrefixes.Any(prefix => instrument.Meter.Name.StartsWith(prefix, StringComparison.Ordinal)))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The state of all instruments now.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (instrument, series) in _instruments.OrderBy(entry => entry.Key.Name, StringComparer.Ordinal))
            Write(text, instrument, series);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static void Write(StringBuilder text, Instrument instrument, IEnumerable<KeyValuePair<string, MetricSeries>> series)
    {
        var kind = KindOf(instrument);
        var name = instrument.Name.Replace('.', '_').Replace('-', '_') + (kind == MetricKind.Counter ? "_total" : "");
        if (instrument.Description is { Length: > 0 } help) text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {kind.ToString().ToLowerInvariant()}\n");
        foreach (var (labels, values) in series) values.Write(text, name, labels, kind);
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _instruments.GetOrAdd(instrument, static _ => new(StringComparer.Ordinal));
        series.GetOrAdd(Labels(tags), static _ => new()).Take(value, KindOf(instrument));
    }

    private static MetricKind KindOf(Instrument instrument) => instrument switch
    {
        Histogram<int> or Histogram<long> or Histogram<double> => MetricKind.Histogram,
        Counter<int> or Counter<long> or Counter<double> => MetricKind.Counter,
        _ => MetricKind.Gauge,
    };

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"").Append(Escaped(value)).Append('"');
        return text.ToString();
    }

    private static string Escaped(object? value) =>
        (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
