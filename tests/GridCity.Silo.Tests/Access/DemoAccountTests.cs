using System.Net;
using GridCity.Cities.Files;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Configuration;
using GridCity.Silo.Hosting;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Access;

/// <summary>Only a new private city on loopback has a demo account.</summary>
public sealed class DemoAccountTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private TestDatabase _database = null!;
    private PersonKeys _keys = null!;

    public async ValueTask InitializeAsync()
    {
        PackWriter.Write(SmallCity.Pack, _folder.Path);
        _database = await TestDatabase.CreateAsync();
        var file = await CityKeyFile.OpenOrMakeAsync(Path.Combine(_folder.Path, "city.keys"));
        _keys = await PersonKeys.OpenAsync(_database.Source, file, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        if (_database is not null) await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_new_private_city_gets_one_with_every_post_and_says_it_again()
    {
        var first = await EnsureAsync(Private);
        var again = await EnsureAsync(Private);

        Assert.Contains("account demo, password ", first, StringComparison.Ordinal);
        Assert.Equal(first, again);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.Path, "demo-account.txt")));
        var user = await new UserTable(_database.Source).FindAsync("demo", CancellationToken.None);
        Assert.Equal(
            ["administrator", "agent", "clerk", "department", "dispatcher", "handler", "inspector", "supervisor"],
            user!.Posts.Select(post => RoleNames.Of(post.Post.Role)).Order());
    }

    [Fact]
    public async Task No_other_city_gets_one()
    {
        Assert.Null(await EnsureAsync(Private with { Demo = false }));
        Assert.Null(await EnsureAsync(Private with { Postgres = "Host=elsewhere" }));
        Assert.Null(await EnsureAsync(Private with { Http = new(IPAddress.Any, 5082) }));
        await new UserTable(_database.Source).AddAsync("somebody", "", CancellationToken.None);
        Assert.Null(await EnsureAsync(Private));
    }

    private SiloOptions Private => new() { Demo = true, Data = _folder.Path };

    private Task<string?> EnsureAsync(SiloOptions options) =>
        new DemoAccount(options, _database.Source, _keys, LoadedCity.Load(_folder.Path), TimeProvider.System).EnsureAsync(CancellationToken.None);
}
