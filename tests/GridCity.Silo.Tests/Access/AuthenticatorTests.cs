using GridCity.Grains;
using GridCity.Rpc;
using GridCity.Runtime.Simulation;
using GridCity.Silo.Access;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Tests.Support;
using GridCity.Silo.Tests.Watching;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Access;

/// <summary>How long a caller is known without asking the table again.</summary>
public sealed class AuthenticatorTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database is null ? default : _database.DisposeAsync();

    [Fact]
    public async Task A_stream_ends_within_the_named_time_after_its_user_was_disabled()
    {
        var users = new UserTable(_database.Source);
        var token = await new TokenDesk(_database.Source).IssueAsync(new("watcher", new(Role.Clerk, "", ["3301"], SeesPhone: true), 1));
        var authenticator = new Authenticator(new(_database.Source), Sessions(), _time);
        var call = new WatchingCall($"Bearer {token.Text}");
        var session = new CallSession(_time) { Authenticate = () => authenticator.AuthenticateAsync(call, isStream: true) };
        call.User = session;
        await session.RequireStillAsync();
        Assert.Equal((true, "3301"), (session.Caller!.SeesPhone, Assert.Single(session.Caller.Areas)));

        await users.DisableAsync("watcher", CancellationToken.None);
        _time.Advance(Authenticator.RememberedMax - TimeSpan.FromSeconds(1));
        await session.RequireStillAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        await Refused.With(StatusCode.Unauthenticated, () => session.RequireStillAsync().AsTask());
    }

    private SessionDesk Sessions() =>
        new(_database.Source, new(), new(null!), new(_database.Source), new(), _time);
}
