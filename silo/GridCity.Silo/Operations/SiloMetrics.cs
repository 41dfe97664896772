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

    /// <summary>Counts a call that was answered.</summary>
    public static void Called(RpcMethod method, StatusCode code, TimeSpan took)
    {
        Calls.Add(1, new("method", method.Path), new("status", code));
        CallMilliseconds.Record(took.TotalMilliseconds, new KeyValuePair<string, object?>("method", method.Path));
    }
}
