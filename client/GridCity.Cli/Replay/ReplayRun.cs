using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using Spectre.Console;

namespace GridCity.Cli.Replay;

/// <summary>What is asked of a replay.</summary>
/// <param name="Callers">Records under way at once.</param>
/// <param name="Limit">Rows to play, from the top; null for all.</param>
internal sealed record ReplayOrder(string File, ReplayMap Map, Uri Address, string Token, int Callers, int? Limit);

/// <summary>What came of it.</summary>
internal sealed record ReplayResult(ReplayBook Book, Found Found, TimeSpan Took, GetVersionReply Server)
{
    public double CallsPerSecond => Book.Calls / Math.Max(Took.TotalSeconds, 0.001);

    /// <summary>True when nothing was lost or doubled and all figures agree.</summary>
    public bool IsSound => Found is { Lost: 0, Doubled: 0, Notes.Count: 0 };
}

/// <summary>Plays a file: list what is there, play, look again.</summary>
internal static class ReplayRun
{
    public static async Task<ReplayResult> RunAsync(ReplayOrder order, IAnsiConsole console, CancellationToken cancellation)
    {
        var file = new RecordFile(order.File, order.Map);
        var total = Math.Min(order.Limit ?? int.MaxValue, file.Read().Count());
        using var administrator = new Client.GridCityClient(order.Address, new() { Token = order.Token });
        var city = await administrator.Admin.GetCityAsync(new(), cancellation);
        var server = await administrator.Admin.GetVersionAsync(new(), cancellation);
        using var crew = await ReplayCrew.HireAsync(
            order.Address, order.Map.Name, order.Token, city.Departments.Select(unit => unit.Code), Inspector(city), cancellation);
        var check = new ReplayCheck(crew.Administrator, order.Callers);
        var ids = new ReplayIds(order.Map.Name, city.CreatedAt.ToDateTimeOffset());
        await StartShiftAsync(crew, ids, city, cancellation);
        return await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var before = await check.ListAsync(cancellation);
                var book = new ReplayBook();
                var bar = progress.AddTask("playing", maxValue: total);
                var took = await PlayAllAsync(order, file, new(crew, ids, book, new(city)), book, () => bar.Increment(1), cancellation);
                var looking = progress.AddTask("looking", maxValue: Math.Max(1, book.CaseOf.Count));
                var found = await check.CompareAsync(book, before, () => looking.Increment(1), cancellation);
                return new ReplayResult(book, found, took, server);
            });
    }

    private static async Task<TimeSpan> PlayAllAsync(
        ReplayOrder order, RecordFile file, ReplayPlayer player, ReplayBook book, Action played, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = order.Callers, CancellationToken = cancellation };
        await Parallel.ForEachAsync(file.Read().Take(order.Limit ?? int.MaxValue), options, async (row, stop) =>
        {
            book.Read();
            if (row.Record is { } record) await player.PlayAsync(record, stop);
            else book.Refused(row.Bad!.Line, row.Bad.Reason, row.Bad.Reason);
            played();
        });
        return TimeProvider.System.GetElapsedTime(began);
    }

    private static string Inspector(GetCityReply city) =>
        city.Inspectors.FirstOrDefault()?.Code ?? throw new ReplayException("The city has no inspector: add one to its file.");

    /// <summary>A second replay finds the inspector on duty, which is what it wants.</summary>
    private static async Task StartShiftAsync(ReplayCrew crew, ReplayIds ids, GetCityReply city, CancellationToken cancellation)
    {
        try
        {
            await crew.Inspector.Field.SignOnAsync(new() { CommandId = ids.Of("shift", "sign-on"), DutyGrid = city.Code }, cancellation);
        }
        catch (RpcException error) when (error.Code == StatusCode.FailedPrecondition)
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]{error.Message}[/]");
        }
    }
}
