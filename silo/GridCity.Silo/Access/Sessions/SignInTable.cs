using Npgsql;

namespace GridCity.Silo.Access.Sessions;

/// <summary>What an account signs in with.</summary>
/// <param name="Password">Its hash; null for none.</param>
/// <param name="SecondFactor">Sealed; null for none.</param>
internal sealed record SignInAccount(string User, string? Password, byte[]? SecondFactor);

/// <summary>The tables of accounts that can sign in, and of tries that failed.</summary>
internal sealed class SignInTable(NpgsqlDataSource database)
{
    /// <summary>Wrong tries of an account before it has to wait.</summary>
    public const int FreeTries = 5;

    /// <summary>The wait doubles with every wrong try, from a second up to this.</summary>
    public static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(5);

    /// <summary>After so long without a try the count begins again.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private const string FindSql =
        """
        SELECT a.user_id, a.password, a.second_factor
        FROM sign_in_account a JOIN user_account u ON u.id = a.user_id WHERE a.user_id = $1 AND u.disabled_at IS NULL
        """;

    private const string SetPasswordSql =
        """
        INSERT INTO sign_in_account (user_id, password) SELECT id, $2 FROM user_account WHERE id = $1 AND disabled_at IS NULL
        ON CONFLICT (user_id) DO UPDATE SET password = excluded.password
        """;

    private const string SetFactorSql =
        """
        INSERT INTO sign_in_account (user_id, second_factor) SELECT id, $2 FROM user_account WHERE id = $1 AND disabled_at IS NULL
        ON CONFLICT (user_id) DO UPDATE SET second_factor = excluded.second_factor, second_factor_step = 0
        """;

    // Counted before it is looked at: a thousand tries at the same moment are a thousand tries. Without a wait the next one
    // may even be some seconds older: two silos' clocks differ.
    private const string TrySql =
        """
        INSERT INTO sign_in_attempt AS a (account, failures, next_at) VALUES ($1, 1, $2 - interval '5 seconds')
        ON CONFLICT (account) DO UPDATE SET
            failures = CASE WHEN a.next_at < $2 - $5::interval THEN 1 ELSE a.failures + 1 END,
            next_at = $2 + make_interval(secs => CASE
                WHEN a.next_at < $2 - $5::interval OR a.failures + 1 < $3 THEN -5
                ELSE least($4, power(2, least(a.failures + 1 - $3, 30))) END)
        WHERE a.next_at <= $2
        """;

    /// <returns>Null when there is no such account, or its user is disabled.</returns>
    public async Task<SignInAccount?> FindAsync(string user, CancellationToken cancellation)
    {
        await using var command = Command(FindSql, user);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        return new(
            reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2));
    }

    /// <returns>False when there is no such user, or it is disabled.</returns>
    public Task<bool> SetPasswordAsync(string user, string hash, CancellationToken cancellation) =>
        DoneAsync(SetPasswordSql, cancellation, user, hash);

    /// <inheritdoc cref="SetPasswordAsync"/>
    public Task<bool> SetSecondFactorAsync(string user, byte[] secret, CancellationToken cancellation) =>
        DoneAsync(SetFactorSql, cancellation, user, secret);

    /// <summary>Uses a code up.</summary>
    /// <returns>False when it, or a later one, was used before.</returns>
    public Task<bool> UseStepAsync(string user, long step, CancellationToken cancellation) => DoneAsync(
        "UPDATE sign_in_account SET second_factor_step = $2 WHERE user_id = $1 AND second_factor_step < $2", cancellation, user, step);

    /// <summary>Takes down a try before its password is looked at.</summary>
    /// <returns>Zero when it may be looked at; else how long to wait.</returns>
    public async Task<TimeSpan> TryAsync(string account, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await DoneAsync(TrySql, cancellation, account, now, FreeTries, DelayMax.TotalSeconds, Forgotten)) return TimeSpan.Zero;
        await using var command = Command("SELECT next_at FROM sign_in_attempt WHERE account = $1", account);
        var left = await command.ExecuteScalarAsync(cancellation) is DateTime next ? new DateTimeOffset(next) - now : TimeSpan.Zero;
        return left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
    }

    /// <summary>Begins the count again after a try that succeeded.</summary>
    public Task ForgetTriesAsync(string account, CancellationToken cancellation) =>
        DoneAsync("DELETE FROM sign_in_attempt WHERE account = $1", cancellation, account);

    /// <summary>Removes counts that would begin again.</summary>
    public Task CleanAsync(DateTimeOffset now, CancellationToken cancellation) =>
        DoneAsync("DELETE FROM sign_in_attempt WHERE next_at < $1", cancellation, now - Forgotten);

    private async Task<bool> DoneAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value is DateTimeOffset moment ? moment.ToUniversalTime() : value);
        return command;
    }
}
