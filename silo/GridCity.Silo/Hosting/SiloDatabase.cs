using GridCity.Runtime.Postgres;
using GridCity.Runtime.Schema;
using GridCity.Silo.Configuration;
using Npgsql;

namespace GridCity.Silo.Hosting;

/// <summary>The database of a silo: a private one in its data folder, or one that is there.</summary>
internal sealed class SiloDatabase : IAsyncDisposable
{
    /// <summary>What sessions of silos are called, so that the last one out can tell.</summary>
    private const string ApplicationName = "gridcity";

    private const int ConnectionsMax = 30;

    /// <summary>A database that takes longer is away: callers are to know soon, and to ask again.</summary>
    private const int AnswerSecondsMax = 5;

    private const int ConnectSecondsMax = 3;
    private const int CancelMillisecondsMax = 500;
    private const int StatementsPreparedMax = 64;

    private readonly PrivatePostgres? _private;

    private SiloDatabase(string connection, PrivatePostgres? postgres, string text) =>
        (ConnectionString, Source, _private, Text) = (connection, NpgsqlDataSource.Create(connection), postgres, text);

    /// <summary>With the password; for an engine that opens sessions of its own.</summary>
    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>For people.</summary>
    public string Text { get; }

    /// <summary>Opens the database and brings its schema to this version.</summary>
    /// <exception cref="SiloStartException">It cannot be reached.</exception>
    public static async Task<SiloDatabase> OpenAsync(SiloOptions options, CancellationToken cancellation = default)
    {
        var postgres = options.Postgres is null
            ? await PrivatePostgres.StartAsync(Path.Combine(options.Data, "postgres"), cancellation: cancellation)
            : null;
        var settings = Settings(options.Postgres ?? postgres!.ConnectionString);
        var text = postgres is null ? $"{settings.Host}, database {settings.Database}" : $"private PostgreSQL in {postgres.Folder}";
        var database = new SiloDatabase(settings.ConnectionString, postgres, text);
        try
        {
            await new Migrator(database.Source).MigrateAsync(cancellation);
            return database;
        }
        catch (Exception error)
        {
            await database.DisposeAsync();
            if (error is NpgsqlException and not PostgresException)
                throw new SiloStartException($"The database ({text}) cannot be reached: {error.Message} Check --postgres.", error);
            throw;
        }
    }

    /// <summary>
    /// Brings the private server back whenever it has ended, until it is told to stop. A database that is there is
    /// somebody else's to start.
    /// </summary>
    /// <exception cref="PrivatePostgresException">It does not start; try again later.</exception>
    public Task KeepRunningAsync(ILogger log, CancellationToken cancellation) =>
        _private?.KeepRunningAsync(() => log.LogWarning("PostgreSQL had ended and was started again."), cancellation) ?? Task.CompletedTask;

    /// <summary>Closes the sessions; the last silo out also stops the private server.</summary>
    public async ValueTask DisposeAsync()
    {
        var isLast = _private is not null && await IsLastAsync();
        await Source.DisposeAsync();
        if (isLast) await _private!.StopAsync();
    }

    private static NpgsqlConnectionStringBuilder Settings(string connection)
    {
        try
        {
            return new(connection)
            {
                ApplicationName = ApplicationName + Environment.ProcessId,
                MaxPoolSize = ConnectionsMax,
                Timeout = ConnectSecondsMax,
                CommandTimeout = AnswerSecondsMax,
                CancellationTimeout = CancelMillisecondsMax,
                // Planning a look-up over the partitions costs the database twenty times its execution.
                MaxAutoPrepare = StatementsPreparedMax,
            };
        }
        catch (ArgumentException error)
        {
            throw new SiloStartException($"--postgres is not a connection string: {error.Message}", error);
        }
    }

    private async Task<bool> IsLastAsync()
    {
        try
        {
            await using var command = Source.CreateCommand(
                """
                SELECT NOT EXISTS (
                    SELECT FROM pg_stat_activity
                    WHERE application_name ^@ $1 AND application_name <> current_setting('application_name'))
                """);
            command.Parameters.AddWithValue(ApplicationName);
            return (bool)(await command.ExecuteScalarAsync())!;
        }
        catch (NpgsqlException)
        {
            // A server that does not answer is not ours to stop: it has crashed or somebody else stops it.
            return false;
        }
    }
}
