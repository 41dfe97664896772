using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Journal;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>The two streams: one case's events, and the changes of a queue.</summary>
internal sealed class CaseWatch(JournalFeed feed, CaseEdge cases, CaseQueues queues, IJournal journal)
{
    /// <summary>Cases of a queue that a watch remembers, to tell when one leaves it.</summary>
    private const int QueueLengthMax = 50_000;

    public async IAsyncEnumerable<TimelineEntry> CaseAsync(WatchCaseRequest request, RpcCall call)
    {
        var id = CaseEdge.Id(request.CaseId);
        using var watcher = await feed.WatchAsync(call.CancellationToken);
        // The watch began before the history is read, so nothing falls between the two; what comes twice is dropped.
        var (version, _) = await cases.ReadAsync(id, call);
        var seen = request.AfterVersion;
        foreach (var happened in await HistoryAsync(id, version, call.CancellationToken))
            if (happened.Version > seen) yield return CaseMessages.Entry(happened);
        seen = Math.Max(seen, version);
        await foreach (var page in PagesAsync(watcher, call))
            foreach (var happened in page.Events.Where(happened => happened.Grain == id.Grain && happened.Version > seen))
                yield return CaseMessages.Entry(happened);
    }

    public async IAsyncEnumerable<QueueChange> QueueAsync(WatchQueueRequest request, RpcCall call)
    {
        var query = QueueQuery.Of(request.Filter, Caller.Of(call));
        using var watcher = await feed.WatchAsync(call.CancellationToken);
        var members = await queues.IdsAsync(query, QueueLengthMax + 1, call.CancellationToken);
        if (members.Count > QueueLengthMax)
            throw Statuses.Overload($"The queue has more than {QueueLengthMax} cases; narrow the filter.");
        await foreach (var page in PagesAsync(watcher, call))
            await foreach (var change in ChangesAsync(page, query, members, call.CancellationToken))
                yield return change;
    }

    /// <summary>Pages for as long as the caller may watch.</summary>
    private static async IAsyncEnumerable<JournalPage> PagesAsync(FeedWatcher watcher, RpcCall call)
    {
        await foreach (var page in watcher.Pages.ReadAllAsync(call.CancellationToken))
        {
            await CallSession.Of(call).RequireStillAsync();
            yield return page;
        }
    }

    private async IAsyncEnumerable<QueueChange> ChangesAsync(
        JournalPage page, QueueQuery query, HashSet<string> members, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var changed = page.Events.Where(happened => happened.Grain.Is(CaseKind.Kind.Name)).Select(happened => happened.Grain.Key);
        var rows = await queues.RowsAsync([.. changed.Distinct()], cancellation);
        foreach (var row in rows.Values)
        {
            var matches = query.Matches(row);
            if (matches) members.Add(row.Id);
            else if (!members.Remove(row.Id)) continue;
            yield return new() { Case = CaseMessages.Summary(row), Left = !matches };
        }
    }

    private Task<ImmutableArray<JournalEvent>> HistoryAsync(CaseId id, long version, CancellationToken cancellation) =>
        Statuses.GuardAsync(journal.LoadUpToAsync(id.Grain, version, cancellation));
}
