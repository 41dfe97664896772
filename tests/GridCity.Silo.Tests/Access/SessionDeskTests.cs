using GridCity.Grains;
using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Simulation;
using GridCity.Silo.Access;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Google.Rpc;

namespace GridCity.Silo.Tests.Access;

/// <summary>How sessions begin and end, with the clock in the test's hand.</summary>
public sealed class SessionDeskTests : IAsyncLifetime
{
    private const string Peer = "ipv4:127.0.0.1:1";

    private readonly ManualTimeProvider _time = new(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly Passwords _passwords = new();
    private readonly TestFolder _folder = new();
    private TestDatabase _database = null!;
    private PersonKeys _keys = null!;
    private SessionDesk _desk = null!;
    private NewAccount _account = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var file = await CityKeyFile.OpenOrMakeAsync(Path.Combine(_folder.Path, "city.keys"));
        _keys = await PersonKeys.OpenAsync(_database.Source, file, _time);
        _desk = new(_database.Source, _passwords, new(_keys.SignInSecrets), new(_database.Source), new(), _time);
        _account = await new AccountMaker(_database.Source, _keys, _time).MakeAsync(
            "wang", [new(Role.Clerk, "", ["3301"], SeesPhone: false), new(Role.Supervisor, "", [], SeesPhone: true)]);
    }

    public async ValueTask DisposeAsync()
    {
        _passwords.Dispose();
        _folder.Dispose();
        if (_database is not null) await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_session_acts_at_the_first_post_or_at_the_one_that_is_asked_for()
    {
        var own = await BeginAsync();

        var first = await CallerAsync(own.Token);
        var second = await _desk.CallerAsync(new(own.Token, own.Posts[1].Id), isUse: true, CancellationToken.None);
        var chosen = await _desk.ChooseAsync(new(own.Token, null), own.Posts[1].Id, CancellationToken.None);

        Assert.Equal((Role.Clerk, "3301", false), (first!.Actor.Role, Assert.Single(first.Areas), first.SeesPhone));
        Assert.Equal((Role.Supervisor, true), (second!.Actor.Role, second.SeesPhone));
        Assert.Equal(own.Posts[1].Id, chosen.Session.Post.Id);
        Assert.Null(await _desk.CallerAsync(new(own.Token, Guid.NewGuid()), isUse: true, CancellationToken.None));
    }

    [Fact]
    public async Task A_session_ends_without_calls_and_a_stream_keeps_none_alive()
    {
        var (used, watched) = (await BeginAsync(), await BeginAsync());
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.NotNull(await CallerAsync(used.Token));
        Assert.NotNull(await _desk.CallerAsync(new(watched.Token, null), isUse: false, CancellationToken.None));
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.NotNull(await CallerAsync(used.Token));
        Assert.Null(await CallerAsync(watched.Token));
    }

    [Fact]
    public async Task A_session_ends_after_its_hours_however_busy()
    {
        var own = await BeginAsync();
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(11.5); passed += TimeSpan.FromMinutes(30))
        {
            _time.Advance(TimeSpan.FromMinutes(30));
            Assert.NotNull(await CallerAsync(own.Token));
        }

        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(await CallerAsync(own.Token));
    }

    [Fact]
    public async Task An_expired_session_goes_on_with_password_and_code_at_its_post()
    {
        var own = await BeginAsync();
        await _desk.ChooseAsync(new(own.Token, null), own.Posts[1].Id, CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(13));
        await Refused.With(StatusCode.Unauthenticated, () => _desk.OwnAsync(new(own.Token, null), CancellationToken.None));

        var next = await _desk.RenewAsync(new(own.Token, null), _account.Password, Code(), Peer, CancellationToken.None);

        Assert.Equal((own.Posts[1].Id, "wang"), (next.Session.Post.Id, next.Session.User));
        Assert.NotEqual(own.Token, next.Token);
        await Refused.With(
            StatusCode.Unauthenticated, () => _desk.RenewAsync(new(own.Token, null), _account.Password, Code(), Peer, CancellationToken.None));
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var given = new Credentials("wang", _account.Password, Code());
        await _desk.BeginAsync(given, Peer, CancellationToken.None);

        await Refused.With(StatusCode.Unauthenticated, () => _desk.BeginAsync(given, Peer, CancellationToken.None));
    }

    [Fact]
    public async Task Wrong_tries_make_the_next_one_wait_longer_and_longer()
    {
        for (var failed = 0; failed < SignInTable.FreeTries; failed++) await WrongAsync();
        Assert.Equal(1, (await LockedAsync()).TotalSeconds, 0.1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await WrongAsync();
        Assert.Equal(2, (await LockedAsync()).TotalSeconds, 0.1);
        for (var more = 0; more < 20; more++)
        {
            _time.Advance(SignInTable.DelayMax);
            await WrongAsync();
        }

        Assert.Equal(SignInTable.DelayMax.TotalSeconds, (await LockedAsync()).TotalSeconds, 0.1);
        _time.Advance(SignInTable.DelayMax);
        await BeginAsync();
        await WrongAsync();
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_refused_and_locked_like_one_that_does()
    {
        for (var failed = 0; failed < SignInTable.FreeTries; failed++) await WrongAsync("nobody");

        Assert.Equal(1, (await LockedAsync("nobody")).TotalSeconds, 0.1);
        await BeginAsync();
    }

    [Fact]
    public async Task A_new_password_or_factor_ends_the_sessions_and_a_disabled_user_has_none()
    {
        var desk = SignInDesk.Of(_database.Source, _keys, _passwords, _time);
        var own = await BeginAsync();
        await desk.SetPasswordAsync("wang", "a new password");
        Assert.Null(await CallerAsync(own.Token));
        var secret = (await desk.EnrolAsync("wang"))!;
        await Refused.With(StatusCode.Unauthenticated, () => _desk.BeginAsync(new("wang", "a new password", Code()), Peer, CancellationToken.None));
        _time.Advance(TimeSpan.FromMinutes(1));
        var again = await _desk.BeginAsync(
            new("wang", "a new password", Totp.CodeAt(secret, Totp.StepAt(_time.GetUtcNow()))), Peer, CancellationToken.None);

        await new UserTable(_database.Source).DisableAsync("wang", CancellationToken.None);

        Assert.Null(await CallerAsync(again.Token));
        Assert.False(await desk.SetPasswordAsync("wang", "another password"));
    }

    [Fact]
    public async Task The_own_password_is_changed_with_the_old_one_and_other_sessions_end()
    {
        var (other, own) = (await BeginAsync(), await BeginAsync());
        _time.Advance(TimeSpan.FromMinutes(1));
        var changed = await _desk.ChangePasswordAsync(
            new(own.Token, null), new("", _account.Password, Code()), "quite another one", Peer, CancellationToken.None);

        Assert.NotNull(await CallerAsync(changed.Token));
        Assert.Null(await CallerAsync(own.Token));
        Assert.Null(await CallerAsync(other.Token));
        await Refused.With(StatusCode.InvalidArgument, () => _desk.ChangePasswordAsync(
            new(changed.Token, null), new("", "quite another one", Code()), "wang-wang-wang", Peer, CancellationToken.None));
    }

    [Fact]
    public async Task The_database_holds_nothing_that_opens_a_session_or_makes_a_code()
    {
        var own = await BeginAsync();
        await using var command = _database.Source.CreateCommand(
            "SELECT (SELECT string_agg(web_session::text, '') FROM web_session) || (SELECT string_agg(sign_in_account::text, '') FROM sign_in_account)");
        var all = (string)(await command.ExecuteScalarAsync())!;

        Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(own.Token)), all, StringComparison.Ordinal);
        Assert.DoesNotContain(own.Token, all, StringComparison.Ordinal);
        Assert.DoesNotContain(_account.Password, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(_account.SecondFactor), all, StringComparison.Ordinal);
    }

    private string Code() => Totp.CodeAt(_account.SecondFactor, Totp.StepAt(_time.GetUtcNow()));

    private Task<Caller?> CallerAsync(string token) => _desk.CallerAsync(new(token, null), isUse: true, CancellationToken.None);

    /// <summary>Each with a code of its own.</summary>
    private async Task<OwnSession> BeginAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(30));
        return await _desk.BeginAsync(new("wang", _account.Password, Code()), Peer, CancellationToken.None);
    }

    private Task WrongAsync(string account = "wang") => Refused.With(
        StatusCode.Unauthenticated, () => _desk.BeginAsync(new(account, "wrong password", "000000"), Peer, CancellationToken.None));

    private async Task<TimeSpan> LockedAsync(string account = "wang")
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => _desk.BeginAsync(new(account, _account.Password, Code()), Peer, CancellationToken.None));
        Assert.Equal(StatusCode.ResourceExhausted, refusal.Code);
        Assert.True(refusal.TryGetDetail<RetryInfo>(out var retry));
        return retry.RetryDelay.ToTimeSpan();
    }
}
