using GridCity.Protos.Admin.V1;
using Spectre.Console;

namespace GridCity.Cli.Replay;

/// <summary>What is asked of a replay.</summary>
/// <param name="Servers">Silos of the city, at least one.</param>
/// <param name="Callers">Calls under way at once.</param>
/// <param name="Limit">Rows to play, from the top; null for all.</param>
/// <param name="Seed">Of what goes wrong on the way, see <see cref="ReplayMischief"/>; null when nothing does.</param>
/// <param name="Speed">Seconds of the records in one of ours; infinity: as fast as it goes.</param>
internal sealed record ReplayOrder(
    string File,
    ReplayMap Map,
    Uri[] Servers,
    string Token,
    int Callers,
    int? Limit = null,
    int? Seed = null,
    double Speed = ReplayClock.SpeedMax);

/// <summary>Plays a file: list what is there, play, wait until all that follows is done, look again.</summary>
internal static class ReplayRun
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>From the city's creation on: the same moment each time a file is played.</summary>
    private static readonly TimeSpan SuspensionMax = TimeSpan.FromDays(10);

    /// <summary>Records that wait for the time of their next act; each costs some kilobytes.</summary>
    private const int UnderWayMax = 20_000;

    /// <exception cref="ReplayException">The city has nobody who could play a part.</exception>
    public static async Task<ReplayResult> RunAsync(ReplayOrder order, IAnsiConsole console, CancellationToken cancellation)
    {
        var feed = new ReplayFeed(new(order.File, order.Map), order.Limit);
        var total = feed.Count();
        using var crew = await ReplayCrew.HireAsync(order.Servers, order.Map.Name, order.Token, cancellation);
        using var calls = new SemaphoreSlim(order.Callers);
        var scene = Scene(order, crew, calls);
        await ReplayShift.StartAsync(scene, console, cancellation);
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress => PlayAsync(order, feed, scene, progress, total, cancellation));
    }

    private static ReplayScene Scene(ReplayOrder order, ReplayCrew crew, SemaphoreSlim calls)
    {
        var createdAt = crew.City.CreatedAt.ToDateTimeOffset();
        var ids = new ReplayIds(order.Seed is { } seed ? $"{order.Map.Name} {seed}" : order.Map.Name, createdAt);
        return new(
            crew, ids, new(ids, order.Seed), new(), new(crew.City), order.Map.Acts ?? new(), ReplayClock.Unbounded(Time), calls,
            createdAt + SuspensionMax);
    }

    private static async Task<ReplayResult> PlayAsync(
        ReplayOrder order, ReplayFeed feed, ReplayScene set, ProgressContext progress, int total, CancellationToken cancellation)
    {
        var admin = set.Crew.Administrator.Admin;
        var check = new ReplayCheck(set.Crew.Administrator, order.Callers);
        var before = await check.ListAsync(cancellation);
        var buried = (await admin.GetBacklogAsync(new(), cancellation)).DeadLetters;
        var scene = set with { Book = new(), Clock = await feed.ClockAsync(set, order.Speed, Time, cancellation) };
        var began = Time.GetTimestamp();
        await PlayAllAsync(order, feed, scene, Moving(progress, "playing", total), cancellation);
        var left = await DrainedAsync(scene, progress, cancellation);
        var took = Time.GetElapsedTime(began);
        var looking = Time.GetTimestamp();
        var found = await check.CompareAsync(scene.Book, before, Moving(progress, "looking", scene.Book.CaseOf.Count), cancellation);
        var looked = Time.GetElapsedTime(looking);
        return new(scene.Book, found, left, left.DeadLetters - buried, took, looked, await admin.GetVersionAsync(new(), cancellation));
    }

    private static Action Moving(ProgressContext progress, string what, int total)
    {
        var bar = progress.AddTask(what, maxValue: Math.Max(1, total));
        return () => bar.Increment(1);
    }

    private static Task PlayAllAsync(ReplayOrder order, ReplayFeed feed, ReplayScene scene, Action played, CancellationToken cancellation)
    {
        var (player, book) = (new ReplayPlayer(scene), scene.Book);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = double.IsFinite(order.Speed) ? UnderWayMax : order.Callers, CancellationToken = cancellation,
        };
        return Parallel.ForEachAsync(feed.RowsAsync(scene.Clock, cancellation), options, async (row, stop) =>
        {
            book.Read();
            if (row.Record is { } record) await player.PlayAsync(record, stop);
            else book.Refused(row.Bad!.Line, row.Bad.Reason, row.Bad.Reason);
            played();
        });
    }

    private static Task<GetBacklogReply> DrainedAsync(ReplayScene scene, ProgressContext progress, CancellationToken cancellation)
    {
        var bar = progress.AddTask("finishing", maxValue: 1);
        return new ReplayDrain(scene.Crew.Administrator, Time).WaitAsync(
            left =>
            {
                bar.MaxValue = Math.Max(bar.MaxValue, left);
                bar.Value = bar.MaxValue - left;
            },
            cancellation);
    }
}
