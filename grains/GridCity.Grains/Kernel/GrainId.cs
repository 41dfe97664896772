namespace GridCity.Grains;

/// <summary>
/// The identity of one grain: its kind and an opaque key. Written <c>case/0193…</c> wherever it is stored.
/// </summary>
public readonly record struct GrainId
{
    /// <summary>Longest written form, in characters; the journal's index pages assume it.</summary>
    public const int LengthMax = 200;

    private readonly string? _text;
    private readonly int _slash;

    /// <param name="kind">Name of the grain kind: lower case, no slash.</param>
    /// <param name="key">Opaque, never parsed; not empty.</param>
    /// <exception cref="ArgumentException">
    /// An empty part, a slash in the kind, or longer than <see cref="LengthMax"/>.
    /// </exception>
    public GrainId(string kind, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (kind.Contains('/')) throw new ArgumentException($"A grain kind holds no slash: '{kind}'.", nameof(kind));
        _text = $"{kind}/{key}";
        _slash = kind.Length;
        if (_text.Length > LengthMax)
        {
            throw new ArgumentException($"A grain id has at most {LengthMax} characters.", nameof(key));
        }
    }

    private GrainId(string text, int slash) => (_text, _slash) = (text, slash);

    public string Kind => Text[.._slash];

    public string Key => Text[(_slash + 1)..];

    private string Text => _text ?? throw new InvalidOperationException("A default GrainId names no grain.");

    /// <summary>Reads the written form back.</summary>
    /// <exception cref="FormatException">Not of the form <c>kind/key</c>.</exception>
    public static GrainId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1
            ? new GrainId(text, slash)
            : throw new FormatException($"'{text}' is not a grain id of the form kind/key.");
    }

    /// <summary>True when the grain is of the kind, without cutting a string.</summary>
    public bool Is(string kind) => kind.Length == _slash && Text.StartsWith(kind, StringComparison.Ordinal);

    public bool Equals(GrainId other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    public override int GetHashCode() => _text?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => Text;
}
