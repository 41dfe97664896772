using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Conformance;

/// <summary>The contract said once more, as plainly as can be: what the generated sequence expects of a journal.</summary>
internal sealed class JournalModel
{
    private readonly Dictionary<GrainId, long> _versions = [];
    private readonly Dictionary<(string Caller, Guid Id), KeptCommand> _kept = [];
    private readonly HashSet<MailId> _waiting = [];
    private readonly Dictionary<(GrainId Grain, string Name), GrainTimer> _timers = [];

    public IEnumerable<KeptCommand> Kept => _kept.Values;

    public IEnumerable<MailId> MailWaiting => _waiting;

    public IEnumerable<GrainTimer> Timers => _timers.Values;

    public long Version(GrainId grain) => _versions.GetValueOrDefault(grain);

    public GrainTimer? Timer(GrainId grain, string name) => _timers.GetValueOrDefault((grain, name));

    /// <summary>Says whether the append wins, and takes it over when it does.</summary>
    public bool Take(GrainAppend append)
    {
        if (!Wins(append)) return false;
        _versions[append.Grain] = append.VersionNext;
        foreach (var kept in append.Commands) _kept[(kept.Caller, kept.CommandId)] = kept;
        foreach (var id in append.Consumed) _waiting.Remove(id);
        foreach (var mail in append.Posted) _waiting.Add(mail.Id);
        foreach (var fired in append.TimersFired) _timers.Remove((append.Grain, fired.Name));
        foreach (var name in append.TimersCancelled) _timers.Remove((append.Grain, name));
        foreach (var timer in append.TimersSet) _timers[(append.Grain, timer.Key.Name)] = timer;
        return true;
    }

    private bool Wins(GrainAppend append) =>
        Version(append.Grain) == append.VersionExpected
        && append.Commands.All(kept => !_kept.ContainsKey((kept.Caller, kept.CommandId)))
        && append.Consumed.All(_waiting.Contains)
        && append.TimersFired.All(key => Timer(append.Grain, key.Name)?.Key == key);
}
