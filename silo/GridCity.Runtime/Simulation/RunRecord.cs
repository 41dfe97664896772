using GridCity.Grains;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Simulation.Machines;

namespace GridCity.Runtime.Simulation;

/// <summary>What was seen from outside during a run. The checkers judge it afterwards; nothing here judges.</summary>
internal sealed class RunRecord(SimulationScheduler scheduler)
{
    private readonly Dictionary<GrainId, long> _versionsKnown = [];
    private readonly List<GrainId> _grainsKnown = [];
    private readonly Dictionary<long, (SimulatedNode Process, string What)> _serving = [];
    private long _servings;

    /// <summary>Appends that won, in the order of their commits.</summary>
    public List<Commit> Commits { get; } = [];

    public int AppendsLost { get; private set; }

    public List<Answered> Answers { get; } = [];

    public List<Seen> Reads { get; } = [];

    /// <summary>What each watcher saw, in order.</summary>
    public List<List<JournalEvent>> Watched { get; } = [];

    /// <summary>What a client or the network found against the contract at once.</summary>
    public List<string> Objections { get; } = [];

    /// <summary>Calls that a silo took in and has not answered, although it lives.</summary>
    public IEnumerable<string> Unanswered =>
        _serving.Values.Where(call => call.Process.IsAlive).Select(call => $"{call.Process.Name} never answered {call.What}");

    public void Committed(GrainAppend append, bool won, DateTimeOffset askedAt, string silo)
    {
        if (won) Commits.Add(new(append, askedAt, scheduler.Now, silo));
        else AppendsLost++;
        scheduler.Trace.Note(silo, $"{(won ? "wrote" : "lost ")} {append.Grain} {append.VersionExpected}+{append.Events.Length}");
    }

    /// <summary>Grains that some client has heard of, oldest first.</summary>
    public IReadOnlyList<GrainId> GrainsKnown => _grainsKnown;

    /// <summary>The newest version of a grain that any client knows by now: none may see an older one from now on.</summary>
    public long VersionKnown(GrainId grain) => _versionsKnown.GetValueOrDefault(grain);

    public void Answer(Answered answered)
    {
        Answers.Add(answered);
        scheduler.Trace.Note(answered.Origin.Caller, $"{answered.Grain} {answered.What}: {Said(answered.Outcome)}");
        if (answered.Outcome is Outcome.Accepted accepted) Know(answered.Grain, accepted.Version);
    }

    public void Read(Seen seen)
    {
        Reads.Add(seen);
        Know(seen.Grain, seen.View.Version);
    }

    public void Object(string who, string what)
    {
        Objections.Add($"{who}: {what}");
        scheduler.Trace.Note(who, $"objects: {what}");
    }

    /// <summary>Keeps book of a call while a silo serves it. Only one exception may leave an engine.</summary>
    public async Task<T> Serving<T>(SimulatedNode process, string what, Func<Task<T>> serve)
    {
        var number = ++_servings;
        _serving.Add(number, (process, what));
        try
        {
            return await serve();
        }
        catch (Exception error) when (error is not GridUnavailableException)
        {
            Object(process.Name, $"{what} ended in {error}");
            throw new GridUnavailableException("The engine broke its contract.", error);
        }
        finally
        {
            _serving.Remove(number);
        }
    }

    private void Know(GrainId grain, long version)
    {
        if (!_versionsKnown.ContainsKey(grain)) _grainsKnown.Add(grain);
        _versionsKnown[grain] = Math.Max(VersionKnown(grain), version);
    }

    private static string Said(Outcome outcome) => outcome switch
    {
        Outcome.Accepted accepted => $"accepted at {accepted.Version}",
        Outcome.Refused { Why: var why } => $"refused, {why.Code}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <param name="AskedAt">When the silo handed it to the journal.</param>
internal sealed record Commit(GrainAppend Append, DateTimeOffset AskedAt, DateTimeOffset At, string Silo);

/// <summary>An outcome that a client was given.</summary>
/// <param name="WritesNothing">True when an acceptance may have changed nothing; then its id is not kept.</param>
internal sealed record Answered(GrainId Grain, string What, CallerCommand Origin, Outcome Outcome, bool WritesNothing);

/// <summary>A state that a client was shown.</summary>
/// <param name="VersionMin">Known to some client before this one asked.</param>
internal sealed record Seen(GrainId Grain, long VersionMin, GrainView View);
