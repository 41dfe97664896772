using System.Diagnostics;
using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Projections.Checkpointed;
using GridCity.Runtime.Projections.Lists;
using GridCity.Runtime.Projections.Statistics;
using Npgsql;

namespace GridCity.Bench.Ceiling;

/// <summary>
/// How many commands' rows per second the database takes when nothing but writing is done: batches of 32 commands, over
/// the best number of connections. Statistics are folded and lists are filled meanwhile, as the silo does it.
/// </summary>
/// <param name="lists">Fills the tables that lists and search read.</param>
internal sealed class CeilingRun(NpgsqlDataSource source, ProjectionRunner lists, TimeSpan length)
{
    /// <summary>Commands from outside whose rows go into one batch.</summary>
    public const int BatchCommands = 32;

    private static readonly int[] ConnectionCounts = [1, 2, 4, 8];

    /// <returns>Commands per second by number of connections.</returns>
    public async Task<SortedDictionary<int, double>> MeasureAsync()
    {
        var loop = await CapturedLoop.CaptureAsync();
        var rates = new SortedDictionary<int, double>();
        var numbers = new Numbers();
        foreach (var count in ConnectionCounts) rates[count] = await MeasureAsync(loop, numbers, count);
        return rates;
    }

    private async Task<double> MeasureAsync(List<GrainAppend> loop, Numbers numbers, int connections)
    {
        var start = Stopwatch.GetTimestamp();
        var writing = Task.WhenAll(Enumerable.Range(0, connections).Select(seed => Task.Run(() => WriteAsync(loop, numbers, seed, start))));
        await Task.WhenAll(FoldUntilAsync(writing), ListUntilAsync(writing));
        var commands = (await writing).Sum();
        return commands / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // The clock stops when the lists show everything and the statistics are folded, as in the real run.
    private async Task ListUntilAsync(Task writing)
    {
        while (!writing.IsCompleted)
            if (!(await lists.AdvanceAsync()).IsBehind) await Task.WhenAny(writing, Task.Delay(CaseListProjection.TurnInterval));
        while ((await lists.AdvanceAsync()).Events > 0)
        {
            // What the writers left.
        }
    }

    private async Task FoldUntilAsync(Task writing)
    {
        var folder = new StatisticsFolder(source);
        while (!writing.IsCompleted)
            if (await folder.FoldAsync() < StatisticsFolder.CountMax) await Task.WhenAny(writing, Task.Delay(StatisticsFolder.Interval));
        while (await folder.FoldAsync() > 0)
        {
            // What the writers left.
        }
    }

    private async Task<long> WriteAsync(List<GrainAppend> loop, Numbers numbers, int seed, long start)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using (var settings = new NpgsqlCommand(AppendStatement.ConnectionSettings, connection)) await settings.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(PlainStatement.Sql, connection);
        AppendColumns.Prepare(command.Parameters);
        await command.PrepareAsync();
        var random = new Random(seed);
        var scripts = Enumerable.Range(0, BatchCommands * loop.Count / CapturedLoop.Commands)
            .Select(_ => new LoopScript(loop, numbers, random)).ToList();
        var columns = new AppendColumns();
        var commands = 0L;
        // Scripts begin staggered, so that every batch holds every kind of append.
        for (var round = 0; Stopwatch.GetElapsedTime(start) < length; round++)
        {
            var batch = Merged(scripts.Take(round + 1).Select(script => script.Next()));
            commands += batch.Sum(append => append.Commands.Length);
            columns.Fill(batch);
            columns.Bind(command.Parameters, epoch: 0);
            await command.ExecuteNonQueryAsync();
        }

        return commands;
    }

    // Several cases of a batch may meet in one cell: their appends become one, as a mailbox would make them.
    private static List<GrainAppend> Merged(IEnumerable<GrainAppend> appends) =>
        [.. appends.GroupBy(append => append.Grain).Select(same => same.Aggregate(Joined)).OrderBy(append => append.Grain.ToString(), StringComparer.Ordinal)];

    private static GrainAppend Joined(GrainAppend first, GrainAppend second) => first with
    {
        Events = first.Events.AddRange(second.Events),
        Posted = first.Posted.AddRange(second.Posted),
        Consumed = first.Consumed.AddRange(second.Consumed),
    };
}
