using System.Collections.Immutable;
using GridCity.Grains;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>Waiting mail on PostgreSQL.</summary>
public sealed class PostgresMailTable(NpgsqlDataSource source) : IMailTable
{
    private const string WaitingSql =
        """
        SELECT day, number, source, target, name, body FROM mail
        WHERE (day, number) > ($1, $2) AND posted_at <= now() - $3 ORDER BY day, number LIMIT $4
        """;

    private const string WaitingFromSql =
        "SELECT day, number, source, target, name, body FROM mail WHERE source = ANY($1) ORDER BY day, number";

    private const string BurySql =
        """
        WITH gone AS (DELETE FROM mail WHERE day = $1 AND number = $2 RETURNING day, number, source, target, name, body)
        INSERT INTO dead_letter (day, number, source, target, name, body, reason)
        SELECT day, number, source, target, name, body, $3 FROM gone ON CONFLICT DO NOTHING
        """;


    /// <inheritdoc/>
    public Task<ImmutableArray<Mail>> WaitingAsync(TimeSpan age, MailId after, int countMax, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(WaitingSql);
            command.Parameters.AddWithValue(after.Day);
            command.Parameters.AddWithValue(after.Number);
            command.Parameters.AddWithValue(age);
            command.Parameters.AddWithValue(countMax);
            var mail = ImmutableArray.CreateBuilder<Mail>();
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) mail.Add(Read(reader));
            return mail.ToImmutable();
        });

    /// <inheritdoc/>
    public Task<ImmutableArray<Mail>[]> WaitingFromAsync(
        IReadOnlyList<GrainId> sources, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(WaitingFromSql);
            command.Parameters.AddWithValue(sources.Select(grain => grain.ToString()).ToArray());
            var waiting = new List<Mail>();
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) waiting.Add(Read(reader));
            var bySource = waiting.ToLookup(mail => mail.Source);
            return sources.Select(grain => bySource[grain].ToImmutableArray()).ToArray();
        });

    /// <inheritdoc/>
    public Task BuryAsync(Mail mail, string reason, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(BurySql);
            command.Parameters.AddWithValue(mail.Id.Day);
            command.Parameters.AddWithValue(mail.Id.Number);
            command.Parameters.AddWithValue(reason);
            return await command.ExecuteNonQueryAsync(cancellation);
        });

    /// <inheritdoc/>
    public Task<long> ReserveIdsAsync(int count, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, IMailTable.ReservedMax);
        return PostgresJournal.Guarded(async () =>
        {
            // The sequence steps by a whole block: one statement, no lock that a stopped silo could hold.
            await using var command = source.CreateCommand("SELECT nextval('mail_number')");
            return (long)(await command.ExecuteScalarAsync(cancellation))!;
        });
    }

    private static Mail Read(NpgsqlDataReader row) => new(
        new(row.GetFieldValue<DateOnly>(0), row.GetInt64(1)),
        GrainId.Parse(row.GetString(2)),
        GrainId.Parse(row.GetString(3)),
        new(row.GetString(4), row.GetFieldValue<byte[]>(5)));
}
