using System.Collections.Immutable;
using GridCity.Grains;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>Waiting timers on PostgreSQL.</summary>
public sealed class PostgresTimerTable(NpgsqlDataSource source) : ITimerTable
{
    private const string DueSql =
        "SELECT grain, name, generation, due, command, body FROM timer WHERE due <= $1 ORDER BY due LIMIT $2";

    /// <inheritdoc/>
    public Task<ImmutableArray<GrainTimer>> DueAsync(DateTimeOffset before, int countMax, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(DueSql);
            command.Parameters.AddWithValue(before.UtcDateTime);
            command.Parameters.AddWithValue(countMax);
            var timers = ImmutableArray.CreateBuilder<GrainTimer>();
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) timers.Add(Read(reader));
            return timers.ToImmutable();
        });

    private static GrainTimer Read(NpgsqlDataReader row) => new(
        new(GrainId.Parse(row.GetString(0)), row.GetString(1), row.GetInt64(2)),
        row.GetFieldValue<DateTimeOffset>(3),
        new(row.GetString(4), row.GetFieldValue<byte[]>(5)));
}
