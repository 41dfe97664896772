using GridCity.Silo.Hosting;
using GridCity.Silo.Limits;
using System.Diagnostics.Metrics;

namespace GridCity.Silo.Operations;

/// <summary>What is asked only when somebody looks.</summary>
internal sealed class SiloGauges : IDisposable
{
    private readonly Meter _meter = new(SiloMetrics.MeterName);

    public SiloGauges(EngineHost engine, FairGate gate)
    {
        engine.AddGauges(this);
        Add("gridcity.calls_now", "Calls that are served or wait.", () => gate.CallsNow);
        Add("gridcity.streams_now", "Streams that are open.", () => gate.StreamsNow);
        Add("gridcity.serving", "1 when this silo serves, 0 when it is a standby.", () => engine.WhyNotServing() is null ? 1 : 0);
        Add("gridcity.memory_bytes", "Resident memory of the process.", () => Environment.WorkingSet);
        Add("gridcity.heap_bytes", "Managed memory in use.", () => GC.GetTotalMemory(forceFullCollection: false));
        Add("gridcity.processor_seconds", "Processor time of the process so far.", ProcessorSeconds);
    }

    public void Dispose() => _meter.Dispose();

    public void Add(string name, string help, Func<long> read) => _meter.CreateObservableGauge(name, read, description: help);

    private static long ProcessorSeconds() => (long)Environment.CpuUsage.TotalTime.TotalSeconds;
}
