using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Simulation;

/// <summary>The planted bug of a run, if any: each method does what is right, or the mistake instead.</summary>
internal sealed class Planted(PlantedBug bug, SeededRandom random)
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(20);

    private readonly Dictionary<GrainId, GrainHistory> _loaded = [];

    public bool SkipsCursor => bug == PlantedBug.SkippedCursor;

    public bool LosesAcknowledgement() => bug == PlantedBug.LostAcknowledgement && random.Chance(5);

    /// <summary>Forgets to ask whether the mail still waits.</summary>
    public IReadOnlyList<GrainAppend> AsWritten(IReadOnlyList<GrainAppend> appends, MemoryStore store) =>
        bug != PlantedBug.DoubledMail
            ? appends
            : [.. appends.Select(append => append with { Consumed = store.Check([new(append.Grain, [], append.Consumed, [])])[0].MailWaiting })];

    /// <summary>Takes a pile for a queue.</summary>
    public IReadOnlyList<Mail> OnTheWay(IReadOnlyList<Mail> lane) => bug == PlantedBug.ReorderedLane ? [.. lane.Reverse()] : lane;

    /// <summary>Gives a history that was given before, as a cache that nobody invalidates.</summary>
    public GrainHistory[] AsLoaded(GrainHistory[] loaded) => bug == PlantedBug.StaleCache ? [.. loaded.Select(Stale)] : loaded;

    /// <summary>Takes the near future for the present.</summary>
    public ImmutableArray<GrainTimer> AsDue(DateTimeOffset before, Func<DateTimeOffset, ImmutableArray<GrainTimer>> due) =>
        bug != PlantedBug.EarlyTimer
            ? due(before)
            : [.. due(before + Early).Select(timer => timer with { Due = timer.Due - Early })];

    private GrainHistory Stale(GrainHistory fresh)
    {
        if (_loaded.TryGetValue(fresh.Grain, out var stale) && random.Chance(300)) return stale;
        return _loaded[fresh.Grain] = fresh;
    }
}
