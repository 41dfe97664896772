using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using Spectre.Console;

namespace GridCity.Cli.Replay;

/// <summary>What is asked of a replay.</summary>
/// <param name="Callers">Records under way at once.</param>
/// <param name="Limit">Rows to play, from the top; null for all.</param>
/// <param name="Seed">Of what goes wrong on the way, see <see cref="ReplayMischief"/>; null when nothing does.</param>
internal sealed record ReplayOrder(string File, ReplayMap Map, Uri Address, string Token, int Callers, int? Limit, int? Seed = null);

/// <summary>Plays a file: list what is there, play, wait until all that follows is done, look again.</summary>
internal static class ReplayRun
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>From the city's creation on: the same moment each time a file is played.</summary>
    private static readonly TimeSpan SuspensionMax = TimeSpan.FromDays(10);

    /// <exception cref="ReplayException">The city has nobody who could play a part.</exception>
    public static async Task<ReplayResult> RunAsync(ReplayOrder order, IAnsiConsole console, CancellationToken cancellation)
    {
        var file = new RecordFile(order.File, order.Map);
        var total = Math.Min(order.Limit ?? int.MaxValue, file.Read().Count());
        using var administrator = new Client.GridCityClient(order.Address, new() { Token = order.Token });
        var city = await administrator.Admin.GetCityAsync(new(), cancellation);
        if (city.Inspectors.Count == 0) throw new ReplayException("The city has no inspector: add one to its folder.");
        var server = await administrator.Admin.GetVersionAsync(new(), cancellation);
        using var crew = await ReplayCrew.HireAsync(order.Address, order.Map.Name, order.Token, city, cancellation);
        var check = new ReplayCheck(crew.Administrator, order.Callers);
        var createdAt = city.CreatedAt.ToDateTimeOffset();
        var ids = new ReplayIds(order.Seed is { } seed ? $"{order.Map.Name} {seed}" : order.Map.Name, createdAt);
        await ReplayShift.StartAsync(crew, ids, city, console, cancellation);
        return await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var before = await check.ListAsync(cancellation);
                var buried = (await administrator.Admin.GetBacklogAsync(new(), cancellation)).DeadLetters;
                var (book, began) = (new ReplayBook(), Time.GetTimestamp());
                var player = new ReplayPlayer(crew, ids, new(ids, order.Seed), book, new(city), createdAt + SuspensionMax);
                await PlayAllAsync(order, file, player, book, Moving(progress, "playing", total), cancellation);
                var left = await DrainedAsync(administrator, progress, cancellation);
                var took = Time.GetElapsedTime(began);
                var found = await check.CompareAsync(book, before, Moving(progress, "looking", book.CaseOf.Count), cancellation);
                return new ReplayResult(book, found, left, left.DeadLetters - buried, took, server);
            });
    }

    private static Action Moving(ProgressContext progress, string what, int total)
    {
        var bar = progress.AddTask(what, maxValue: Math.Max(1, total));
        return () => bar.Increment(1);
    }

    private static Task PlayAllAsync(
        ReplayOrder order, RecordFile file, ReplayPlayer player, ReplayBook book, Action played, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = order.Callers, CancellationToken = cancellation };
        return Parallel.ForEachAsync(file.Read().Take(order.Limit ?? int.MaxValue), options, async (row, stop) =>
        {
            book.Read();
            if (row.Record is { } record) await player.PlayAsync(record, stop);
            else book.Refused(row.Bad!.Line, row.Bad.Reason, row.Bad.Reason);
            played();
        });
    }

    private static Task<GetBacklogReply> DrainedAsync(
        Client.GridCityClient administrator, ProgressContext progress, CancellationToken cancellation)
    {
        var bar = progress.AddTask("finishing", maxValue: 1);
        return new ReplayDrain(administrator, Time).WaitAsync(
            left =>
            {
                bar.MaxValue = Math.Max(bar.MaxValue, left);
                bar.Value = bar.MaxValue - left;
            },
            cancellation);
    }
}
