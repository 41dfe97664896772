using Npgsql;

namespace GridCity.Testing;

/// <summary>A database of one test on a real PostgreSQL, gone when the test is over.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _admin;
    private readonly string _name;

    private TestDatabase(NpgsqlDataSource admin, string connectionString, string name)
    {
        (_admin, _name, ConnectionString) = (admin, name, connectionString);
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public string ConnectionString { get; }

    /// <summary>A pool of its own, closed with the database.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Makes a database with this version's schema, as a copy of one that was migrated once per server.</summary>
    /// <remarks>Skips the test where no PostgreSQL is installed.</remarks>
    public static async Task<TestDatabase> CreateAsync() =>
        await CreateAsync(await (await TestServer.SharedAsync()).MigratedTemplateAsync());

    /// <summary>Makes a database without any schema.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => CreateAsync("template0");

    /// <summary>Runs one statement.</summary>
    /// <returns>Rows affected.</returns>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await using var drop = _admin.CreateCommand($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
    }

    private static async Task<TestDatabase> CreateAsync(string template)
    {
        var server = await TestServer.SharedAsync();
        var name = $"test_{Guid.NewGuid():N}";
        await using var create = server.Admin.CreateCommand($"CREATE DATABASE {name} TEMPLATE {template}");
        await create.ExecuteNonQueryAsync();
        var connection = new NpgsqlConnectionStringBuilder(server.Admin.ConnectionString) { Database = name, Password = server.Password };
        return new(server.Admin, connection.ConnectionString, name);
    }
}
