using GridCity.Runtime.Postgres;
using GridCity.Testing;
using Npgsql;

namespace GridCity.Runtime.Tests.Postgres;

/// <summary>One server with the defaults, looked at from several sides.</summary>
public sealed class PrivatePostgresDefaultsTests(PrivatePostgresDefaultsTests.Server server)
    : IClassFixture<PrivatePostgresDefaultsTests.Server>
{
    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("listen_addresses", "127.0.0.1")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("lc_collate", "C")]
    [InlineData("lc_ctype", "C.UTF-8")]
    [InlineData("TimeZone", "UTC")]
    [InlineData("jit", "off")]
    public async Task Settings_are_those_of_a_durable_server_of_our_own(string name, string expected) =>
        Assert.Equal(expected, await server.ShowAsync(name));

    [Fact]
    public async Task Nobody_comes_in_without_the_password()
    {
        var wrong = new NpgsqlConnectionStringBuilder(server.Postgres.ConnectionString) { Password = "wrong", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        var error = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());

        Assert.Equal(PostgresErrorCodes.InvalidPassword, error.SqlState);
    }

    [Fact]
    public void The_server_does_not_run_as_root()
    {
        var owner = File.ReadLines($"/proc/{server.Postgres.Pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal));

        Assert.NotEqual("0", owner.Split('\t')[1]);
    }

    [Fact]
    public void The_password_is_readable_by_its_owner_only()
    {
        var file = Path.Combine(server.Postgres.Folder, "password");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    public sealed class Server : IAsyncLifetime
    {
        private readonly TestFolder _folder = new();

        public PrivatePostgres Postgres { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Postgres = await PrivatePostgres.StartAsync(Path.Combine(_folder.Path, "postgres"));

        public async Task<string> ShowAsync(string setting)
        {
            await using var source = NpgsqlDataSource.Create(Postgres.ConnectionString);
            await using var command = source.CreateCommand($"SHOW {setting}");
            return (string)(await command.ExecuteScalarAsync())!;
        }

        public async ValueTask DisposeAsync()
        {
            await Postgres.StopAsync();
            _folder.Dispose();
        }
    }
}
