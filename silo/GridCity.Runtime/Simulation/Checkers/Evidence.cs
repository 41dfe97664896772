using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>A finished run: what was seen from outside, and what the database holds.</summary>
internal sealed class Evidence
{
    private readonly Dictionary<GrainId, FoldedGrain> _grains;

    public Evidence(RunRecord record, MemoryStore store, DateTimeOffset endedAt, Func<GrainId, GrainKind> kindOf)
    {
        (Record, Store, EndedAt) = (record, store, endedAt);
        Journal = store.Read(JournalCursor.Start, int.MaxValue).Events;
        _grains = Journal.GroupBy(happened => happened.Grain)
            .ToDictionary(grain => grain.Key, grain => new FoldedGrain(kindOf(grain.Key), grain.Key, [.. grain]));
    }

    public RunRecord Record { get; }

    public MemoryStore Store { get; }

    public DateTimeOffset EndedAt { get; }

    /// <summary>Every event in commit order.</summary>
    public ImmutableArray<JournalEvent> Journal { get; }

    public IEnumerable<FoldedGrain> Grains => _grains.Values;

    public FoldedGrain? Grain(GrainId id) => _grains.GetValueOrDefault(id);

    /// <summary>Says what is wrong with a state that was shown as a grain's state at a version; null when it is right.</summary>
    public string? Differs(GrainId id, long version, object state, GrainKind kind)
    {
        if (version == 0) return Same(kind, kind.Initial, state) ? null : $"{id} was shown a state without a version";
        if (Grain(id) is not { } grain || version >= grain.States.Count) return $"{id} has no version {version} in the journal";
        return Same(kind, grain.States[(int)version], state) ? null : $"{id} at version {version} is not the state that was shown";
    }

    private static bool Same(GrainKind kind, object one, object other) =>
        kind.WriteState(one).AsSpan().SequenceEqual(kind.WriteState(other));
}

/// <summary>One grain's history, folded by the kind's own rules.</summary>
internal sealed class FoldedGrain
{
    public FoldedGrain(GrainKind kind, GrainId id, ImmutableArray<JournalEvent> journal)
    {
        (Kind, Id, Journal) = (kind, id, journal);
        Events = [.. journal.Select(happened => kind.ReadEvent(happened.Name, happened.Json.Span))];
        States = [kind.Initial];
        foreach (var happened in Events) States.Add(kind.Evolve(States[^1], happened));
    }

    public GrainKind Kind { get; }

    public GrainId Id { get; }

    public ImmutableArray<JournalEvent> Journal { get; }

    public ImmutableArray<object> Events { get; }

    /// <summary>By version; the initial state first.</summary>
    public List<object> States { get; }
}
