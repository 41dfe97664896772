using System.Diagnostics.Metrics;

namespace GridCity.Runtime.Engine;

/// <summary>Counters of the runtime, under the meter <c>GridCity.Runtime</c>.</summary>
public static class RuntimeMetrics
{
    public const string MeterName = "GridCity.Runtime";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Mail that could not be delivered. Alert on any.</summary>
    public static Counter<long> DeadLetters { get; } = Meter.CreateCounter<long>("gridcity.dead_letters");

    /// <summary>Grains per transaction.</summary>
    public static Histogram<int> BatchSize { get; } = Meter.CreateHistogram<int>("gridcity.append_batch_size");

    /// <summary>Milliseconds from handing a batch to the database until it was durable.</summary>
    public static Histogram<double> BatchMilliseconds { get; } = Meter.CreateHistogram<double>("gridcity.append_batch_ms");
}
