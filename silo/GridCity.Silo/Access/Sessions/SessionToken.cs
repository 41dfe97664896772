using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GridCity.Silo.Access.Sessions;

/// <summary>
/// What a session's cookie holds: random bytes that say nothing. As authorization it reads <c>Session TOKEN</c>, or
/// <c>Session TOKEN POST</c> to act at another of the person's posts.
/// </summary>
/// <param name="Post">Null for the session's own.</param>
internal sealed record SessionToken(string Text, Guid? Post)
{
    public const string Scheme = "Session ";

    private const int RandomBytes = 32;

    private static ReadOnlySpan<byte> CsrfLabel => "gridcity.csrf.v1"u8;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>True for text that <see cref="New"/> can have made.</summary>
    public static bool IsToken(string text) => text.Length == 43 && Base64Url.IsValid(text);

    /// <summary>
    /// What a page has to send with every act. It is made of the token, which no script can read: a page of another origin
    /// can neither read it nor make it.
    /// </summary>
    public static string CsrfOf(string token) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), CsrfLabel));

    public static bool IsCsrfOf(string token, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CsrfOf(token)), Encoding.UTF8.GetBytes(given));

    /// <returns>Null for another scheme, or what cannot be a session.</returns>
    public static SessionToken? Parse(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.Ordinal)) return null;
        var words = authorization[Scheme.Length..].Split(' ');
        if (!IsToken(words[0])) return null;
        if (words.Length == 1) return new(words[0], null);
        return words.Length == 2 && Guid.TryParse(words[1], out var post) ? new(words[0], post) : null;
    }
}
