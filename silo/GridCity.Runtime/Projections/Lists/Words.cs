using System.Collections.Frozen;
using System.Text;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>
/// What a text is found by. Chinese has no spaces between words, so every two neighbouring characters count (bigrams),
/// and a word of the language is found by the pairs in it; other writing counts by words, lower-cased, without an English
/// plural ending.
/// </summary>
public static class Words
{
    private const int ShortestPlural = 4;

    /// <summary>Words that nearly every English text has.</summary>
    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "in", "is", "it", "of", "on", "or", "that", "the",
        "there", "this", "to", "was", "with");

    /// <summary>The words and pairs of a text, each once, in the order of their first place.</summary>
    public static IEnumerable<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Parts(text))
            if (seen.Add(word)) yield return word;
    }

    private static IEnumerable<string> Parts(string text)
    {
        var (word, before) = (new StringBuilder(), default(Rune?));
        foreach (var written in text.EnumerateRunes())
        {
            var rune = Narrow(written);
            var isIdeograph = IsIdeograph(rune.Value);
            if (isIdeograph && before is { } first) yield return first.ToString() + rune;
            before = isIdeograph ? rune : null;
            if (!isIdeograph && Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else
            {
                if (Finished(word) is { } ended) yield return ended;
            }
        }

        if (Finished(word) is { } last) yield return last;
    }

    private static string? Finished(StringBuilder word)
    {
        var text = word.ToString();
        word.Clear();
        var counts = text.Length > 1 || (text.Length == 1 && char.IsAsciiDigit(text[0]));
        return counts && !Common.Contains(text) ? Singular(text) : null;
    }

    /// <summary>
    /// The S-stemmer (D. Harman, "How effective is suffixing?", Journal of the American Society for Information Science,
    /// 1991): the first of three rules that fits, nothing else.
    /// </summary>
    private static string Singular(string word) =>
        word.Length < ShortestPlural || !Ends(word, "s") ? word
        : Ends(word, "ies") && !Ends(word, "eies") && !Ends(word, "aies") ? word[..^3] + "y"
        : Ends(word, "es") && !Ends(word, "aes") && !Ends(word, "ees") && !Ends(word, "oes") ? word[..^1]
        : Ends(word, "us") || Ends(word, "ss") ? word
        : word[..^1];

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);

    /// <summary>The wide form of an ASCII character, as Chinese keyboards give it (Unicode block FF00), is the same character.</summary>
    private static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new(rune.Value - 0xFEE0) : rune;

    /// <summary>Scripts written without spaces: Han with its extensions, kana, Hangul (Unicode 16 blocks).</summary>
    private static bool IsIdeograph(int code) =>
        code is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
            or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);
}
