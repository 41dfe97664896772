using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Simulation.Machines;

/// <summary>A watcher's way to the journal.</summary>
internal sealed class SimulatedReader(SimulatedDatabase database, SimulatedNode node, Planted planted) : IJournalReader
{
    public Task<JournalPage> ReadAsync(JournalCursor after, int countMax, CancellationToken cancellation = default) =>
        database.CallAsync(node, () => Task.FromResult(database.Store.Read(after, countMax, stopAtRunning: !planted.SkipsCursor)));

    public Task<JournalCursor> EndAsync(CancellationToken cancellation = default) =>
        database.CallAsync(node, () => Task.FromResult(database.Store.End()));
}
