using GridCity.Runtime.Postgres;
using GridCity.Testing;
using Npgsql;

namespace GridCity.Runtime.Tests.Postgres;

public sealed class PrivatePostgresTests(MadeServer made) : IClassFixture<MadeServer>, IDisposable
{
    private static readonly PrivatePostgresOptions Small = MadeServer.Options;

    private readonly TestFolder _folder = new();

    private string Folder => Path.Combine(_folder.Path, "postgres");

    [Fact]
    public async Task A_stopped_server_goes_on_with_its_data()
    {
        var first = await StartAsync();
        await ExecuteAsync(first, "CREATE TABLE kept AS SELECT 7 AS number");
        await first.StopAsync();
        Assert.False(Postmaster.Runs(first.Pid));

        var second = await StartAsync();

        Assert.Equal(7, await ScalarAsync<int>(second, "SELECT number FROM kept"));
        Assert.False(second.WasRunning);
    }

    [Fact]
    public async Task A_killed_server_comes_back_with_all_that_was_committed()
    {
        var first = await StartAsync();
        await ExecuteAsync(first, "CREATE TABLE kept (number int)");
        await ExecuteAsync(first, "INSERT INTO kept SELECT generate_series(1, 1000)");

        await first.KillAsync();
        var second = await StartAsync();

        Assert.NotEqual(first.Pid, second.Pid);
        Assert.Equal(1000, await ScalarAsync<long>(second, "SELECT count(*) FROM kept"));
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("a path too odd for a socket, it's here")]
    public async Task A_watched_server_comes_back_where_it_was_each_time_it_is_killed(string name)
    {
        var server = await StartAsync(Path.Combine(_folder.Path, name));
        await ExecuteAsync(server, "CREATE TABLE kept AS SELECT 7 AS number");
        var (address, restarts) = (server.ConnectionString, 0);
        using var end = new CancellationTokenSource();
        var watch = server.KeepRunningAsync(() => Interlocked.Increment(ref restarts), end.Token);

        for (var kills = 1; kills <= 3; kills++)
        {
            Postmaster.Kill(server.Pid);
            await Eventually.Is(() => Volatile.Read(ref restarts) == kills, $"server, killed {kills} times: it runs again");
            Assert.Equal(7, await ScalarAsync<int>(server, "SELECT number FROM kept"));
        }

        await end.CancelAsync();
        await watch;
        Assert.Equal(address, server.ConnectionString);
        await server.StopAsync();
    }

    [Fact]
    public async Task Starts_at_the_same_time_share_one_server()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PrivatePostgres.StartAsync(Folder, Small)));

        Assert.Single(servers.Select(server => server.Pid).Distinct());
        Assert.Single(servers, server => !server.WasRunning);
    }

    [Fact]
    public async Task A_first_start_that_was_cut_short_leaves_nothing_in_the_way()
    {
        var whole = await PrivatePostgres.StartAsync(Folder, Small);
        await whole.StopAsync();
        Directory.Move(Path.Combine(whole.Folder, "data"), Path.Combine(whole.Folder, "data.unfinished"));

        var server = await PrivatePostgres.StartAsync(Folder, Small);

        Assert.Equal("gridcity", await ScalarAsync<string>(server, "SELECT current_database()::text"));
    }

    [Fact]
    public async Task A_folder_with_somebody_elses_files_is_left_alone()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root starts the server as another user");
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "letter"), "");

        var error = await Assert.ThrowsAsync<PrivatePostgresException>(() => PrivatePostgres.StartAsync(Folder, Small));

        Assert.Contains("Choose an empty folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pid_file_that_names_another_process_is_not_believed()
    {
        var first = await StartAsync();
        await first.StopAsync();
        await File.WriteAllTextAsync(
            Path.Combine(first.Folder, "data", "postmaster.pid"), $"{Environment.ProcessId}\n/nowhere\n0\n1\n/nowhere\n");

        var second = await StartAsync();

        Assert.False(second.WasRunning);
    }

    [Fact]
    public async Task A_path_too_long_or_too_odd_for_a_socket_is_no_obstacle()
    {
        var odd = Path.Combine(_folder.Path, new string('x', 100), "it's here, yes");

        var server = await StartAsync(odd);

        Assert.Equal(odd, server.Folder);
        Assert.Equal(1, await ScalarAsync<int>(server, "SELECT 1"));
        await server.StopAsync();
        var again = await PrivatePostgres.StartAsync(odd, Small);
        Assert.Equal(1, await ScalarAsync<int>(again, "SELECT 1"));
        await again.StopAsync();
        Assert.False(Directory.Exists(new NpgsqlConnectionStringBuilder(again.ConnectionString).Host));
    }

    [Fact]
    public async Task A_folder_closed_to_the_servers_user_becomes_a_link_to_one_that_is_open()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root starts the server as another user");
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var first = await PrivatePostgres.StartAsync(Folder, Small);
        var second = await PrivatePostgres.StartAsync(Folder, Small);
        await second.StopAsync();

        Assert.StartsWith("/var/lib/gridcity/postgres-", first.Folder, StringComparison.Ordinal);
        Assert.Equal((first.Folder, first.Pid), (second.Folder, second.Pid));
        Assert.Equal(first.Folder, Directory.ResolveLinkTarget(Folder, returnFinalTarget: true)!.FullName);
        Directory.Delete(first.Folder, recursive: true);
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        var broken = Small with { Settings = new Dictionary<string, string> { ["shared_buffers"] = "1EB" } };
        await made.CopyToAsync(Folder);

        var error = await Assert.ThrowsAsync<PrivatePostgresException>(() => PrivatePostgres.StartAsync(Folder, broken));

        Assert.Contains("shared_buffers", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<PrivatePostgres> StartAsync() => StartAsync(Folder);

    /// <summary>Starts a server on data that were made before, the first time on a copy of the class's.</summary>
    private async Task<PrivatePostgres> StartAsync(string folder)
    {
        if (!Directory.Exists(folder)) await made.CopyToAsync(folder);
        return await PrivatePostgres.StartAsync(folder, Small);
    }

    private static async Task ExecuteAsync(PrivatePostgres server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> ScalarAsync<T>(PrivatePostgres server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
