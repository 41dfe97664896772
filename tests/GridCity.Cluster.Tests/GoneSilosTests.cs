using System.Net;
using System.Net.Sockets;
using GridCity.Conformance.Engines;
using GridCity.Grains.Orleans.Hosting;
using GridCity.Testing;
using GridCity.Testing.Silos;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCity.Cluster.Tests;

/// <summary>A silo that starts after all others were killed finds them "active" in the cluster's table.</summary>
public sealed class GoneSilosTests : IAsyncLifetime
{
    private const int Active = 3;
    private const int Dead = 6;

    private readonly TcpListener _alive = new(IPAddress.Loopback, 0);
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.ExecuteAsync("INSERT INTO orleans_cluster (id, version) VALUES ('gridcity', 7)");
        _alive.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _alive.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task One_that_is_silent_and_does_not_answer_is_buried_and_the_membership_moves_on()
    {
        await AddAsync(FreePort(), secondsSilent: 60);

        await BuryAsync();

        Assert.Equal((Dead, 8), (await StatusAsync(), await _database.ScalarAsync<int>("SELECT version FROM orleans_cluster")));
    }

    [Fact]
    public async Task One_that_was_heard_of_just_now_is_waited_for()
    {
        await AddAsync(FreePort(), secondsSilent: -60);

        await BuryAsync();

        Assert.Equal(Active, await StatusAsync());
    }

    [Fact]
    public async Task One_whose_port_answers_is_left_to_the_others()
    {
        await AddAsync(((IPEndPoint)_alive.LocalEndpoint).Port, secondsSilent: 60);

        await BuryAsync();

        Assert.Equal(Active, await StatusAsync());
    }

    [Fact]
    public async Task A_silo_starts_although_all_others_were_killed()
    {
        await AddAsync(FreePort(), secondsSilent: 60);
        await using var database = new SeverableDatabase(_database.ConnectionString);
        var parts = new GrainParts(database.Services(isAlone: false), database, database, TestKinds.All);

        await using var silo = await OrleansSilo.StartAsync(Settings(), parts, NullLoggerFactory.Instance);

        Assert.Equal(Dead, await StatusAsync());
    }

    private Task BuryAsync() =>
        new GoneSilos(_database.Source, Settings(), NullLogger.Instance).BuryAsync(TestContext.Current.CancellationToken);

    private OrleansSettings Settings() =>
        new() { ConnectionString = _database.ConnectionString, Silo = new(IPAddress.Loopback, FreePort()) };

    private Task AddAsync(int port, int secondsSilent) => _database.ExecuteAsync(
        $"""
         INSERT INTO orleans_silo (cluster, address, port, generation, name, host, status, gateway_port, started_at, alive_at)
         VALUES ('gridcity', '127.0.0.1', {port}, 1, 'killed', 'here', {Active}, 0, now(), now() - interval '{secondsSilent} seconds')
         """);

    private Task<int> StatusAsync() => _database.ScalarAsync<int>("SELECT status FROM orleans_silo WHERE name = 'killed'");

    private static int FreePort() => IPEndPoint.Parse(FreePorts.Address()).Port;
}
