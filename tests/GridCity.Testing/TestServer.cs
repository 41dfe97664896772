using System.Security.Cryptography;
using System.Text;
using GridCity.Runtime.Postgres;
using GridCity.Runtime.Schema;
using Npgsql;

namespace GridCity.Testing;

/// <summary>
/// The PostgreSQL that this process's tests share: the one that <c>GRIDCITY_TEST_POSTGRES</c> names, or a private one
/// in a temporary folder that ends with the process.
/// </summary>
internal sealed class TestServer
{
    private const string Variable = "GRIDCITY_TEST_POSTGRES";

    private const string FolderPrefix = "gridcity-test-";

    private static readonly Lazy<Task<TestServer>> Shared = new(StartAsync);

    private readonly Lazy<Task<string>> _template;

    private TestServer(string connectionString)
    {
        Password = new NpgsqlConnectionStringBuilder(connectionString).Password;
        Admin = NpgsqlDataSource.Create(connectionString);
        _template = new(MakeTemplateAsync);
    }

    /// <summary>Connected as a role that may create databases.</summary>
    public NpgsqlDataSource Admin { get; }

    public string? Password { get; }

    public static Task<TestServer> SharedAsync() => Shared.Value;

    /// <summary>The name of a database with this version's schema that nobody is connected to.</summary>
    public Task<string> MigratedTemplateAsync() => _template.Value;

    private static async Task<TestServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return new(named);
        RemoveLeftOver();
        var folder = Path.Combine(Path.GetTempPath(), $"{FolderPrefix}{Environment.ProcessId}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TestFolder.Remove(folder);
        try
        {
            var server = await PrivatePostgres.StartAsync(folder, new PrivatePostgresOptions { Settings = Settings });
            return new(server.ConnectionString);
        }
        catch (PrivatePostgresException error) when (error.Message.Contains("apt-get install", StringComparison.Ordinal))
        {
            throw new SkippedException(error.Message);
        }
    }

    /// <summary>
    /// Written to disk or not makes no difference to a server that is thrown away, except in time; a test of recovery
    /// starts a server of its own. Memory is less, as many suites may run side by side.
    /// </summary>
    private static Dictionary<string, string> Settings { get; } = new()
    {
        ["fsync"] = "off",
        ["shared_buffers"] = "128MB",
        ["max_connections"] = "300",
        ["min_wal_size"] = "80MB",
    };

    /// <summary>Suites that run at the same time share a template: the name tells the schema, a lock who makes it.</summary>
    private async Task<string> MakeTemplateAsync()
    {
        var name = $"template_{Digest(string.Concat(Migration.Embedded.Select(migration => migration.Checksum)))}";
        // Not from a pool: there the session, and the lock with it, would outlive this method.
        var target = new NpgsqlConnectionStringBuilder(Admin.ConnectionString) { Password = Password, Pooling = false };
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "SELECT pg_advisory_lock(hashtext('gridcity.test_template'))");
        await using (var exists = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection))
        {
            exists.Parameters.AddWithValue(name);
            if (await exists.ExecuteScalarAsync() is true) return name;
        }

        await ExecuteAsync(connection, "DROP DATABASE IF EXISTS template_unfinished WITH (FORCE)");
        await ExecuteAsync(connection, "CREATE DATABASE template_unfinished TEMPLATE template0");
        await MigrateAsync("template_unfinished");
        await ExecuteAsync(connection, $"ALTER DATABASE template_unfinished RENAME TO {name}");
        return name;
    }

    private async Task MigrateAsync(string database)
    {
        var target = new NpgsqlConnectionStringBuilder(Admin.ConnectionString) { Database = database, Password = Password };
        await using var source = NpgsqlDataSource.Create(target.ConnectionString);
        await new Migrator(source).MigrateAsync();
    }

    /// <summary>A test process that was killed could not clean up: the next one does.</summary>
    private static void RemoveLeftOver()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
            if (int.TryParse(Path.GetFileName(folder)[FolderPrefix.Length..], out var pid) && !Directory.Exists($"/proc/{pid}"))
                TestFolder.Remove(folder);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
