using System.Diagnostics.Metrics;
using GridCity.Rpc;

namespace GridCity.Silo.Operations;

/// <summary>Counters of the edges, under the meter <c>GridCity.Silo</c>.</summary>
internal static class SiloMetrics
{
    public const string MeterName = "GridCity.Silo";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Calls =
        Meter.CreateCounter<long>("gridcity.calls", description: "Calls answered, by method and status.");

    private static readonly Histogram<double> CallMilliseconds = Meter.CreateHistogram<double>(
        "gridcity.call_ms", unit: "ms", description: "Milliseconds from the request's head to its status, by method.");

    private static readonly Counter<long> ProjectedEvents =
        Meter.CreateCounter<long>("gridcity.projected_events", description: "Events applied by this silo, by projection.");

    /// <summary>Counts events that a projection has applied.</summary>
    public static void Projected(string projection, int events) => ProjectedEvents.Add(events, new KeyValuePair<string, object?>("projection", projection));

    /// <summary>Counts a call that was answered.</summary>
    public static void Called(RpcMethod method, StatusCode code, TimeSpan took)
    {
        Calls.Add(1, new("method", method.Path), new("status", code));
        CallMilliseconds.Record(took.TotalMilliseconds, new KeyValuePair<string, object?>("method", method.Path));
    }
}
