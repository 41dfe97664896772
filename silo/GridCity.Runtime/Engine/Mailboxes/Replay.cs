using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>Rebuilds states from history. Pure; neither logs nor counts.</summary>
internal static class Replay
{
    /// <param name="history">Its snapshot, if there is one, is of the kind's present format.</param>
    /// <exception cref="UnknownNameException">A newer version wrote an event; the grain cannot be served here.</exception>
    /// <exception cref="InvalidOperationException">Events are missing; nothing may be decided on a part of a history.</exception>
    public static Durable Fold(GrainKind kind, GrainHistory history, bool mailTakenUp)
    {
        if (history.Version == 0) return Durable.Initial(kind);
        var expected = history.Version - (history.Snapshot?.Version ?? 0);
        if (history.Events.Length != expected)
            throw new InvalidOperationException(
                $"{history.Grain} has version {history.Version} and {history.Events.Length} of {expected} events to it. " +
                "Restore the journal's missing rows before anything is decided on it.");
        var state = history.Snapshot is { } kept ? kind.ReadState(kept.Json.Span) : kind.Initial;
        return new(history.Version, Fold(kind, state, history.Events), history.Snapshot?.Version ?? 0, mailTakenUp);
    }

    public static object Fold(GrainKind kind, object state, ImmutableArray<JournalEvent> events)
    {
        foreach (var happened in events) state = kind.Evolve(state, kind.ReadEvent(happened.Name, happened.Json.Span));
        return state;
    }
}
