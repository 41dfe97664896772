using System.Net.Sockets;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>The one place where database errors become ours.</summary>
internal static class PostgresErrors
{
    /// <summary>What the batch rests on is kept or gone already, or was so between our look and our insert: look again.</summary>
    public static bool IsRaceToKeep(Exception error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
    };

    /// <summary>True when the moment, not the data, is at fault.</summary>
    public static bool IsUnavailable(Exception error) => error switch
    {
        PostgresException known => known.IsTransient || known.SqlState[..2] is "08" or "53" or "57" or "58" or "XX" or "25",
        NpgsqlException or TimeoutException or SocketException or IOException or ObjectDisposedException => true,
        _ => false,
    };

    public static Exception Translate(Exception error) => error switch
    {
        OperationCanceledException or FencedException or JournalUnavailableException or JournalRejectedException => error,
        _ when IsUnavailable(error) => new JournalUnavailableException($"The database does not answer: {error.Message}", error),
        PostgresException refused => new JournalRejectedException(
            $"The database refuses the data ({refused.SqlState}): {refused.MessageText}. {refused.Where}", refused),
        _ => error,
    };
}
