using System.Net;
using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Client;
using GridCity.Grains;
using GridCity.Silo.Access;
using GridCity.Silo.Configuration;
using GridCity.Silo.Hosting;
using GridCity.Silo.Limits;
using GridCity.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCity.Silo.Tests.Support;

/// <summary>A silo in this process, on free ports and a database of its own.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);

    private readonly List<GridCityClient> _clients = [];
    private readonly TestDatabase _database;
    private readonly TestFolder _folder;
    private readonly SiloServer _server;
    private readonly bool _ownsDatabase;

    private TestSilo(TestDatabase database, TestFolder folder, SiloServer server, bool ownsDatabase) =>
        (_database, _folder, _server, _ownsDatabase) = (database, folder, server, ownsDatabase);

    public Uri Address => new(_server.Addresses[0]);

    public Uri Health => new(_server.Addresses[1]);

    public Uri Http => new(_server.Addresses[2]);

    public TestDatabase Database => _database;

    /// <summary>Its data folder, with the city's keys.</summary>
    public string Folder => _folder.Path;

    /// <summary>Keys, audit log and erasure of the silo itself.</summary>
    public SiloPrivacy Privacy => _server.Privacy;

    /// <summary>The engine it runs.</summary>
    public string Engine => _server.EngineName;

    public static async Task<TestSilo> StartAsync(
        CityPack? city = null, CallLimits? limits = null, string? engine = null, ILoggerFactory? logging = null,
        Func<SiloOptions, SiloOptions>? with = null, params string[] origins)
    {
        var database = await TestDatabase.CreateAsync();
        var folder = new TestFolder();
        PackWriter.Write(city ?? SmallCity.Pack, folder.Path);
        var silo = new TestSilo(database, folder, await ServerAsync(database, folder, limits, engine, logging, with, origins), ownsDatabase: true);
        await silo._server.ReadyAsync(new CancellationTokenSource(ReadyMax).Token);
        return silo;
    }

    /// <summary>Starts a second silo on the same database: with the local engine a standby, with Orleans one more of a cluster.</summary>
    public async Task<TestSilo> StartAnotherAsync(string? engine) =>
        new(_database, _folder, await ServerAsync(_database, _folder, limits: null, engine), ownsDatabase: false);

    /// <summary>A client with a token of its own.</summary>
    public async Task<GridCityClient> ClientAsync(Role role, string? person = null, string unit = "", string area = "", TimeSpan? answerMax = null, bool seesPhone = false)
    {
        var token = await TokenAsync(role, person ?? $"{role}-1".ToLowerInvariant(), unit, area, seesPhone);
        return Connect(token.Text, answerMax);
    }

    /// <summary>A token of a user at a post, both made where they are not there yet.</summary>
    public Task<IssuedToken> TokenAsync(
        Role role, string person, string unit = "", string area = "", bool seesPhone = false, int days = 1) =>
        new TokenDesk(_database.Source).IssueAsync(
            new(person, new(role, unit, area.Length == 0 ? [] : [area], seesPhone), days));

    public GridCityClient Connect(string? token, TimeSpan? answerMax = null, TimeProvider? time = null)
    {
        var client = new GridCityClient(
            Address, new() { Token = token, AnswerMax = answerMax ?? TimeSpan.FromSeconds(60), Time = time ?? TimeProvider.System });
        _clients.Add(client);
        return client;
    }

    /// <summary>A client that knows two silos.</summary>
    public async Task<GridCityClient> ClientOfBothAsync(TestSilo other, Role role, string unit = "")
    {
        var token = await TokenAsync(role, $"both-{role}".ToLowerInvariant(), unit);
        var options = new GridCityClientOptions { Token = token.Text, AnswerMax = TimeSpan.FromSeconds(60), OtherSilos = [other.Address] };
        _clients.Add(new GridCityClient(Address, options));
        return _clients[^1];
    }

    /// <summary>Stops the server as an operator would.</summary>
    public ValueTask StopAsync() => _server.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await _server.DisposeAsync();
        if (!_ownsDatabase) return;
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private static Task<SiloServer> ServerAsync(
        TestDatabase database, TestFolder folder, CallLimits? limits, string? engine, ILoggerFactory? logging = null,
        Func<SiloOptions, SiloOptions>? with = null, params string[] origins)
    {
        var free = new IPEndPoint(IPAddress.Loopback, 0);
        var options = new SiloOptions
        {
            Postgres = database.ConnectionString, Data = folder.Path, City = folder.Path, Listen = free, Health = free, Http = free,
            Limits = limits ?? new(), Engine = engine, HttpOrigins = origins,
        };
        return SiloServer.StartAsync(with?.Invoke(options) ?? options, logging ?? NullLoggerFactory.Instance);
    }
}
