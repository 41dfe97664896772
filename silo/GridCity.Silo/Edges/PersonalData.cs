using System.Text;
using System.Text.RegularExpressions;

namespace GridCity.Silo.Edges;

/// <summary>
/// Finds in words what belongs to a person: telephone numbers, numbers of identity cards and bank cards (both by their
/// check digits), number plates, mail addresses. Patterns cannot know names: nothing that they pass is published for that.
/// </summary>
internal static partial class PersonalData
{
    public const string Phone = "phone", IdNumber = "id_number", BankCard = "bank_card", Plate = "plate", Email = "email";

    private const string Mask = "•••";

    private static readonly (string Kind, Regex Pattern, Func<string, bool> Holds)[] Sorts =
    [
        (IdNumber, IdNumbers(), IsIdNumber),
        (BankCard, BankCards(), IsBankCard),
        (Phone, Phones(), static _ => true),
        (Plate, Plates(), static _ => true),
        (Email, Emails(), static _ => true),
    ];

    /// <summary>Sorts of personal data in a text, each once.</summary>
    public static IReadOnlyList<string> Kinds(string text)
    {
        var plain = Plain(text);
        return [.. Sorts.Where(sort => sort.Pattern.Matches(plain).Any(match => sort.Holds(match.Value))).Select(sort => sort.Kind)];
    }

    /// <summary>The text with what was found made unreadable, but for plates.</summary>
    public static string Masked(string text)
    {
        var plain = Plain(text);
        var found = Sorts.Where(sort => sort.Kind != Plate).SelectMany(sort => sort.Pattern.Matches(plain).Where(match => sort.Holds(match.Value)))
            .Select(match => (match.Index, End: match.Index + match.Length)).OrderBy(span => span.Index).ToList();
        if (found.Count == 0) return text;
        var masked = new StringBuilder();
        var at = 0;
        foreach (var (from, end) in found)
        {
            if (from >= at) masked.Append(text, at, from - at).Append(Mask);
            at = Math.Max(at, end);
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Full-width digits and letters as their usual ones, each in its place.</summary>
    private static string Plain(string text) => string.Create(text.Length, text, static (plain, given) =>
    {
        for (var at = 0; at < plain.Length; at++) plain[at] = given[at] is >= '！' and <= '～' ? (char)(given[at] - 0xFEE0) : given[at];
    });

    /// <summary>GB 11643: six digits of an area, a day of birth, three digits, and a check digit by ISO 7064 MOD 11-2.</summary>
    private static bool IsIdNumber(string text)
    {
        var digits = text.ToUpperInvariant();
        if (!DateOnly.TryParseExact(digits[6..14], "yyyyMMdd", out _)) return false;
        var rest = 0;
        foreach (var digit in digits[..17]) rest = (rest + (digit - '0')) * 2 % 11;
        return "10X98765432"[rest] == digits[17];
    }

    /// <summary>ISO/IEC 7812: the last digit by Luhn's rule.</summary>
    private static bool IsBankCard(string text)
    {
        var (sum, isDoubled) = (0, false);
        foreach (var digit in text.Where(char.IsAsciiDigit).Reverse().Select(letter => letter - '0'))
        {
            sum += !isDoubled ? digit : digit > 4 ? (2 * digit) - 9 : 2 * digit;
            isDoubled = !isDoubled;
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex(@"(?<!\d)\d{17}[\dXx](?![\dXx])")]
    private static partial Regex IdNumbers();

    /// <summary>13 to 19 digits of a bank's range, in blocks or not; a case's printed number begins with 2.</summary>
    [GeneratedRegex(@"(?<!\d)[3-6]\d{3}(?:[ -]?\d{3,4}){2,3}(?:[ -]?\d{1,4})?(?!\d)")]
    private static partial Regex BankCards();

    /// <summary>Mobile numbers of the mainland, numbers with an area code, and numbers with a country code.</summary>
    [GeneratedRegex(@"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)|(?<!\d)\(?0\d{2,3}\)?[ -]\d{7,8}(?!\d)|\+\d(?:[ -]?\d){7,14}(?!\d)")]
    private static partial Regex Phones();

    /// <summary>GA 36: a province, a letter, then five, or six for new energy; no I and no O.</summary>
    [GeneratedRegex(
        "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Za-hj-np-z][ ·•-]?"
        + "(?:[A-HJ-NP-Za-hj-np-z0-9]{6}|[A-HJ-NP-Za-hj-np-z0-9]{4}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳])(?![A-Za-z0-9])")]
    private static partial Regex Plates();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")]
    private static partial Regex Emails();
}
