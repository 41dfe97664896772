using System.Collections.Immutable;

namespace GridCity.Grains.Cases;

/// <summary>How long a case was in one stage, once.</summary>
/// <param name="Stage">One of <see cref="CaseStages"/>.</param>
/// <param name="Holder">Who held it when the stage ended, or holds it now.</param>
/// <param name="From">When it came.</param>
/// <param name="To">When it went on; null for the present stage.</param>
public sealed record StageTime(string Stage, string Holder, DateTimeOffset From, DateTimeOffset? To);

/// <summary>Reads a case's times off its history: each event says when it happened, so nothing else need be kept.</summary>
public static class StageTimes
{
    /// <summary>Every stay, oldest first.</summary>
    /// <param name="history">All events of one case, oldest first.</param>
    public static ImmutableArray<StageTime> Of(IEnumerable<CaseEvent> history)
    {
        var times = ImmutableArray.CreateBuilder<StageTime>();
        var state = CaseState.Initial;
        foreach (var happened in history)
        {
            var next = Case.Evolve(state, happened);
            if (state is CaseState.Known left && next is CaseState.Known came && HasMoved(left, came))
                times.Add(new(left.Stage, left.Holder, left.StageSince, came.StageSince));
            state = next;
        }

        if (state is CaseState.Known last) times.Add(new(last.Stage, last.Holder, last.StageSince, null));
        return times.DrainToImmutable();
    }

    private static bool HasMoved(CaseState.Known left, CaseState.Known came) =>
        left.Stage != came.Stage || left.StageSince != came.StageSince;
}
