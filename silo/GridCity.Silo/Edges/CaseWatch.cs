using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Journal;
using GridCity.Silo.Access;
using GridCity.Silo.Edges.Lists;

namespace GridCity.Silo.Edges;

/// <summary>The two streams: one case's events, and the changes of a queue.</summary>
internal sealed class CaseWatch(
    JournalFeed feed, IJournalReader reader, CaseEdge cases, CaseQueues queues, ListEdition edition, IJournal journal)
{
    /// <summary>Cases of a queue that a watch remembers, to tell when one leaves it.</summary>
    private const int QueueLengthMax = 50_000;

    private const int PageMax = 1_000;

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
        var question = Question(request, call);
        // A list follows the events within a second: what it has not seen yet is told from where it was before the watch.
        var listed = await Statuses.GuardAsync(edition.LookAsync(call.CancellationToken));
        using var watcher = await feed.WatchAsync(call.CancellationToken);
        var members = await queues.IdsAsync(question, QueueLengthMax + 1, call.CancellationToken);
        if (members.Count > QueueLengthMax)
            throw Statuses.Overload($"The queue has more than {QueueLengthMax} cases; narrow the filter.");
        if (question.List.Table == "case_list")
            await foreach (var page in SinceAsync(listed, call.CancellationToken))
                await foreach (var change in ChangesAsync(page, question, members, call.CancellationToken))
                    yield return change;
        await foreach (var page in PagesAsync(watcher, call))
            await foreach (var change in ChangesAsync(page, question, members, call.CancellationToken))
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

    private ListQuestion Question(WatchQueueRequest request, RpcCall call)
    {
        if (request.Filter is { Urgency: not Urgency.Unspecified } or { RegisteredFrom: not null } or { RegisteredBefore: not null })
            throw Statuses.Invalid("filter", "is watched without urgency, registered_from and registered_before. List these.");
        return queues.Question(request.Filter, QueueOrder.Unspecified, call);
    }

    private async IAsyncEnumerable<JournalPage> SinceAsync(JournalCursor cursor, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await Statuses.GuardAsync(reader.ReadAsync(cursor, PageMax, cancellation));
            if (page.Events.IsEmpty) yield break;
            yield return page;
            cursor = page.Next;
        }
    }

    private async IAsyncEnumerable<QueueChange> ChangesAsync(
        JournalPage page, ListQuestion question, HashSet<string> members, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var changed = page.Events.Where(happened => happened.Grain.Is(CaseKind.Kind.Name)).Select(happened => happened.Grain.Key);
        var rows = await queues.RowsAsync([.. changed.Distinct()], cancellation);
        foreach (var row in rows.Values)
        {
            var matches = question.Matches(row);
            if (matches) members.Add(row.Id);
            else if (!members.Remove(row.Id)) continue;
            yield return new() { Case = CaseMessages.Summary(row), Left = !matches };
        }
    }

    private Task<ImmutableArray<JournalEvent>> HistoryAsync(CaseId id, long version, CancellationToken cancellation) =>
        Statuses.GuardAsync(journal.LoadUpToAsync(id.Grain, version, cancellation));
}
