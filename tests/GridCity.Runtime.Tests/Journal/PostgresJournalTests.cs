using GridCity.Conformance;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Testing;
using Npgsql;

namespace GridCity.Runtime.Tests.Journal;

public sealed class PostgresJournalTests(PostgresJournalTests.SharedDatabase shared)
    : JournalConformance, IClassFixture<PostgresJournalTests.SharedDatabase>
{
    protected override Task<JournalUnderTest> OpenAsync() =>
        Task.FromResult<JournalUnderTest>(new PostgresJournalUnderTest(shared.Database.Source));

    /// <summary>One database for all facts: each uses grains of its own.</summary>
    public sealed class SharedDatabase : IAsyncLifetime
    {
        private TestDatabase? _database;

        public TestDatabase Database => _database ?? throw new InvalidOperationException("The database is not there yet.");

        public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

        public async ValueTask DisposeAsync()
        {
            if (_database is { } database) await database.DisposeAsync();
        }
    }

    private sealed class PostgresJournalUnderTest(NpgsqlDataSource source) : JournalUnderTest
    {
        private const string TakeLeaseSql =
            """
            INSERT INTO lease (name, holder, epoch, expires_at) VALUES ('silo', 'test', 1, now() + interval '1 hour')
            ON CONFLICT (name) DO UPDATE SET epoch = lease.epoch + 1 RETURNING epoch
            """;

        private readonly PostgresJournal _journal = new(source, () => 0);
        private readonly List<PostgresJournal> _leased = [];

        public override IJournal Journal => _journal;

        public override IJournalReader Reader { get; } = new PostgresJournalReader(source);

        public override IMailTable Mail { get; } = new PostgresMailTable(source);

        public override ITimerTable Timers { get; } = new PostgresTimerTable(source);

        public override IOtherSilos Others { get; } = new PostgresOtherSilos(source);

        public override TimeProvider Time => TimeProvider.System;

        public override async Task<IJournal> TakeLeaseAsync()
        {
            await using var command = source.CreateCommand(TakeLeaseSql);
            var epoch = (long)(await command.ExecuteScalarAsync())!;
            var journal = new PostgresJournal(source, () => epoch);
            _leased.Add(journal);
            return journal;
        }

        public override async Task<ILateTransaction> BeginLateAsync(GrainAppend append)
        {
            var connection = await source.OpenConnectionAsync();
            var transaction = await connection.BeginTransactionAsync();
            await InsertAsync(append, connection);
            return new LateTransaction(connection, transaction);
        }

        public override async ValueTask DisposeAsync()
        {
            await _journal.DisposeAsync();
            foreach (var journal in _leased) await journal.DisposeAsync();
        }

        private static async Task InsertAsync(GrainAppend append, NpgsqlConnection connection)
        {
            await using var insert = new NpgsqlCommand(
                """
                INSERT INTO journal (xid, version, grain, name, actor, body)
                VALUES (pg_current_xact_id()::text::bigint, $1, $2, $3, $4, $5::jsonb)
                """,
                connection);
            insert.Parameters.AddWithValue(append.VersionNext);
            insert.Parameters.AddWithValue(append.Grain.ToString());
            insert.Parameters.AddWithValue(append.Events[0].Body.Name);
            insert.Parameters.AddWithValue(append.Events[0].Actor);
            insert.Parameters.AddWithValue(System.Text.Encoding.UTF8.GetString(append.Events[0].Body.Json));
            await insert.ExecuteNonQueryAsync();
        }
    }

    private sealed class LateTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) : ILateTransaction
    {
        public Task CommitAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
