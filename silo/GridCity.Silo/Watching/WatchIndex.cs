using System.Runtime.InteropServices;
using GridCity.Grains;

namespace GridCity.Silo.Watching;

/// <summary>
/// Watchers by what they watch. An item is looked up once for each shape in use, so that what it costs does not grow with
/// watchers of other things. Not safe for use by two at once: the hub locks it.
/// </summary>
internal sealed class WatchIndex
{
    private readonly Dictionary<WatchShape, Dictionary<WatchKey, HashSet<Watcher>>> _shapes = [];
    private readonly Dictionary<GrainId, HashSet<Watcher>> _grains = [];

    public void Add(Watcher watcher)
    {
        foreach (var key in watcher.Keys) Put(Of(_shapes, key.Shape), key, watcher);
        foreach (var grain in watcher.Grains) Put(_grains, grain, watcher);
    }

    public void Remove(Watcher watcher)
    {
        foreach (var key in watcher.Keys)
        {
            if (!_shapes.TryGetValue(key.Shape, out var keys)) continue;
            Take(keys, key, watcher);
            if (keys.Count == 0) _shapes.Remove(key.Shape);
        }

        foreach (var grain in watcher.Grains) Take(_grains, grain, watcher);
    }

    /// <summary>Adds all that an item concerns; one may be there twice.</summary>
    public void Find(WatchItem item, List<Watcher> found)
    {
        if (item is TasksMoved tasks) FindTasks(tasks, found);
        if (item is CaseMoved moved) FindCase(moved, found);
    }

    private void FindTasks(TasksMoved moved, List<Watcher> found)
    {
        if (_grains.TryGetValue(moved.Grid, out var ofGrid)) found.AddRange(ofGrid);
        if (moved.Inspector is { } inspector && _grains.TryGetValue(inspector, out var ofInspector)) found.AddRange(ofInspector);
    }

    private void FindCase(CaseMoved moved, List<Watcher> found)
    {
        if (_grains.TryGetValue(moved.After.Id.Grain, out var ofCase)) found.AddRange(ofCase);
        foreach (var (shape, keys) in _shapes)
        {
            var after = shape.Of(moved.After);
            if (after is { } now && keys.TryGetValue(now, out var here)) found.AddRange(here);
            if (moved.Before is { } before && shape.Of(before) is { } then && then != after && keys.TryGetValue(then, out var left))
                found.AddRange(left);
        }
    }

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> table, TKey key)
        where TKey : notnull
        where TValue : new() =>
        CollectionsMarshal.GetValueRefOrAddDefault(table, key, out _) ??= new();

    private static void Put<TKey>(Dictionary<TKey, HashSet<Watcher>> table, TKey key, Watcher watcher)
        where TKey : notnull =>
        Of(table, key).Add(watcher);

    private static void Take<TKey>(Dictionary<TKey, HashSet<Watcher>> table, TKey key, Watcher watcher)
        where TKey : notnull
    {
        if (!table.TryGetValue(key, out var watchers)) return;
        watchers.Remove(watcher);
        if (watchers.Count == 0) table.Remove(key);
    }
}
