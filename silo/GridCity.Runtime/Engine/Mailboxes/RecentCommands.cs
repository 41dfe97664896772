using GridCity.Grains;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>
/// The last accepted commands of one grain, so that a retry within seconds costs no query. Forgetting one is harmless:
/// the journal keeps every id.
/// </summary>
internal sealed class RecentCommands
{
    private const int CountMax = 4;

    private readonly (CallerCommand Origin, Outcome.Accepted Answer)[] _entries = new (CallerCommand, Outcome.Accepted)[CountMax];
    private int _next;

    public void Add(CallerCommand origin, Outcome.Accepted answer)
    {
        _entries[_next] = (origin, answer);
        _next = (_next + 1) % CountMax;
    }

    /// <summary>The answer given before; a refusal when the id came with other content; null when not remembered.</summary>
    public Outcome? Find(CallerCommand asked)
    {
        foreach (var (origin, answer) in _entries)
        {
            if (origin is null || origin.CommandId != asked.CommandId || origin.Caller != asked.Caller) continue;
            return origin.Digest == asked.Digest ? answer : new Outcome.Refused(CommandRefusals.IdReused);
        }

        return null;
    }
}

/// <summary>Refusals that concern a command's id and not its content.</summary>
public static class CommandRefusals
{
    public static Refusal IdReused { get; } = new(
        RefusalKind.Invalid, "command/id-reused",
        "This command id was accepted before with other content. Use a new id for a new command.", "command_id");
}
