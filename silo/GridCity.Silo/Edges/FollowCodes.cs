using System.Security.Cryptography;
using System.Text;

namespace GridCity.Silo.Edges;

/// <summary>
/// The code by which a citizen follows a case: random, so that knowing a number opens nothing, and without look-alikes
/// (no 0 and O, 1 and I and L), so that it survives being read over the telephone.
/// </summary>
internal static class FollowCodes
{
    private const int Length = 10;

    /// <summary>31 letters and digits: 31^10 codes, 49 bits.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>Compares in a time that does not tell where they differ.</summary>
    public static bool Match(string? kept, string given) =>
        kept is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(kept), Encoding.UTF8.GetBytes(given.Trim().ToUpperInvariant()));
}
