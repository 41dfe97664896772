using System.Collections.Immutable;
using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using GridCity.Runtime.Journal;
using GridCity.Silo.Access;
using GridCity.Silo.Edges;
using GridCity.Silo.Edges.Lists;

namespace GridCity.Silo.Watching;

/// <summary>The streams of gridcity.query.v1.Query.Watch: one case, an area, a queue.</summary>
internal sealed class CaseStreams(WatchHub hub, CaseEdge cases, CaseQueues queues, ListEdition edition, IJournal journal)
{
    public IAsyncEnumerable<WatchReply> WatchAsync(WatchRequest request, RpcCall call) => request.WhatCase switch
    {
        WatchRequest.WhatOneofCase.Case => CaseAsync(request.Case, request.Cursor, call),
        WatchRequest.WhatOneofCase.Area => MovesAsync(WatchKeys.OfArea(request.Area.CellPrefix, Caller.Of(call)), request.Cursor, call),
        WatchRequest.WhatOneofCase.Queue => MovesAsync(Keys(request.Queue, call), request.Cursor, call),
        _ => throw Statuses.Invalid("what", "is missing: name a case, an area or a queue."),
    };

    private ImmutableArray<WatchKey> Keys(QueueFilter filter, RpcCall call)
    {
        if (filter is { RegisteredFrom: not null } or { RegisteredBefore: not null })
            throw Statuses.Invalid("queue", "is watched without registered_from and registered_before. List these.");
        return WatchKeys.Of(queues.Question(filter, QueueOrder.Unspecified, call));
    }

    private async IAsyncEnumerable<WatchReply> CaseAsync(CaseWatch wanted, string cursor, RpcCall call)
    {
        var id = CaseEdge.Id(wanted.CaseId);
        var seen = Math.Max(wanted.AfterVersion, WatchCursor.Version(cursor, id.Value) ?? 0);
        using var watcher = await hub.OpenAsync(id.Grain, call.CancellationToken);
        // The watch began before the history is read, so nothing falls between the two; what comes twice is dropped.
        var (version, _) = await cases.ReadAsync(id, call);
        var history = await Statuses.GuardAsync(journal.LoadUpToAsync(id.Grain, version, call.CancellationToken));
        foreach (var moved in WatchStates.FoldAll(id, history))
            if (moved.After.Version > seen) yield return moved.OfCase;
        seen = Math.Max(seen, version);
        await foreach (var item in ItemsAsync(watcher, call))
        {
            if (item is CaseMoved { After: var after } moved && after.Version > seen)
            {
                Caller.Of(call).RequireSight(after.State);
                seen = after.Version;
                yield return moved.OfCase;
            }
            else if (item is SignOfLife)
            {
                yield return new() { Cursor = WatchCursor.OfCase(id.Value, seen) };
            }
        }
    }

    private async IAsyncEnumerable<WatchReply> MovesAsync(ImmutableArray<WatchKey> keys, string cursor, RpcCall call)
    {
        var known = WatchCursor.Place(cursor);
        using var watcher = known is { } place
            ? await hub.OpenAsync(keys, place, call.CancellationToken)
            : await BeginAsync(keys, call);
        if (known is null) yield return new() { Cursor = WatchCursor.OfPlace(watcher.From) };
        while (true)
        {
            var missed = new List<WatchItem>();
            for (var isAll = false; !isAll; missed.Clear())
            {
                isAll = hub.CatchUp(watcher, missed);
                await CallSession.Of(call).RequireStillAsync();
                foreach (var item in missed) yield return Reply(watcher, item);
            }

            // They end when more happened at once than waits for one watcher: the rest is kept.
            await foreach (var item in ItemsAsync(watcher, call)) yield return Reply(watcher, item);
        }
    }

    /// <summary>A list follows the events within a second: the watch begins where the list has come to.</summary>
    private async Task<Watcher> BeginAsync(ImmutableArray<WatchKey> keys, RpcCall call)
    {
        var listed = await Statuses.GuardAsync(edition.LookAsync(call.CancellationToken));
        try
        {
            return await hub.OpenAsync(keys, listed, call.CancellationToken);
        }
        catch (RpcException error) when (error.Code == StatusCode.OutOfRange)
        {
            throw Statuses.Away("The lists are far behind the events.");
        }
    }

    /// <summary>Items for as long as the caller may watch.</summary>
    private static async IAsyncEnumerable<WatchItem> ItemsAsync(Watcher watcher, RpcCall call)
    {
        await foreach (var item in watcher.Items.ReadAllAsync(call.CancellationToken))
        {
            await CallSession.Of(call).RequireStillAsync();
            yield return item;
        }
    }

    private static WatchReply Reply(Watcher watcher, WatchItem item) =>
        item is not CaseMoved moved ? new() { Cursor = item.Cursor }
        : watcher.Matches(moved.After) ? moved.Here
        : moved.Left;
}
