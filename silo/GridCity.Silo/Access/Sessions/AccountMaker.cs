using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using Npgsql;

namespace GridCity.Silo.Access.Sessions;

/// <summary>What a new account signs in with, shown once.</summary>
internal sealed record NewAccount(string User, string Password, byte[] SecondFactor);

/// <summary>
/// Makes an account straight in the database, for a person who may be new: there is no other way to get the first one, nor
/// back in when the last administrator has lost the second factor.
/// </summary>
internal sealed class AccountMaker(NpgsqlDataSource database, PersonKeys keys, TimeProvider time)
{
    private readonly UserTable _users = new(database);

    /// <exception cref="RpcException">FAILED_PRECONDITION: the user is disabled.</exception>
    public async Task<NewAccount> MakeAsync(string user, IEnumerable<Post> posts, CancellationToken cancellation = default)
    {
        using var passwords = new Passwords();
        var desk = SignInDesk.Of(database, keys, passwords, time);
        await _users.AddAsync(user, "", cancellation);
        foreach (var post in posts)
            if (await _users.EnsureAsync(user, post, cancellation) is null) throw IsDisabled(user);
        var password = Passwords.New();
        if (!await desk.SetPasswordAsync(user, password, cancellation)) throw IsDisabled(user);
        return new(user, password, await desk.EnrolAsync(user, cancellation) ?? throw IsDisabled(user));
    }

    private static RpcException IsDisabled(string user) =>
        new(StatusCode.FailedPrecondition, $"User '{user}' is disabled. Choose another id.");
}
