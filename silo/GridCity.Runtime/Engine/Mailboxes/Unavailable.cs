using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>What an asker is told when the outcome is unknown.</summary>
internal static class Unavailable
{
    public static GridUnavailableException From(Exception error) => error switch
    {
        GridUnavailableException known => known,
        FencedException => new("This silo is no longer the active one. Ask again: the other silo serves now.", error),
        JournalUnavailableException => new("The database does not answer. Ask again with the same command id.", error),
        UnknownNameException => new(error.Message, error),
        _ => new("The outcome is unknown. Ask again with the same command id.", error),
    };
}
