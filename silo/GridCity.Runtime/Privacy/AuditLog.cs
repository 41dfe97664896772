using System.Collections.Immutable;
using System.Text;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Postgres;
using Npgsql;

namespace GridCity.Runtime.Privacy;

/// <summary>The audit log on PostgreSQL: a chain of hashes that many silos append to, one at a time.</summary>
public sealed class AuditLog
{
    private const int BatchMax = 256;

    /// <summary>Longest text of an entry, in characters.</summary>
    private const int TextLengthMax = 4000;

    // A silo that is stopped in the middle must not hold back the others for longer than this.
    private const string LimitSql = "SET LOCAL idle_in_transaction_session_timeout = '3s'";

    // Two statements: the second one's snapshot has to be younger than the lock.
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtext('gridcity.audit'))";

    private const string HeadSql =
        """
        SELECT clock_timestamp(), sequence, hash
        FROM (VALUES (1)) AS one LEFT JOIN (SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1) AS head ON true
        """;

    private const string AppendSql =
        """
        INSERT INTO audit (sequence, at, actor, action, subject, detail, previous, hash)
        SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::bytea[], $8::bytea[])
        """;

    private static readonly UTF8Encoding WellFormed = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly NpgsqlDataSource _source;
    private readonly GroupCommit<AuditEntry, AuditLink> _appends;

    public AuditLog(NpgsqlDataSource source)
    {
        _source = source;
        _appends = new(AppendBatchAsync, BatchMax);
    }

    /// <summary>Appends an entry; entries that wait together share a transaction.</summary>
    /// <returns>Its place in the chain, durable.</returns>
    /// <exception cref="ArgumentException">A text too long, with U+0000, or with half a surrogate pair.</exception>
    /// <exception cref="Journal.JournalUnavailableException">The database is away: what was to be audited must not happen.</exception>
    public Task<AuditLink> AppendAsync(AuditEntry entry, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        foreach (var text in Texts(entry)) ThrowIfNotStorable(text);
        return _appends.AddAsync(entry, cancellation);
    }

    /// <summary>Walks the whole chain and names the first link that does not hold.</summary>
    /// <param name="known">An earlier head; the chain must still contain it.</param>
    public Task<AuditVerdict> VerifyAsync(AuditHead? known = null, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(() => AuditVerifier.VerifyAsync(_source, known, cancellation));

    private Task<IReadOnlyList<AuditLink>> AppendBatchAsync(IReadOnlyList<AuditEntry> entries) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var (head, now) = await LockHeadAsync(connection);
            var links = Chained(head, now, entries);
            await InsertAsync(connection, links);
            await transaction.CommitAsync();
            return links;
        });

    private static async Task<(AuditHead Head, DateTimeOffset Now)> LockHeadAsync(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[] { LimitSql, LockSql, HeadSql }) batch.BatchCommands.Add(new(sql));
        await using var reader = await batch.ExecuteReaderAsync();
        // The first statement has no result, the second one an empty value.
        await reader.NextResultAsync();
        await reader.ReadAsync();
        var head = await reader.IsDBNullAsync(1)
            ? new AuditHead(0, AuditLink.NoHash)
            : new AuditHead(reader.GetInt64(1), [.. reader.GetFieldValue<byte[]>(2)]);
        return (head, reader.GetFieldValue<DateTimeOffset>(0));
    }

    private static IReadOnlyList<AuditLink> Chained(AuditHead head, DateTimeOffset now, IReadOnlyList<AuditEntry> entries)
    {
        var links = new List<AuditLink>(entries.Count);
        foreach (var entry in entries)
        {
            var link = AuditLink.After(head.Sequence, head.Hash, now, entry);
            links.Add(link);
            head = new(link.Sequence, link.Hash);
        }

        return links;
    }

    private static async Task InsertAsync(NpgsqlConnection connection, IReadOnlyList<AuditLink> links)
    {
        await using var command = new NpgsqlCommand(AppendSql, connection);
        command.Parameters.AddWithValue(links.Select(link => link.Sequence).ToArray());
        command.Parameters.AddWithValue(links.Select(link => link.At.UtcDateTime).ToArray());
        command.Parameters.AddWithValue(links.Select(link => link.Entry.Actor).ToArray());
        command.Parameters.AddWithValue(links.Select(link => link.Entry.Action).ToArray());
        command.Parameters.AddWithValue(links.Select(link => link.Entry.Subject).ToArray());
        command.Parameters.AddWithValue(links.Select(link => AuditDetail.Write(link.Entry.Detail)).ToArray());
        command.Parameters.AddWithValue(links.Select(link => link.Previous.ToArray()).ToArray());
        command.Parameters.AddWithValue(links.Select(link => link.Hash.ToArray()).ToArray());
        await command.ExecuteNonQueryAsync();
    }

    private static IEnumerable<string> Texts(AuditEntry entry) =>
        [entry.Actor, entry.Action, entry.Subject, .. entry.Detail.Keys, .. entry.Detail.Values];

    private static void ThrowIfNotStorable(string text)
    {
        if (text.Length > TextLengthMax) throw new ArgumentException($"A text of an audit entry has at most {TextLengthMax} characters.");
        _ = WellFormed.GetByteCount(text);
        if (text.Contains('\0')) throw new ArgumentException("A text of an audit entry holds U+0000, which cannot be stored.");
    }
}
