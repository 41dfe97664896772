using Npgsql;

namespace GridCity.Runtime.Postgres;

/// <summary>
/// A PostgreSQL server of our own in a folder: own port, own socket, own password, run as an unprivileged user. It
/// outlives the process that started it; the next start attaches to it. No system cluster is ever touched.
/// </summary>
public sealed class PrivatePostgres
{
    internal static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly PostgresFolder _folder;
    private readonly PostgresStarter _starter;
    private volatile Postmaster _server;
    private readonly PrivatePostgresOptions _options;

    private PrivatePostgres(
        PostgresFolder folder, PostgresStarter starter, Postmaster server, bool wasRunning, PrivatePostgresOptions options) =>
        (_folder, _starter, _server, WasRunning, _options) = (folder, starter, server, wasRunning, options);

    /// <summary>Where the data really lie: elsewhere than asked if the server's user cannot reach root's folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Process id of the server; another one after a restart.</summary>
    public int Pid => _server.Pid;

    /// <summary>True when it ran already and this process only attached to it.</summary>
    public bool WasRunning { get; }

    /// <summary>Over the local socket, as the owner of the database.</summary>
    public string ConnectionString => ConnectionTo(_options.Database);

    /// <summary>
    /// Makes the server if the folder is empty, starts it if it does not run, attaches to it if it does, and waits
    /// until it answers. Safe to call from many processes at once.
    /// </summary>
    /// <param name="folder">Empty, missing, or made by an earlier call.</param>
    /// <exception cref="PrivatePostgresException">Binaries are missing or it does not start: the message says what to do.</exception>
    public static async Task<PrivatePostgres> StartAsync(
        string folder, PrivatePostgresOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        using var limit = new CancellationTokenSource(options.Limit, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await StartWithinAsync(folder, options, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new PrivatePostgresException(
                $"The PostgreSQL in {folder} does not answer after {options.Limit.TotalSeconds:0} s. See its log there.");
        }
    }

    /// <summary>Stops the server, whoever started it: open transactions are rolled back. Nothing happens if it is gone.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => _starter.StopAsync(_server, cancellation);

    /// <summary>Ends the server as a power cut would, for tests of recovery. Start it again to go on.</summary>
    public async Task KillAsync(CancellationToken cancellation = default)
    {
        Postmaster.Kill(Pid);
        while (Postmaster.Runs(Pid)) await Task.Delay(PollInterval, _options.Time, cancellation);
    }

    /// <summary>
    /// Starts the server again whenever it is found dead, at the same port and socket, until it is told to end. Any number
    /// of processes may watch one server. End it before <see cref="StopAsync"/>.
    /// </summary>
    /// <param name="restarted">Called after each restart: connections from before are broken.</param>
    /// <exception cref="PrivatePostgresException">It does not start any more; the message says why.</exception>
    public async Task KeepRunningAsync(Action restarted, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(PollInterval, _options.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                if (Postmaster.Runs(Pid)) continue;
                await RestartAsync(cancellation);
                restarted();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    private async Task RestartAsync(CancellationToken cancellation)
    {
        await using var turn = await _folder.LockAsync(_options.Time, cancellation);
        _server = Postmaster.Find(_folder.Data) ?? await _starter.StartAsync(_server.Port, cancellation);
    }

    private static async Task<PrivatePostgres> StartWithinAsync(
        string asked, PrivatePostgresOptions options, CancellationToken cancellation)
    {
        var user = ServerUser.ForServer();
        var folder = await PostgresFolder.PrepareAsync(asked, user, cancellation);
        await using var turn = await folder.LockAsync(options.Time, cancellation);
        var starter = new PostgresStarter(folder, await PostgresBinaries.FindAsync(folder.MajorOfData, cancellation), user, options);
        var running = Postmaster.Find(folder.Data);
        var server = running ?? await starter.StartAsync(port: null, cancellation);
        var postgres = new PrivatePostgres(folder, starter, server, running is not null, options);
        await postgres.EnsureDatabaseAsync(cancellation);
        return postgres;
    }

    private async Task EnsureDatabaseAsync(CancellationToken cancellation)
    {
        await using var connection = await ConnectAsync(cancellation);
        await using var exists = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection);
        exists.Parameters.AddWithValue(_options.Database);
        if (await exists.ExecuteScalarAsync(cancellation) is true) return;
        var name = _options.Database.Replace("\"", "\"\"", StringComparison.Ordinal);
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
        await create.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A server that another process has just started may not be ready yet.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
            try
            {
                await connection.OpenAsync(cancellation);
                return connection;
            }
            catch (NpgsqlException error) when (error.IsTransient && Postmaster.Runs(Pid))
            {
                await connection.DisposeAsync();
                await Task.Delay(PollInterval, _options.Time, cancellation);
            }
        }
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _server.SocketFolder,
        Port = _server.Port,
        Username = PostgresStarter.User,
        Password = _folder.ReadPassword(),
        Database = database,
    }.ConnectionString;
}
