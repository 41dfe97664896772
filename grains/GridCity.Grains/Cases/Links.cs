using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GridCity.Grains.Cases;

/// <summary>How a case hangs on another one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinkKind>))]
public enum LinkKind
{
    /// <summary>The same thing reported again: it ends as a case, its reporter is kept with the other one.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    /// <summary>Another place hit by the same event, a burst main or a blizzard: it ends with its parent.</summary>
    [JsonStringEnumMemberName("child")]
    Child,
}

/// <summary>Cases that hang on this one.</summary>
/// <param name="Duplicates">Cases merged into this one, oldest first.</param>
/// <param name="Children">Cases that end with this one, oldest first.</param>
/// <param name="Told">Children, from the oldest on, that were told of the end.</param>
/// <param name="Ending">Code of the closing standard, while children are still to be told.</param>
public sealed record Links(
    ImmutableArray<LinkedCase> Duplicates, ImmutableArray<CaseId> Children, int Told = 0, string? Ending = null)
{
    internal static Links None { get; } = new([], []);

    internal bool Has(CaseId @case) =>
        Children.Contains(@case) || Duplicates.Any(duplicate => duplicate.Case == @case);

    /// <summary>The children that are still to be told, a turn's worth.</summary>
    internal ImmutableArray<CaseId> Untold(int countMax) =>
        Children.Slice(Told, Math.Min(countMax, Children.Length - Told));

    internal Links Without(CaseId @case)
    {
        var at = Children.IndexOf(@case);
        return at >= 0
            ? this with { Children = Children.RemoveAt(at), Told = at < Told ? Told - 1 : Told }
            : this with { Duplicates = Duplicates.RemoveAll(duplicate => duplicate.Case == @case) };
    }
}

/// <summary>As much of a merged case as it takes to tell its reporter.</summary>
/// <param name="Number">The printed number.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Reporter">Opaque id of the person, unless anonymous.</param>
public sealed record LinkedCase(CaseId Case, string Number, string Source, string? Reporter = null);
