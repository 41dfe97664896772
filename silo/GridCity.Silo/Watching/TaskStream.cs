using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using GridCity.Runtime.Journal;
using GridCity.Silo.Access;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Watching;

/// <summary>The stream of gridcity.field.v1.Field.WatchTasks: an inspector's open tasks, whenever they change.</summary>
internal sealed class TaskStream(WatchHub hub, InspectorTasks tasks)
{
    /// <param name="inspector">The one who asks.</param>
    public async IAsyncEnumerable<WatchTasksReply> WatchAsync(GrainId inspector, string cursor, RpcCall call)
    {
        var known = WatchCursor.Place(cursor);
        using var watcher = await hub.OpenAsync(inspector, call.CancellationToken);
        var (place, now) = await LookAsync(watcher, inspector, call);
        MyTasksReply? shown = null;
        var isKnown = known is { } since && await hub.ReachesAsync(since, call.CancellationToken) && !hub.HasMoved(watcher.Grains, since);
        if (!isKnown) yield return new() { Cursor = WatchCursor.OfPlace(place), Tasks = shown = now.Tasks };
        while (await NextAsync(watcher, call) is { } item)
        {
            if (item is TasksMoved) (place, now) = await LookAsync(watcher, inspector, call);
            var reply = new WatchTasksReply { Cursor = WatchCursor.OfPlace(item is TasksMoved ? place : item.Place) };
            if (!now.Tasks.Equals(shown)) reply.Tasks = shown = now.Tasks;
            if (reply.Tasks is not null || item is SignOfLife) yield return reply;
        }
    }

    /// <summary>
    /// Looks what the tasks are, and goes on to watch the duty grid that gives them out. They are as new as the place or newer.
    /// </summary>
    private async Task<(JournalCursor Place, InspectorTasks.Seen Now)> LookAsync(Watcher watcher, GrainId inspector, RpcCall call)
    {
        while (true)
        {
            var place = hub.Place;
            var seen = await tasks.LookAsync(inspector, call);
            ImmutableArray<GrainId> wanted = seen.Grid is { } grid ? [inspector, grid] : [inspector];
            if (watcher.Grains.SequenceEqual(wanted)) return (place, seen);
            // What moves from now on arrives; what moved before is seen by looking once more.
            hub.Follow(watcher, wanted);
        }
    }

    /// <summary>The last of what waits: of several moves, one look shows all. Null at the end.</summary>
    private static async Task<WatchItem?> NextAsync(Watcher watcher, RpcCall call)
    {
        if (!await watcher.Items.WaitToReadAsync(call.CancellationToken)) return null;
        await CallSession.Of(call).RequireStillAsync();
        WatchItem? next = null;
        while (watcher.Items.TryRead(out var item))
            if (item is TasksMoved || next is null) next = item;
        return next;
    }
}
