using System.Diagnostics;
using GridCity.Bench.Database;
using GridCity.Bench.Load;
using GridCity.Bench.Results;
using GridCity.Client;
using GridCity.Protos.Field.V1;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Bench.Edges;

/// <summary>
/// 2,000 handhelds, whose network comes back at the same moment after an hour, each over a connection of its own and at the
/// moment that the client draws for it, while the desks, at work before, work on at a steady rate. Every tenth sends its batch
/// twice. Counted in the database afterwards: each act once, each handheld's in its order, each photo there and proven.
/// </summary>
internal static class ReconnectMeasure
{
    private const int HandheldsCount = 2_000;
    private static readonly TimeSpan DeskBefore = TimeSpan.FromSeconds(10), DeskStretch = TimeSpan.FromSeconds(2);
    private const int DeskCallers = 16;
    private const double DeskRate = 200;
    private const double SecondsMax = 300;
    private const double DeskP99MsMax = 200;
    private const int TwiceEvery = 10;

    private const string OutOfOrderSql =
        """
        SELECT count(*) FROM (
            SELECT j.position, lag(j.position) OVER (PARTITION BY c.caller ORDER BY c.id) AS before
            FROM command c JOIN journal j ON j.grain = c.grain AND j.version = c.version
            WHERE c.caller ^@ 'handheld-' AND c.grain ^@ 'case/') t
        WHERE before > position
        """;

    public static async Task<EdgeMeasured> RunAsync(EdgeSettings settings)
    {
        await using var silo = await EdgeSilo.StartAsync(settings);
        var desk = new CityDesk(silo.Channel, silo.Tokens);
        await desk.SignOnAsync();
        using var crew = new HandheldCrew(silo, HandheldsCount);
        await crew.PrepareAsync(desk);
        await CatchUp.WaitAsync(silo.Source);
        var before = new Latencies();
        await WorkAsync(desk, DeskBefore, before);
        var (latencies, start, refused) = (new Latencies(), Stopwatch.GetTimestamp(), 0);
        var (siloBefore, postgresBefore) = (ProcessUse.Seconds(silo.Silo.Pid), ProcessUse.TreeSeconds(silo.PostgresPid));
        var back = Task.WhenAll(crew.All.Select(async (one, at) =>
        {
            foreach (var answers in await BackAsync(one, twice: at % TwiceEvery == 0))
                Interlocked.Add(ref refused, answers.Count(answer => answer.Result == OfflineResult.Refused));
        }));
        var stretches = new List<double>();
        await WorkUntilAsync(back, desk, latencies, stretches);
        await back;
        var length = Stopwatch.GetElapsedTime(start);
        var measure = await MeasuredAsync(silo, latencies, stretches, length, refused);
        return new(
            measure with
            {
                Details = new(measure.Details!) { ["desk_p99_ms_before"] = Math.Round(before.Quantile(0.99)) },
                Cores = new()
                {
                    ["silo"] = (ProcessUse.Seconds(silo.Silo.Pid) - siloBefore) / length.TotalSeconds,
                    ["postgres"] = (ProcessUse.TreeSeconds(silo.PostgresPid) - postgresBefore) / length.TotalSeconds,
                },
            },
            silo.Durability);
    }

    private static async Task<List<IReadOnlyList<OfflineAnswer>>> BackAsync((Handheld Handheld, GridCityClient Client) one, bool twice)
    {
        await Task.Yield();
        List<IReadOnlyList<OfflineAnswer>> answers = [await one.Handheld.ComeBackAsync(one.Client)];
        if (twice) answers.Add(await one.Client.Field.SendOfflineAsync(one.Handheld.Acts));
        return answers;
    }

    /// <summary>The desks work in stretches until all are back.</summary>
    private static async Task WorkUntilAsync(Task back, CityDesk desk, Latencies latencies, List<double> slowest)
    {
        while (!back.IsCompleted)
        {
            var stretch = new Latencies();
            await WorkAsync(desk, DeskStretch, stretch);
            latencies.Add(stretch);
            slowest.Add(Math.Round(stretch.Quantile(0.99)));
        }
    }

    private static Task WorkAsync(CityDesk desk, TimeSpan length, Latencies latencies)
    {
        Func<Task>[] callers = [.. Enumerable.Range(0, DeskCallers).Select(seed => (Func<Task>)new CaseLife(desk, seed).NextAsync)];
        return Callers.AtRateAsync(callers, DeskRate, length, latencies);
    }

    private static async Task<Measure> MeasuredAsync(
        EdgeSilo silo, Latencies latencies, List<double> stretches, TimeSpan length, int refused)
    {
        var applied = await silo.CountAsync("SELECT count(*) FROM command WHERE caller ^@ 'handheld-' AND grain ^@ 'case/'");
        var photos = await silo.CountAsync($"SELECT count(*) FROM blob WHERE size = {Handheld.PhotoBytes}");
        var disorder = await silo.CountAsync(OutOfOrderSql);
        var wanted = HandheldsCount * (Handheld.ActsCount - 3);
        var p99 = latencies.Quantile(0.99);
        string?[] faults =
        [
            length.TotalSeconds > SecondsMax ? $"over {SecondsMax} s" : null,
            p99 > DeskP99MsMax ? $"the desk's p99 over {DeskP99MsMax} ms" : null,
            applied == wanted && refused == 0 ? null : $"{applied} of {wanted} acts applied, {refused} refused",
            photos == HandheldsCount * Handheld.PhotosCount ? null : $"{photos} photos",
            disorder == 0 ? null : $"{disorder} acts out of order",
        ];
        return new()
        {
            Rate = HandheldsCount * Handheld.ActsCount / length.TotalSeconds,
            P50Ms = latencies.Quantile(0.5),
            P99Ms = p99,
            Seconds = length.TotalSeconds,
            Details = new()
            {
                ["handhelds"] = HandheldsCount, ["acts"] = Handheld.ActsCount, ["photos"] = Handheld.PhotosCount,
                ["photo_bytes"] = Handheld.PhotoBytes, ["desk_commands"] = latencies.Count,
                ["desk_p99_ms_of_each_two_seconds"] = stretches,
            },
            Missed = faults.All(fault => fault is null) ? null : string.Join("; ", faults.OfType<string>()),
        };
    }
}
