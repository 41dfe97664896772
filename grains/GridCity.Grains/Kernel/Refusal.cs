namespace GridCity.Grains;

/// <summary>A reason the caller can act on.</summary>
/// <param name="Kind">What an edge maps to a status.</param>
/// <param name="Code">Stable, for programs: <c>inspector/too-many-tasks</c>.</param>
/// <param name="Message">For people; names what and how to go on.</param>
/// <param name="Field">The field at fault, for <see cref="RefusalKind.Invalid"/> only.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message, string? Field = null);

/// <summary>The kinds an edge has to tell apart; the design's failure table says what the user sees.</summary>
public enum RefusalKind
{
    /// <summary>Malformed input; nothing about the state matters. INVALID_ARGUMENT, 400.</summary>
    Invalid,

    /// <summary>The actor may not do this. PERMISSION_DENIED, 403; audited.</summary>
    NotAllowed,

    /// <summary>Nothing is known under this id. NOT_FOUND, 404.</summary>
    NotFound,

    /// <summary>Wrong state or not the holder. FAILED_PRECONDITION, 409.</summary>
    NotNow,

    /// <summary>A named limit is reached. RESOURCE_EXHAUSTED, 429.</summary>
    TooMany,

    /// <summary>This silo cannot say now; asking again may help. UNAVAILABLE, 503.</summary>
    Unavailable,

    /// <summary>The grain's code failed; the message holds the correlation id. INTERNAL, 500.</summary>
    Failed,
}
