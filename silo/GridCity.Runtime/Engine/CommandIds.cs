using System.Diagnostics.CodeAnalysis;
using GridCity.Grains;

namespace GridCity.Runtime.Engine;

/// <summary>
/// The rule for ids of commands. An id is a UUID version 7 (RFC 9562): its first 48 bits are the milliseconds since
/// 1970, so that an id too old to be remembered is known by its look and refused, never executed a second time.
/// </summary>
public static class CommandIds
{
    /// <summary>Days for which an accepted command's id is kept; an older id is refused.</summary>
    public const int KeptDays = 30;

    /// <summary>Hours that an id may lie ahead of database time: a client's clock may be wrong, but not by days.</summary>
    public const int AheadHoursMax = 24;

    /// <summary>The request field that a refusal names.</summary>
    public const string Field = "command_id";

    /// <summary>Reads the written form.</summary>
    /// <returns>Null when it is an id of version 7; else why not.</returns>
    public static Refusal? Parse(string? text, out Guid id) =>
        Guid.TryParseExact(text, "D", out id) && IsVersion7(id)
            ? null
            : new Refusal(
                RefusalKind.Invalid,
                "command-id/malformed",
                $"'{Shown(text)}' is not a UUID of version 7: make one per act and keep it over retries.",
                Field);

    /// <summary>Checks the time in the id against database time.</summary>
    /// <returns>Null when the id may be asked; else why not.</returns>
    public static Refusal? Check(Guid id, DateTimeOffset now)
    {
        var made = TimeOf(id);
        if (made < now.AddDays(-KeptDays))
            return new(
                RefusalKind.NotNow,
                "command-id/too-old",
                $"The command id is older than {KeptDays} days, refused: look up what became of the command.");
        if (made > now.AddHours(AheadHoursMax))
            return new(
                RefusalKind.Invalid,
                "command-id/ahead",
                $"The command id lies more than {AheadHoursMax} hours in the future: set the clock that makes the ids.",
                Field);
        return null;
    }

    /// <summary>The moment in an id, to the millisecond.</summary>
    public static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = 0L;
        foreach (var value in bytes[..6]) milliseconds = (milliseconds << 8) | value;
        return milliseconds <= MillisecondsMax
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.MaxValue;
    }

    private static readonly long MillisecondsMax = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static bool IsVersion7(Guid id) => id.Version == 7 && id.Variant is >= 8 and <= 11;

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Shown(string? text) => text is { Length: > 40 } ? text[..40] + "…" : text;
}
