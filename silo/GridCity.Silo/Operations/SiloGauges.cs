using System.Diagnostics.Metrics;
using GridCity.Silo.Access;
using GridCity.Silo.Hosting;

namespace GridCity.Silo.Operations;

/// <summary>What is asked only when somebody looks.</summary>
internal sealed class SiloGauges : IDisposable
{
    private readonly Meter _meter = new(SiloMetrics.MeterName);

    public SiloGauges(EngineHost engine, AccessInterceptor access)
    {
        engine.AddGauges(this);
        Add("gridcity.calls_now", "Calls under way.", () => access.CallsNow);
        Add("gridcity.serving", "1 when this silo serves, 0 when it is a standby.", () => engine.WhyNotServing() is null ? 1 : 0);
        Add("gridcity.memory_bytes", "Resident memory of the process.", () => Environment.WorkingSet);
        Add("gridcity.heap_bytes", "Managed memory in use.", () => GC.GetTotalMemory(forceFullCollection: false));
        Add("gridcity.processor_seconds", "Processor time of the process so far.", ProcessorSeconds);
    }

    public void Dispose() => _meter.Dispose();

    public void Add(string name, string help, Func<long> read) => _meter.CreateObservableGauge(name, read, description: help);

    private static long ProcessorSeconds() => (long)Environment.CpuUsage.TotalTime.TotalSeconds;
}
