using System.Collections.Concurrent;
using GridCity.Client;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;

namespace GridCity.Cli.Replay;

/// <summary>What was found on looking.</summary>
/// <param name="Closed">Cases of the records that are closed.</param>
/// <param name="Voided">Those that are void.</param>
/// <param name="Merged">Those that were merged into others.</param>
/// <param name="Open">Those that have not ended.</param>
/// <param name="Lost">Records whose acknowledged case is not there, or not as far as acknowledged.</param>
/// <param name="Doubled">Acts that stand in a history twice, and cases that belong to no record.</param>
/// <param name="Notes">What the figures do not agree on, in words.</param>
internal sealed record Found(int Closed, int Voided, int Merged, int Open, int Lost, int Doubled, IReadOnlyList<string> Notes);

/// <summary>
/// Looks for itself, by another way than the replay went: it lists the whole city and reads every case's history, and
/// believes no acknowledgement. On a city that others write to meanwhile, their cases count as doubled.
/// </summary>
internal sealed class ReplayCheck(GridCityClient reader, int callersMax)
{
    private const int PageSize = 1_000;

    /// <summary>All cases of the city by id.</summary>
    public async Task<Dictionary<string, Stage>> ListAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<string, Stage>(StringComparer.Ordinal);
        var page = "";
        do
        {
            var reply = await reader.Desk.ListQueueAsync(
                new() { Filter = new() { IncludeClosed = true }, Order = QueueOrder.Id, PageSize = PageSize, PageToken = page }, cancellation);
            foreach (var @case in reply.Cases) found[@case.CaseId] = @case.Stage;
            page = reply.NextPageToken;
        }
        while (page.Length > 0);
        return found;
    }

    /// <param name="before">The listing before the replay.</param>
    public async Task<Found> CompareAsync(ReplayBook book, Dictionary<string, Stage> before, Action checkedOne, CancellationToken cancellation)
    {
        var after = await ListAsync(cancellation);
        var ours = book.CaseOf.Values.ToHashSet(StringComparer.Ordinal);
        var lost = book.CaseOf.Count(entry => !after.ContainsKey(entry.Value));
        var shared = book.CaseOf.Count - ours.Count;
        var strangers = after.Keys.Count(id => !before.ContainsKey(id) && !ours.Contains(id));
        lost += book.EndOf.Count(entry => after.TryGetValue(book.CaseOf[entry.Key], out var stage) && stage != entry.Value);
        int In(Stage stage) => ours.Count(id => after.GetValueOrDefault(id) == stage);
        var histories = await ReadHistoriesAsync(book.Stories.Where(story => after.ContainsKey(story.CaseId)), checkedOne, cancellation);
        var (closed, voided, merged) = (In(Stage.Closed), In(Stage.Voided), In(Stage.Merged));
        return new(
            closed, voided, merged, ours.Count(id => after.TryGetValue(id, out var stage) && !IsEnd(stage)),
            lost + histories.Missing, shared + strangers + histories.Twice, await StatisticsNotesAsync(after, cancellation));
    }

    private async Task<(int Missing, int Twice)> ReadHistoriesAsync(IEnumerable<ReplayStory> stories, Action checkedOne, CancellationToken cancellation)
    {
        var (missing, twice) = (0, 0);
        var options = new ParallelOptions { MaxDegreeOfParallelism = callersMax, CancellationToken = cancellation };
        await Parallel.ForEachAsync(stories, options, async (story, stop) =>
        {
            var @case = await reader.Desk.GetCaseAsync(new() { CaseId = story.CaseId }, stop);
            var counts = @case.Timeline.CountBy(entry => entry.Event).ToDictionary();
            Interlocked.Add(ref twice, story.Doubled(counts));
            if (story.Misses(counts)) Interlocked.Increment(ref missing);
            checkedOne();
        });
        return (missing, twice);
    }

    private static bool IsEnd(Stage stage) => stage is Stage.Closed or Stage.Voided or Stage.Merged or Stage.Answered;

    private async Task<IReadOnlyList<string>> StatisticsNotesAsync(Dictionary<string, Stage> listed, CancellationToken cancellation)
    {
        var reply = await reader.Desk.StatisticsAsync(new(), cancellation);
        var figures = reply.Figures.ToDictionary(figure => figure.Measure, figure => figure.Amount);
        (string Measure, int Listed)[] expected =
            [("registered", listed.Count), ("open", listed.Values.Count(stage => !IsEnd(stage)))];
        return
        [
            .. from entry in expected
               let counted = figures.GetValueOrDefault(entry.Measure)
               where counted != entry.Listed
               select $"statistics say {counted} {entry.Measure}, the list has {entry.Listed}",
        ];
    }
}
