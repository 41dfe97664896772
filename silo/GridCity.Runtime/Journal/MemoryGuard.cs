using System.Text.Json;
using GridCity.Grains;

namespace GridCity.Runtime.Journal;

/// <summary>What PostgreSQL cannot store, so that the in-memory twin refuses it as well.</summary>
internal static class MemoryGuard
{
    /// <exception cref="JournalRejectedException">A text with U+0000, or a body that is not JSON.</exception>
    public static void ThrowIfNotStorable(GrainAppend append)
    {
        if (Texts(append).FirstOrDefault(text => text.Contains('\0')) is { } text)
            throw new JournalRejectedException($"{append.Grain}: a text holds U+0000, which cannot be stored: '{text}'.");
        foreach (var body in Bodies(append)) ThrowIfNotStorable(append.Grain, body);
    }

    private static IEnumerable<string> Texts(GrainAppend append) =>
    [
        append.Grain.ToString(),
        .. append.Events.SelectMany(happened => new[] { happened.Body.Name, happened.Actor }),
        .. append.Commands.Select(command => command.Caller),
        .. append.Posted.SelectMany(mail => new[] { mail.Target.ToString(), mail.Body.Name }),
        .. append.TimersSet.SelectMany(timer => new[] { timer.Key.Name, timer.Body.Name }),
    ];

    private static IEnumerable<Stored> Bodies(GrainAppend append) =>
    [
        .. append.Events.Select(happened => happened.Body),
        .. append.Posted.Select(mail => mail.Body),
        .. append.TimersSet.Select(timer => timer.Body),
    ];

    private static void ThrowIfNotStorable(GrainId grain, Stored body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Json);
            while (reader.Read())
                if (HoldsNull(ref reader))
                    throw new JournalRejectedException($"{grain}: '{body.Name}' holds U+0000, which cannot be stored.");
        }
        catch (JsonException error)
        {
            throw new JournalRejectedException($"{grain}: '{body.Name}' is not JSON: {error.Message}", error);
        }
    }

    /// <summary>Only an escaped text can hold it.</summary>
    private static bool HoldsNull(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
        && reader.ValueIsEscaped
        && reader.GetString()!.Contains('\0');
}
