using System.Collections.Immutable;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Simulation.Machines;
using GridCity.Runtime.Simulation.Workload.Couriers;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>
/// Writes to the journal beside the silos, as an import or a silo of another engine does: its transactions overlap with
/// theirs, so that some are older than what was committed before them.
/// </summary>
internal sealed class Importer(SimulatedNode node, SimulatedJournal journal, SeededRandom random, int appends)
{
    private static readonly TimeSpan RestMax = TimeSpan.FromSeconds(3);

    public async Task ImportAsync()
    {
        for (var version = 0L; version < appends;)
        {
            await Task.Delay(random.Between(TimeSpan.Zero, RestMax), node.Clock);
            if (await TryAppendAsync(version)) version++;
        }
    }

    /// <summary>A lost append was written before, by a try whose reply was lost.</summary>
    private async Task<bool> TryAppendAsync(long version)
    {
        var body = CourierKind.Kind.WriteEvent(new CourierEvent.Received("import", (int)version + 1));
        try
        {
            await journal.AppendAsync([GrainAppend.Of(CourierKind.Kind.Id("import"), version, new NewEvent(body, "importer"))]);
            return true;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }
}
