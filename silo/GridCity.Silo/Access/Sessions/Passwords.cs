using System.Security.Cryptography;
using GridCity.Silo.Edges;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GridCity.Silo.Access.Sessions;

/// <summary>
/// Passwords and their hashes (PBKDF2, by ASP.NET Core's hasher). A hash takes a tenth of a second of a core on purpose:
/// few are made at once, so that a flood of log-ins leaves the city a core to work with.
/// </summary>
internal sealed class Passwords : IDisposable
{
    private const int LengthMin = 10, LengthMax = 128;
    private const int AtOnceMax = 2;

    /// <summary>Of those that are made here: without look-alikes, 95 bits.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private const int MadeLength = 20;

    private readonly PasswordHasher<string> _hasher = new(Options.Create(new PasswordHasherOptions()));
    private readonly SemaphoreSlim _gate = new(AtOnceMax, AtOnceMax);
    private readonly Lazy<string> _nobodys;

    public Passwords() => _nobodys = new(() => _hasher.HashPassword("", RandomNumberGenerator.GetString(Alphabet, MadeLength)));

    public static string New() => RandomNumberGenerator.GetString(Alphabet, MadeLength);

    /// <exception cref="Rpc.RpcException">INVALID_ARGUMENT naming the field.</exception>
    public static string Checked(string password, string user, string field) =>
        password.Length is < LengthMin or > LengthMax
            ? throw Statuses.Invalid(field, $"has to have {LengthMin} to {LengthMax} characters.")
            : password.Contains(user, StringComparison.OrdinalIgnoreCase) && user.Length > 0
                ? throw Statuses.Invalid(field, "must not hold the account's name.")
                : password;

    public async Task<string> HashAsync(string user, string password, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => _hasher.HashPassword(user, password), cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <param name="hash">Null for an account without one: it takes the same time and never fits.</param>
    public async Task<bool> FitsAsync(string user, string? hash, string password, CancellationToken cancellation)
    {
        // Longer ones are nobody's, and hashing them would cost more.
        if (password.Length > LengthMax) return false;
        await _gate.WaitAsync(cancellation);
        try
        {
            var fits = await Task.Run(() => _hasher.VerifyHashedPassword(user, hash ?? _nobodys.Value, password), cancellation);
            return hash is not null && fits != PasswordVerificationResult.Failed;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
