using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>Effects as rows: mail with ids, and per timer name the last word only.</summary>
internal readonly record struct Effects(
    ImmutableArray<Mail> Posted, ImmutableArray<GrainTimer> TimersSet, ImmutableArray<string> TimersCancelled)
{
    private static readonly Effects None = new([], [], []);

    /// <param name="write">Writes a command for the grain it is meant for.</param>
    public static Effects Number(
        GrainId grain, List<Effect> effects, Func<GrainId, IGrainCommand, Stored> write, long firstId, DateTimeOffset now)
    {
        if (effects.Count == 0) return None;
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var posted = ImmutableArray.CreateBuilder<Mail>();
        var timers = new Dictionary<string, GrainTimer?>(StringComparer.Ordinal);
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.Send send:
                    posted.Add(new(new(day, firstId++), grain, send.To, write(send.To, send.Command)));
                    break;
                case Effect.SetTimer set:
                    timers[set.Name] = new(new(grain, set.Name, firstId++), set.Due, write(grain, set.Command));
                    break;
                case Effect.CancelTimer cancel:
                    timers[cancel.Name] = null;
                    break;
            }
        }

        return new(
            posted.ToImmutable(),
            [.. timers.Values.OfType<GrainTimer>()],
            [.. timers.Where(timer => timer.Value is null).Select(timer => timer.Key)]);
    }
}
