using GridCity.Grains;

namespace GridCity.Runtime.Journal;

/// <summary>The id of a piece of mail.</summary>
/// <param name="Day">Day of the partition that holds it, in database time (UTC).</param>
/// <param name="Number">Unique; grows within the posting silo.</param>
public readonly record struct MailId(DateOnly Day, long Number);

/// <summary>
/// A command from one grain to another. It waits in the table until an append of the target consumes it, in the same
/// transaction: its row is what makes it happen once, however often it is delivered.
/// </summary>
public sealed record Mail(MailId Id, GrainId Source, GrainId Target, Stored Body);

/// <summary>A timer that is set.</summary>
/// <param name="Generation">Told apart from every earlier timer of that grain and name; a mail number serves.</param>
/// <param name="Body">The command that comes back.</param>
public sealed record GrainTimer(TimerKey Key, DateTimeOffset Due, Stored Body);

/// <param name="Name">Unique within the grain.</param>
public readonly record struct TimerKey(GrainId Grain, string Name, long Generation);
