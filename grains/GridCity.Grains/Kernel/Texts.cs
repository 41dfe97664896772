namespace GridCity.Grains;

/// <summary>
/// The one gate through which text enters a grain. What passes can be stored as JSON in any database.
/// </summary>
internal static class Texts
{
    /// <summary>Longest code of anything: a cell, a department, a person's opaque id, a printed number.</summary>
    public const int CodeLengthMax = 64;

    /// <summary>Checks a free text that may be left out.</summary>
    public static Refusal? Optional(string? text, string field, int lengthMax) =>
        string.IsNullOrEmpty(text) ? null : Written(text, field, lengthMax);

    /// <summary>Checks a free text that must be there.</summary>
    public static Refusal? Required(string? text, string field, int lengthMax) =>
        string.IsNullOrWhiteSpace(text) ? Missing(field) : Written(text, field, lengthMax);

    /// <summary>Checks a code that must be there: short, on one line.</summary>
    public static Refusal? Code(string? code, string field) =>
        string.IsNullOrWhiteSpace(code) ? Missing(field)
        : code.AsSpan().IndexOfAny('\n', '\t') >= 0 ? Forbidden(field)
        : Written(code, field, CodeLengthMax);

    /// <summary>Checks a code that may be left out.</summary>
    public static Refusal? OptionalCode(string? code, string field) => code is null ? null : Code(code, field);

    private static Refusal? Written(string text, string field, int lengthMax) =>
        text.Length > lengthMax ? TooLong(field, text.Length, lengthMax)
        : IsStorable(text) ? null
        : Forbidden(field);

    /// <summary>
    /// PostgreSQL stores no zero character and JSON no half of a surrogate pair; other control characters only serve to
    /// forge a line in a log or a terminal.
    /// </summary>
    private static bool IsStorable(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsControl(character) && character is not ('\n' or '\t')) return false;
            if (!char.IsSurrogate(character)) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(character, text[at + 1])) return false;
            at++;
        }

        return true;
    }

    private static Refusal Missing(string field) =>
        new(RefusalKind.Invalid, "text/missing", $"'{field}' is empty. Fill it in.", field);

    private static Refusal TooLong(string field, int length, int lengthMax) =>
        new(RefusalKind.Invalid, "text/too-long",
            $"'{field}' has {length} characters, at most {lengthMax} are kept. Shorten it.", field);

    private static Refusal Forbidden(string field) =>
        new(RefusalKind.Invalid, "text/forbidden-character",
            $"'{field}' holds a control character or half a character. Remove it; only free text has lines and tabs.",
            field);
}
