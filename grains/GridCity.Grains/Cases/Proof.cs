using System.Collections.Immutable;
using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;

namespace GridCity.Grains.Cases;

/// <summary>
/// What an act on site rests on. It stays in the journal: no state keeps it, and no stage counts from it. A stage counts
/// from when an act came in, because a device's clock must not move another one's deadline; the act's own time is on
/// record beside it.
/// </summary>
/// <param name="Photos">Ids of photos that are stored and referenced for the case; default for none.</param>
/// <param name="HappenedAt">When it was done by the device's clock; null when it was done as it came in.</param>
/// <param name="ClockAheadSeconds">
/// So far the device's clock was ahead of the server's when it sent the act, negative when behind; 0 when that is not known.
/// </param>
/// <param name="Seen">Where the device was.</param>
/// <param name="HeadingDegrees">Where it looked, from true north, clockwise; null when that is not known.</param>
public sealed record Proof(
    ImmutableArray<string> Photos, DateTimeOffset? HappenedAt = null, int ClockAheadSeconds = 0, Sighting? Seen = null,
    int? HeadingDegrees = null)
{
    /// <summary>North again.</summary>
    private const int FullCircleDegrees = 360;

    /// <summary>A device's clock may run ahead by so much.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    /// <summary>Lower-case hexadecimal digits of a photo's id.</summary>
    private const int PhotoIdLength = 64;

    /// <summary>What an event says that it rests on; null for most.</summary>
    public static Proof? Of(CaseEvent happened) => happened switch
    {
        CaseEvent.Registered e => e.Proof,
        CaseEvent.SelfHandled e => e.Proof,
        CaseEvent.Verified e => e.Proof,
        CaseEvent.Checked e => e.Proof,
        CaseEvent.Reworked e => e.Proof,
        CaseEvent.FeedbackGiven e => e.Proof,
        _ => null,
    };

    /// <summary>Why a command's proof is none.</summary>
    internal static Refusal? Refusal(CaseCommand command, DecisionContext context) =>
        Of(command) is { } proof ? Photographs(proof.Photos, context.City) ?? Moment(proof.HappenedAt, context) ?? Heading(proof.HeadingDegrees) : null;

    private static Proof? Of(CaseCommand command) => command switch
    {
        CaseCommand.Register c => c.Proof,
        CaseCommand.SelfHandle c => c.Proof,
        CaseCommand.Verify c => c.Proof,
        CaseCommand.Check c => c.Proof,
        CaseCommand.Feedback c => c.Proof,
        _ => null,
    };

    private static Refusal? Photographs(ImmutableArray<string> photos, City city) =>
        photos.IsDefaultOrEmpty ? null
        : photos.Length > city.Cases.EvidenceMax ? CaseRefusals.TooManyPhotos(city.Cases.EvidenceMax)
        : photos.Any(id => id?.Length != PhotoIdLength || id.Any(letter => !char.IsAsciiHexDigitLower(letter)))
            ? CaseRefusals.NoPhotoId
        : null;

    private static Refusal? Moment(DateTimeOffset? at, DecisionContext context) =>
        at > context.Now + AheadMax ? CaseRefusals.NotYetHappened
        : at < context.Now.AddHours(-context.City.Cases.OfflineHoursMax)
            ? CaseRefusals.HappenedTooLongAgo(context.City.Cases.OfflineHoursMax)
        : null;

    private static Refusal? Heading(int? degrees) => degrees is < 0 or >= FullCircleDegrees ? CaseRefusals.NoHeading : null;
}
