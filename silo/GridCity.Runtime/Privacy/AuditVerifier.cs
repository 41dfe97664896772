using Npgsql;

namespace GridCity.Runtime.Privacy;

/// <summary>Walks the audit chain from its first link.</summary>
internal static class AuditVerifier
{
    private const string Sql = "SELECT sequence, at, actor, action, subject, detail::text, previous, hash FROM audit ORDER BY sequence";

    public static async Task<AuditVerdict> VerifyAsync(NpgsqlDataSource source, AuditHead? known, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var head = new AuditHead(0, AuditLink.NoHash);
        while (await reader.ReadAsync(cancellation))
        {
            var link = Read(reader);
            if (Fault(head, link, known) is { } why) return new AuditVerdict.Broken(head.Sequence + 1, why);
            head = new(link.Sequence, link.Hash);
        }

        return known is not null && known.Sequence > head.Sequence
            ? new AuditVerdict.Broken(head.Sequence + 1, $"missing: the log once had {known.Sequence} links")
            : new AuditVerdict.Intact(head);
    }

    private static string? Fault(AuditHead head, AuditLink link, AuditHead? known) =>
        link.Sequence != head.Sequence + 1 ? "missing: the next one there is " + link.Sequence
        : !link.Previous.SequenceEqual(head.Hash) ? "it does not follow the link before"
        : !link.ComputeHash().SequenceEqual(link.Hash) ? "it was changed"
        : known?.Sequence == link.Sequence && !known.Hash.SequenceEqual(link.Hash) ? "the log was written anew: an earlier check saw another hash"
        : null;

    private static AuditLink Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetFieldValue<DateTimeOffset>(1),
        new(row.GetString(2), row.GetString(3), row.GetString(4), AuditDetail.Read(row.GetString(5))),
        [.. row.GetFieldValue<byte[]>(6)],
        [.. row.GetFieldValue<byte[]>(7)]);
}
