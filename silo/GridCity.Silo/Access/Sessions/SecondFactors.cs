using System.Text;
using GridCity.Runtime.Privacy;

namespace GridCity.Silo.Access.Sessions;

/// <summary>Seals the secrets of second factors: to make codes somebody needs the database and the city's key file.</summary>
internal sealed class SecondFactors(SecretBox box)
{
    public byte[] Seal(string user, byte[] secret) => box.Seal(secret, Encoding.UTF8.GetBytes(user));

    /// <exception cref="System.Security.Cryptography.CryptographicException">Of another user, or of another city.</exception>
    public byte[] Open(string user, byte[] secret) => box.Open(secret, Encoding.UTF8.GetBytes(user));
}
