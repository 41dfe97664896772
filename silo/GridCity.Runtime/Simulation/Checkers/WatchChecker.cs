using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>A watcher sees everything once, in commit order.</summary>
internal sealed class WatchChecker : IChecker
{
    public string Name => "watchers";

    public IEnumerable<string> Check(Evidence evidence) =>
        evidence.Record.Watched.SelectMany((watched, index) => Check(index, watched, evidence.Journal));

    private static IEnumerable<string> Check(int watcher, List<JournalEvent> watched, IReadOnlyList<JournalEvent> journal)
    {
        var missed = journal.Except(watched).Take(3).Select(happened => $"watcher {watcher} missed {Written(happened)}");
        var doubled = watched.GroupBy(happened => happened).Where(copies => copies.Count() > 1).Take(3)
            .Select(copies => $"watcher {watcher} saw {Written(copies.Key)} {copies.Count()} times");
        string[] wrong = [.. missed, .. doubled];
        return wrong.Length == 0 && !watched.SequenceEqual(journal) ? [$"watcher {watcher} saw events out of order"] : wrong;
    }

    private static string Written(JournalEvent happened) => $"{happened.Grain} version {happened.Version} ({happened.Name})";
}
