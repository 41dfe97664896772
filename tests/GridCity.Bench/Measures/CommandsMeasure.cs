using System.Diagnostics;
using GridCity.Bench.Ceiling;
using GridCity.Bench.Database;
using GridCity.Bench.Load;
using GridCity.Bench.Results;
using GridCity.Testing.Silos;
using Npgsql;

namespace GridCity.Bench.Measures;

/// <summary>
/// Case commands through gRPC: 64 callers play cases from call to closing. The clock stops when the mail is drained and
/// the projections have caught up; only accepted commands from outside count.
/// </summary>
internal sealed class CommandsMeasure(SiloProcess silo, int postgresPid, NpgsqlDataSource source, IReadOnlyList<Func<Task>> callers, TimeSpan length)
{
    public const double RateMin = 6_000, RatioMin = 0.4, HalfLoadP99MsMax = 25;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    /// <summary>The figures without their ceiling, which is measured once the silo is down.</summary>
    public async Task<Measure> RunAsync()
    {
        await Callers.AsFastAsPossibleAsync(callers, WarmUp, new());
        await CatchUp.WaitAsync(source);
        var full = await FullLoadAsync();
        await Callers.AtRateAsync(callers, full.Rate!.Value / 2, WarmUp, new());
        var half = new Latencies();
        await Callers.AtRateAsync(callers, full.Rate.Value / 2, length, half);
        full.Details!["half_load_p50_ms"] = Math.Round(half.Quantile(0.5), 2);
        full.Details["half_load_p99_ms"] = Math.Round(half.Quantile(0.99), 2);
        full.Details["silo_memory_mb_after_half_load"] = Math.Round(ProcessFacts.MemoryMb(silo.Pid));
        return full;
    }

    public static Measure Judge(Measure measured, SortedDictionary<int, double> ceiling)
    {
        var (connections, best) = ceiling.MaxBy(entry => entry.Value);
        measured.Details!["ceiling_connections"] = connections;
        measured.Details["ceiling_by_connections"] = ceiling.ToDictionary(entry => entry.Key.ToString(), entry => Math.Round(entry.Value));
        var judged = measured with { Ceiling = best };
        string[] missed =
        [
            .. judged.Rate < RateMin ? [$"rate under {RateMin}/s"] : Array.Empty<string>(),
            .. judged.Ratio < RatioMin ? [$"ratio under {RatioMin}"] : Array.Empty<string>(),
            .. (double)judged.Details!["half_load_p99_ms"] >= HalfLoadP99MsMax ? [$"p99 at half load not under {HalfLoadP99MsMax} ms"] : Array.Empty<string>(),
        ];
        return judged with { Missed = missed.Length == 0 ? null : string.Join("; ", missed) };
    }

    private async Task<Measure> FullLoadAsync()
    {
        var latencies = new Latencies();
        var (use, cpu) = (await DatabaseUse.ReadAsync(source), Cpu());
        var (start, memory) = (Stopwatch.GetTimestamp(), ProcessFacts.MemoryMb(silo.Pid));
        var accepted = await Callers.AsFastAsPossibleAsync(callers, length, latencies);
        await CatchUp.WaitAsync(source);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (wrote, spent) = (await DatabaseUse.ReadAsync(source) - use, Cpu().ToDictionary(entry => entry.Key, entry => entry.Value - cpu[entry.Key]));
        return new()
        {
            Rate = accepted / seconds,
            P50Ms = latencies.Quantile(0.5),
            P99Ms = latencies.Quantile(0.99),
            Seconds = Math.Round(seconds, 1),
            Cores = spent.ToDictionary(entry => entry.Key, entry => Math.Round(entry.Value / seconds, 2)),
            SiloMemoryMb = Math.Round(ProcessFacts.MemoryMb(silo.Pid)),
            RowsPerCommand = Math.Round(wrote.Rows / accepted, 2),
            WalBytesPerCommand = Math.Round(wrote.WalBytes / accepted),
            CpuMicrosecondsPerCommand = Math.Round(spent.Values.Sum() / accepted * 1e6, 1),
            Details = new() { ["accepted"] = accepted, ["callers"] = callers.Count, ["silo_memory_mb_at_start"] = Math.Round(memory) },
        };
    }

    private Dictionary<string, double> Cpu() => new()
    {
        ["silo"] = ProcessUse.Seconds(silo.Pid),
        ["postgres"] = ProcessUse.TreeSeconds(postgresPid),
        ["load"] = ProcessUse.Seconds(Environment.ProcessId),
    };
}
