using Npgsql;

namespace GridCity.Faults.Tests.Checks;

/// <summary>
/// Notes in the database itself which silo wrote events and when: a trigger on the journal knows the session's name,
/// which holds the silo's process id. Gone with the object.
/// </summary>
internal sealed class WriterLog : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;

    private WriterLog(NpgsqlDataSource database) => _database = database;

    public static async Task<WriterLog> InstallAsync(NpgsqlDataSource database)
    {
        var log = new WriterLog(database);
        await log.ExecuteAsync(
            """
            CREATE TABLE fault_writer (writer text NOT NULL, at timestamptz NOT NULL, events bigint NOT NULL);
            CREATE FUNCTION fault_note_writer() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO fault_writer
                SELECT current_setting('application_name'), clock_timestamp(), count(*) FROM written HAVING count(*) > 0;
                RETURN NULL;
            END $$;
            CREATE TRIGGER fault_note_writer AFTER INSERT ON journal REFERENCING NEW TABLE AS written
                FOR EACH STATEMENT EXECUTE FUNCTION fault_note_writer();
            """);
        return log;
    }

    /// <summary>Events that a process wrote after its successor had written for the first time.</summary>
    /// <exception cref="InvalidOperationException">The successor has written nothing: there was no takeover.</exception>
    public async Task<long> EventsAfterAsync(int pid, int successor)
    {
        var begun = await Rows.ReadAsync(
            _database, $"SELECT min(at) FROM fault_writer WHERE writer ~ '\\m(gridcity)?{successor}\\M'",
            row => row.IsDBNull(0) ? (DateTime?)null : row.GetDateTime(0));
        var since = begun[0] ?? throw new InvalidOperationException($"Silo {successor} wrote nothing.");
        var late = await Rows.ReadAsync(
            _database,
            $"SELECT coalesce(sum(events), 0)::bigint FROM fault_writer WHERE writer ~ '\\m(gridcity)?{pid}\\M' AND at > '{since:O}'",
            row => row.GetInt64(0));
        return late[0];
    }

    public async ValueTask DisposeAsync() =>
        await ExecuteAsync("DROP TRIGGER fault_note_writer ON journal; DROP FUNCTION fault_note_writer; DROP TABLE fault_writer");

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
