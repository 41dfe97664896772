using System.Diagnostics.Metrics;
using GridCity.Silo.Operations;

namespace GridCity.Silo.Junctions;

/// <summary>Counters of the loop.</summary>
internal static class JunctionMetrics
{
    private static readonly Meter Meter = new(SiloMetrics.MeterName);

    private static readonly Histogram<double> DecideMilliseconds = Meter.CreateHistogram<double>(
        "gridcity.junctions_decided_ms", unit: "ms", description: "Milliseconds from the begin of a second to its last order.");

    public static void Decided(TimeSpan took) => DecideMilliseconds.Record(took.TotalMilliseconds);
}
