using System.Diagnostics;
using GridCity.Bench.Edges;
using GridCity.Bench.Load;
using GridCity.Bench.Results;
using GridCity.Client;
using GridCity.Protos.Junction.V1;
using GridCity.Testing.Silos;

namespace GridCity.Bench.Traffic;

/// <summary>
/// 1,300 simulated controllers in this process, linked to a silo in another one: a reading and an order of each every second,
/// while an operator orders a mode or takes it back each second and every event of it is journaled; the rest is adaptive.
/// Once with a stream for each controller,
/// as cabinets link up by themselves, once with a stream for each hundred, as area controllers and simulators do.
/// </summary>
internal static class Loop1300Measure
{
    private const double CoresMax = 0.10;
    private const int PerArea = 100;

    /// <summary>Readings of a second go out in so many parts: controllers have clocks of their own.</summary>
    private const int Parts = 20;

    private static readonly TimeSpan BeginMax = TimeSpan.FromSeconds(120);

    public static async Task<EdgeMeasured> RunAsync(EdgeSettings settings)
    {
        await using var silo = await EdgeSilo.StartOfAsync(settings, FieldCity.Write);
        var cabinets = await RunAsync(silo, settings, "cabinet", 1);
        var areas = await RunAsync(silo, settings, "area", PerArea);
        var idle = await IdleAsync(silo);
        return new(
            new()
            {
                Rate = cabinets.Orders / cabinets.Seconds,
                P50Ms = cabinets.ReadingToOrderP50Ms,
                P99Ms = cabinets.ReadingToOrderP99Ms,
                Seconds = cabinets.Seconds,
                Cores = new()
                {
                    ["silo"] = cabinets.Silo, ["postgres"] = cabinets.Postgres, ["silo_with_a_stream_for_100"] = areas.Silo,
                    ["postgres_with_a_stream_for_100"] = areas.Postgres, ["silo_idle"] = idle,
                },
                Details = new() { ["intersections"] = FieldCity.Count, ["stream_for_each_100"] = areas, ["stream_for_each"] = cabinets },
                Missed = Missed(cabinets) ?? Missed(areas),
            },
            silo.Durability);
    }

    private static string? Missed(LoopRun run)
    {
        string?[] faults =
        [
            run.Silo + run.Postgres > CoresMax ? $"{run.Silo + run.Postgres:P1} of a core with the journal; the bar is {CoresMax:P0}" : null,
            run.FellBack > 0 ? $"{run.FellBack} controllers fell back" : null,
            run.Ordered < FieldCity.Count ? $"{run.Ordered} of {FieldCity.Count} controllers obey" : null,
            run.Adaptive < FieldCity.Count - 1 ? $"{run.Adaptive} of {FieldCity.Count} were decided adaptively at the end" : null,
            run.Faults > 0 ? $"{run.Faults} streams ended" : null,
        ];
        return faults.All(fault => fault is null) ? null : string.Join("; ", faults.OfType<string>());
    }

    private static async Task<double> IdleAsync(EdgeSilo silo)
    {
        var (before, began) = (ProcessUse.Seconds(silo.Silo.Pid), Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(10));
        return (ProcessUse.Seconds(silo.Silo.Pid) - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<LoopRun> RunAsync(EdgeSilo silo, EdgeSettings settings, string name, int perStream)
    {
        using var client = await ClientAsync(silo, "other-system", $"bench-{name}");
        using var operators = await ClientAsync(silo, "operator", $"bench-operator-{name}");
        var latencies = new Latencies();
        FieldStream[] streams = [.. Enumerable.Range(0, FieldCity.Count)
            .Select(at => new SimulatedField(at, (uint)(at % perStream) + 1, FieldCity.Layout)).Chunk(perStream).Select(fields => new FieldStream(client, fields, latencies))];
        foreach (var stream in streams) await stream.OpenAsync();
        using var stop = new CancellationTokenSource();
        var playing = PlayAsync(streams, stop.Token);
        var began = Stopwatch.GetTimestamp();
        while (Ordered(streams) < FieldCity.Count && Stopwatch.GetElapsedTime(began) < BeginMax) await Task.Delay(TimeSpan.FromMilliseconds(100));
        var begin = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var run = await MeasuredAsync(silo, settings.Length, streams, operators);
        await stop.CancelAsync();
        await playing;
        foreach (var stream in streams) await stream.DisposeAsync();
        return run with { LinkedSeconds = begin, ReadingToOrderP50Ms = latencies.Quantile(0.5), ReadingToOrderP99Ms = latencies.Quantile(0.99) };
    }

    private static async Task<LoopRun> MeasuredAsync(EdgeSilo silo, TimeSpan length, FieldStream[] streams, GridCityClient operators)
    {
        var (siloBefore, postgresBefore) = (ProcessUse.Seconds(silo.Silo.Pid), ProcessUse.TreeSeconds(silo.PostgresPid));
        var (decidedBefore, ordersBefore) = (await DecidedAsync(silo), streams.Sum(stream => stream.Orders));
        var (began, modes) = (Stopwatch.GetTimestamp(), 0);
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)))
            for (; Stopwatch.GetElapsedTime(began) < length; modes++)
            {
                await timer.WaitForNextTickAsync();
                await OrderAsync(operators, modes);
            }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var decided = await DecidedAsync(silo);
        return new()
        {
            Seconds = seconds,
            Silo = (ProcessUse.Seconds(silo.Silo.Pid) - siloBefore) / seconds,
            Postgres = (ProcessUse.TreeSeconds(silo.PostgresPid) - postgresBefore) / seconds,
            Orders = streams.Sum(stream => stream.Orders) - ordersBefore,
            DecidedMs = (decided.Sum - decidedBefore.Sum) / Math.Max(1, decided.Count - decidedBefore.Count),
            ModesOrdered = modes,
            FellBack = streams.Sum(stream => stream.Fields.Sum(field => field.FellBack)),
            Faults = streams.Count(stream => stream.Fault is not null),
            Refused = streams.Sum(stream => stream.Refused),
            Ordered = Ordered(streams),
            Adaptive = Adaptive(streams),
        };
    }

    /// <summary>A plan for a second, then the adaptive mode again: nearly all decide adaptively all the time.</summary>
    private static Task OrderAsync(GridCityClient operators, int number)
    {
        var code = FieldCity.Code(number / 2 * 7 % FieldCity.Count);
        return number % 2 == 0
            ? operators.Junctions.SetModeAsync(new()
            {
                CommandId = GridCityClient.NewCommandId(), Junction = code, Mode = Mode.Plan, Reason = "bench",
            })
            : operators.Junctions.ReleaseModeAsync(new() { CommandId = GridCityClient.NewCommandId(), Junction = code });
    }

    private static int Adaptive(FieldStream[] streams) => streams.Sum(stream => stream.Fields.Count(field => field.IsAdaptive));

    private static int Ordered(FieldStream[] streams) => streams.Sum(stream => stream.Fields.Count(field => field.IsOrdered));

    /// <summary>Milliseconds of all intersections' seconds so far, and how many seconds that were.</summary>
    private static async Task<(double Sum, double Count)> DecidedAsync(EdgeSilo silo) =>
        (await silo.Silo.MetricAsync("gridcity_junctions_decided_ms_sum"), await silo.Silo.MetricAsync("gridcity_junctions_decided_ms_count"));

    private static async Task<GridCityClient> ClientAsync(EdgeSilo silo, string role, string person) =>
        new(silo.Place.Address, new() { Token = await SiloProcess.TokenAsync(silo.Place, role, person) });

    private static async Task PlayAsync(FieldStream[] streams, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Parts));
        try
        {
            for (var part = 0; await timer.WaitForNextTickAsync(stop); part = (part + 1) % Parts)
                for (var at = part; at < streams.Length; at += Parts) await streams[at].SecondAsync();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The measure is over.
        }
    }
}

/// <summary>What one run of the loop showed.</summary>
internal sealed record LoopRun
{
    public double Seconds { get; init; }

    /// <summary>Cores of the silo, and of PostgreSQL.</summary>
    public double Silo { get; init; }

    public double Postgres { get; init; }

    public long Orders { get; init; }

    /// <summary>Milliseconds from the begin of a second to the last of its 1,300 orders, mean, as the silo says.</summary>
    public double DecidedMs { get; init; }

    public double ReadingToOrderP50Ms { get; init; }

    public double ReadingToOrderP99Ms { get; init; }

    public int ModesOrdered { get; init; }

    /// <summary>Controllers that ran their own plan for silence of the silo.</summary>
    public int FellBack { get; init; }

    public int Faults { get; init; }

    public long Refused { get; init; }

    /// <summary>Controllers that obeyed at the end.</summary>
    public int Ordered { get; init; }

    /// <summary>Of them, those that were decided adaptively.</summary>
    public int Adaptive { get; init; }

    /// <summary>From the first stream to the last controller that obeyed.</summary>
    public double LinkedSeconds { get; init; }
}
