using System.Diagnostics;
using GridCity.Bench.Load;
using GridCity.Bench.Results;
using GridCity.Bench.Workflow;
using GridCity.Protos.Query.V1;
using Google.Protobuf.WellKnownTypes;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Bench.Measures;

/// <summary>What the desks wait for while a few of them ask at once.</summary>
internal sealed class QueryMeasure(QueryDesk desk, QueryDesk streetDesk, BigCity city, IReadOnlyList<string> cases)
{
    public const double QueueP95MsMax = 50, OpenP95MsMax = 20, DuplicatesP95MsMax = 30, SearchP95MsMax = 50;

    private const int Callers = 4;
    private const int WarmUps = 20;
    private const int CallsPerQueue = 200;
    private const int Calls = 4_000;

    /// <summary>The first page of every list of docs/queues.md, and of a department's queue for somebody with one street.</summary>
    public async Task<Measure> QueuesAsync()
    {
        var (all, lists) = (new Latencies(), new SortedDictionary<string, object>(StringComparer.Ordinal));
        var (worst, rows) = (0.0, 0L);
        foreach (var line in QueueLine.Read()) await MeasureAsync(line.Name, desk, random => line.Request(city, random));
        await MeasureAsync("department, by a caller of one street", streetDesk, random => new QueueLine("department", default).Request(city, random));
        lists["rows_per_page"] = Math.Round(rows / (all.Count * (1.0 + (WarmUps / (double)CallsPerQueue))), 1);
        return Judge(all, QueueP95MsMax, lists) with { P95Ms = worst, Missed = Over(worst, QueueP95MsMax) };

        async Task MeasureAsync(string name, QueryDesk who, Func<Random, Protos.Desk.V1.ListQueueRequest> request)
        {
            var own = await LoadAsync(CallsPerQueue, async random =>
            {
                var reply = await who.ListAsync(request(random));
                Interlocked.Add(ref rows, reply.Cases.Count);
            }, all);
            lists[$"p95_ms {name}"] = Math.Round(own.Quantile(0.95), 2);
            worst = Math.Max(worst, own.Quantile(0.95));
        }
    }

    /// <summary>A case in full with its timeline; which one is drawn from all, so that hardly any is in memory.</summary>
    public async Task<Measure> OpenAsync() =>
        Judge(await LoadAsync(Calls, random => desk.GetAsync(CaseTalk.Pick(random, cases))), OpenP95MsMax, []);

    public async Task<Measure> DuplicatesAsync()
    {
        var (offered, calls) = (0L, 0L);
        var latencies = await LoadAsync(Calls, async random =>
        {
            var reply = await desk.DuplicatesAsync(CaseTalk.Pick(random, cases));
            Interlocked.Add(ref offered, reply.Duplicates.Count);
            Interlocked.Increment(ref calls);
        });
        return Judge(latencies, DuplicatesP95MsMax, new() { ["offered_per_call"] = Math.Round(offered / (double)calls, 2) });
    }

    /// <summary>Frequent and rare words of both languages, some in one street or in one month.</summary>
    public async Task<Measure> SearchAsync()
    {
        var (all, kinds) = (new Latencies(), new SortedDictionary<string, object>(StringComparer.Ordinal));
        (string Name, Func<Random, SearchRequest> Request)[] searches =
        [
            ("frequent word", random => new() { Text = CaseTalk.Pick(random, CaseTalk.Things) }),
            ("two words", random => new() { Text = CaseTalk.Pick(random, CaseTalk.Things) + CaseTalk.Pick(random, CaseTalk.Troubles) }),
            ("English", random => new() { Text = $"{CaseTalk.Pick(random, CaseTalk.EnglishThings)} {CaseTalk.Pick(random, CaseTalk.EnglishTroubles)}" }),
            ("rare word", random => new() { Text = CaseTalk.Name(random) }),
            ("address", random => new() { Text = CaseTalk.Address(random) }),
            ("word in a street", random => new() { Text = CaseTalk.Pick(random, CaseTalk.Things), CellPrefix = CaseTalk.Pick(random, city.Cells)[..city.Levels[^2]] }),
            ("word in a month", random => Month(random, CaseTalk.Pick(random, CaseTalk.Troubles))),
        ];
        foreach (var (name, request) in searches)
        {
            var hits = 0L;
            var own = await LoadAsync(Calls / searches.Length, async random =>
            {
                var reply = await desk.SearchAsync(request(random));
                Interlocked.Add(ref hits, reply.Cases.Count);
            }, all);
            kinds[$"p95_ms {name}"] = Math.Round(own.Quantile(0.95), 2);
            kinds[$"hits {name}"] = Math.Round(hits / (double)(own.Count + WarmUps), 1);
        }

        return Judge(all, SearchP95MsMax, kinds);
    }

    private static SearchRequest Month(Random random, string text)
    {
        var before = TimeProvider.System.GetUtcNow().AddDays(-random.Next(0, 330));
        return new()
        {
            Text = text, RegisteredFrom = Timestamp.FromDateTimeOffset(before.AddDays(-30)), RegisteredBefore = Timestamp.FromDateTimeOffset(before),
        };
    }

    private static async Task<Latencies> LoadAsync(int calls, Func<Random, Task> call, Latencies? all = null)
    {
        var (own, left) = (new Latencies(), calls);
        var warm = new Random(0);
        for (var turn = 0; turn < WarmUps; turn++) await call(warm);
        await Task.WhenAll(Enumerable.Range(1, Callers).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var begun = Stopwatch.GetTimestamp();
                await call(random);
                var took = Stopwatch.GetElapsedTime(begun);
                own.Record(took);
                all?.Record(took);
            }
        })));
        return own;
    }

    private static Measure Judge(Latencies latencies, double p95MsMax, SortedDictionary<string, object> more) => new()
    {
        P50Ms = latencies.Quantile(0.5),
        P95Ms = latencies.Quantile(0.95),
        P99Ms = latencies.Quantile(0.99),
        Details = new(more) { ["calls"] = latencies.Count, ["callers"] = Callers, ["bar_p95_ms"] = p95MsMax },
        Missed = Over(latencies.Quantile(0.95), p95MsMax),
    };

    private static string? Over(double p95Ms, double max) => p95Ms < max ? null : $"p95 not under {max} ms";
}
