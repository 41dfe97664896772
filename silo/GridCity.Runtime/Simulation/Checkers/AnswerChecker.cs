using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Simulation.Workload;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>Nothing acknowledged is lost, and the answer given is the one that the journal gives.</summary>
internal sealed class AnswerChecker : IChecker
{
    public string Name => "answers";

    public IEnumerable<string> Check(Evidence evidence)
    {
        var kept = evidence.Store.Commands.ToDictionary(command => (command.Caller, command.CommandId));
        foreach (var answered in evidence.Record.Answers)
            if (answered.Outcome is Outcome.Accepted accepted && Wrong(evidence, answered, accepted, kept) is { } wrong)
                yield return $"{answered.Origin.Caller} was told that {answered.What} was accepted, but {wrong}";
    }

    private static string? Wrong(
        Evidence evidence, Answered answered, Outcome.Accepted accepted, Dictionary<(string, Guid), KeptCommand> kept)
    {
        var isKept = kept.TryGetValue((answered.Origin.Caller, answered.Origin.CommandId), out var command);
        if (!isKept && !answered.WritesNothing) return $"the journal does not know the command ({answered.Grain})";
        if (isKept && (command.Grain, command.Digest) != (answered.Grain, answered.Origin.Digest))
            return $"the id was kept for another content ({command.Grain})";
        if (isKept && command.Version != accepted.Version)
            return $"its last event is version {command.Version}, not {accepted.Version}, of {answered.Grain}";
        return evidence.Differs(answered.Grain, accepted.Version, accepted.State, SimulatedCity.KindOf(answered.Grain));
    }
}
