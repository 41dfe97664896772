using GridCity.Runtime.Journal;
using GridCity.Runtime.Simulation.Machines;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>Follows the journal by cursor, page by page, for as long as the run lasts.</summary>
internal sealed class Watcher(SimulatedNode node, SimulatedReader reader, SeededRandom random, List<JournalEvent> watched)
{
    private static readonly TimeSpan RestMax = TimeSpan.FromMilliseconds(800);

    public JournalCursor Cursor { get; private set; } = JournalCursor.Start;

    public async Task FollowAsync()
    {
        while (true)
        {
            await Task.Delay(random.Between(TimeSpan.Zero, RestMax), node.Clock);
            await TryReadAsync();
        }
    }

    private async Task TryReadAsync()
    {
        try
        {
            var page = await reader.ReadAsync(Cursor, random.Between(1, 100));
            watched.AddRange(page.Events);
            Cursor = page.Next;
        }
        catch (JournalUnavailableException)
        {
            // The next read starts at the same cursor.
        }
    }
}
