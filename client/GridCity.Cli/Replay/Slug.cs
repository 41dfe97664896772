using System.Security.Cryptography;
using System.Text;

namespace GridCity.Cli.Replay;

/// <summary>Makes a code of a name: small letters, digits and dashes. The same name always gives the same code.</summary>
internal static class Slug
{
    private const int LengthMax = 40;
    private const int HashLength = 8;

    public static string Of(string name)
    {
        var code = new StringBuilder();
        foreach (var letter in name.Trim().ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) code.Append(letter);
            else if (code.Length > 0 && code[^1] != '-') code.Append('-');
        }
        var text = code.ToString().TrimEnd('-');
        if (text.Length is > 0 and <= LengthMax) return text;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];
        return text.Length == 0 ? hash : $"{text[..(LengthMax - HashLength - 1)]}-{hash}";
    }
}
