using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>Nothing is doubled: a command, a piece of mail or a timer is the cause of one append at most.</summary>
internal sealed class OnceChecker : IChecker
{
    public string Name => "once";

    public IEnumerable<string> Check(Evidence evidence)
    {
        var appends = evidence.Record.Commits.ConvertAll(commit => commit.Append);
        return
        [
            .. Doubled("command", appends, append => append.Commands.Select(command => (command.Caller, command.CommandId))),
            .. Doubled("mail", appends, append => append.Consumed),
            .. Doubled("timer", appends, append => append.TimersFired),
            .. Doubled("mail id", appends, append => append.Posted.Select(mail => mail.Id)),
        ];
    }

    private static IEnumerable<string> Doubled<T>(string what, List<GrainAppend> appends, Func<GrainAppend, IEnumerable<T>> causes)
        where T : notnull
    {
        var seen = new Dictionary<T, GrainAppend>();
        foreach (var append in appends)
        {
            foreach (var cause in causes(append))
                if (!seen.TryAdd(cause, append))
                    yield return $"{what} {cause} took effect on {seen[cause].Grain} and again on {append.Grain} at version {append.VersionNext}";
        }
    }
}
