using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GridCity.Grains.Cases;

/// <summary>A department's task.</summary>
/// <param name="Department">Code of the department.</param>
/// <param name="Dispatcher">Id of the person who dispatched.</param>
/// <param name="DueAt">When handling is late; rework does not move it.</param>
/// <param name="Overdue">True once it ran out.</param>
/// <param name="Reworks">Failed checks so far.</param>
/// <param name="Contests">Closures contested so far.</param>
/// <param name="Assignee">Id of the handler that the department's desk chose; it then has to confirm the result.</param>
/// <param name="Relief">What was asked for and granted beyond the limit; null for most.</param>
/// <param name="Cooperation">The departments that help it; null for most.</param>
public sealed record Work(
    string Department,
    string Dispatcher,
    DateTimeOffset DispatchedAt,
    DateTimeOffset DueAt,
    bool Overdue = false,
    int Reworks = 0,
    int Contests = 0,
    string? Assignee = null,
    Relief? Relief = null,
    Cooperation? Cooperation = null)
{
    /// <summary>The number of the present round of checking.</summary>
    [JsonIgnore]
    public int Round => Reworks + Contests;

    /// <summary>The relief, none instead of null. The limit is what it was before any was granted.</summary>
    internal Relief Given => Relief ?? new(DueAt - DispatchedAt);

    /// <summary>The same task with nothing asked for any more.</summary>
    internal Work Settled() => Relief is null
        ? this
        : this with { Relief = Relief.Answered() with { SuspensionAskedUntil = null } };
}

/// <summary>Several departments at one case; the one that has it leads and answers for all (首接负责).</summary>
/// <param name="Partners">In the order in which they were involved; each once.</param>
public sealed record Cooperation(ImmutableArray<Partner> Partners)
{
    internal Partner? Of(string department) => Partners.FirstOrDefault(partner => partner.Department == department);

    internal Cooperation With(Partner partner) => Of(partner.Department) is { } known
        ? new(Partners.Replace(known, partner))
        : new(Partners.Add(partner));

    internal Cooperation Without(string department) =>
        new(Partners.RemoveAll(partner => partner.Department == department));
}

/// <summary>A department that helps.</summary>
/// <param name="Department">Code of the department.</param>
/// <param name="Done">True once it said that its part is done.</param>
public sealed record Partner(string Department, bool Done = false);

/// <summary>Time beyond a task's limit.</summary>
/// <param name="Limit">The time for handling as first set; one extension adds it once more.</param>
/// <param name="Extensions">Extensions granted (延期).</param>
/// <param name="ExtensionAsked">True while one is asked for and not answered.</param>
/// <param name="SuspensionAskedUntil">The end of a suspension that is asked for and not answered.</param>
/// <param name="Suspended">True once it was suspended (挂账).</param>
/// <param name="ExtensionToReview">True while the department's desk has not stood by what its handler asked for.</param>
public sealed record Relief(
    TimeSpan Limit,
    int Extensions = 0,
    bool ExtensionAsked = false,
    DateTimeOffset? SuspensionAskedUntil = null,
    bool Suspended = false,
    bool ExtensionToReview = false)
{
    /// <summary>True while the department waits for an answer.</summary>
    internal bool IsAsked => ExtensionAsked || SuspensionAskedUntil is not null;

    /// <summary>With no extension asked for any more.</summary>
    internal Relief Answered() => this with { ExtensionAsked = false, ExtensionToReview = false };
}
