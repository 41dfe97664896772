using GridCity.Runtime.Privacy;
using Npgsql;

namespace GridCity.Silo.Access.Sessions;

/// <summary>Sets what users sign in with. Who may is for the caller to have found out.</summary>
internal sealed class SignInDesk(NpgsqlDataSource database, Passwords passwords, SecondFactors factors, TimeProvider time)
{
    private readonly SignInTable _accounts = new(database);
    private readonly SessionTable _sessions = new(database);

    public static SignInDesk Of(NpgsqlDataSource database, PersonKeys keys, Passwords passwords, TimeProvider time) =>
        new(database, passwords, new(keys.SignInSecrets), time);

    /// <summary>Sets a password and ends the user's sessions.</summary>
    /// <returns>False when there is no such user, or it is disabled.</returns>
    public async Task<bool> SetPasswordAsync(string user, string password, CancellationToken cancellation = default)
    {
        var hash = await passwords.HashAsync(user, password, cancellation);
        if (!await _accounts.SetPasswordAsync(user, hash, cancellation)) return false;
        await EndSessionsAsync(user, cancellation);
        return true;
    }

    /// <summary>Makes a second factor and ends the user's sessions.</summary>
    /// <returns>Its secret; null when there is no such user, or it is disabled.</returns>
    public async Task<byte[]?> EnrolAsync(string user, CancellationToken cancellation = default)
    {
        var secret = Totp.NewSecret();
        if (!await _accounts.SetSecondFactorAsync(user, factors.Seal(user, secret), cancellation)) return null;
        await EndSessionsAsync(user, cancellation);
        return secret;
    }

    /// <returns>How many ended.</returns>
    public Task<int> EndSessionsAsync(string user, CancellationToken cancellation = default) =>
        _sessions.EndAllAsync(user, time.GetUtcNow(), cancellation);

    /// <summary>True for a user with a password and a second factor.</summary>
    public async Task<bool> CanSignInAsync(string user, CancellationToken cancellation = default) =>
        await _accounts.FindAsync(user, cancellation) is { Password: not null, SecondFactor: not null };
}
