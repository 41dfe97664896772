using GridCity.Grains;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Access;

/// <summary>Users, the posts that they hold, and the tokens of these.</summary>
public sealed class UserTests(SharedSilo shared)
{
    [Fact]
    public async Task A_user_is_added_gets_a_post_and_works_with_a_token_of_it()
    {
        var users = (await shared.Silo.ClientAsync(Role.Administrator)).Users;
        await users.AddUserAsync(new() { Id = "u-new", Label = "Wei" });
        var post = await users.GrantPostAsync(
            new() { User = "u-new", Role = "clerk", Areas = { "330106001", "330106", "3302" }, SeesPhone = true });
        var issued = await users.IssueTokenAsync(new() { PostId = post.PostId, Days = 3 });

        await shared.Silo.Connect(issued.Token).Desk.ListQueueAsync(new());
        var user = await users.GetUserAsync(new() { Id = "u-new" });

        Assert.Equal(["330106", "3302"], post.Areas);
        Assert.Equal(("Wei", true, null), (user.Label, Assert.Single(user.Posts).SeesPhone, user.DisabledAt));
        Assert.Equal((issued.TokenId, post.PostId), (Assert.Single(user.Tokens).TokenId, user.Tokens[0].PostId));
        Assert.Equal(
            ["user.added", "post.granted", "token.made"], await AuditedAsync("u-new"));
    }

    [Fact]
    public async Task With_its_post_a_token_ends()
    {
        var users = (await shared.Silo.ClientAsync(Role.Administrator)).Users;
        var (post, issued) = await HiredAsync(users, "u-moved");

        await users.RevokePostAsync(new() { PostId = post.PostId });

        await Refused.With(StatusCode.Unauthenticated, () => shared.Silo.Connect(issued.Token).Desk.ListQueueAsync(new()));
        await Refused.With(StatusCode.FailedPrecondition, () => users.RevokePostAsync(new() { PostId = post.PostId }));
        await Refused.With(StatusCode.FailedPrecondition, () => users.IssueTokenAsync(new() { PostId = post.PostId }));
        Assert.NotNull(Assert.Single((await users.GetUserAsync(new() { Id = "u-moved" })).Posts).RevokedAt);
    }

    [Fact]
    public async Task A_disabled_user_does_nothing_any_more()
    {
        var administrator = await shared.Silo.ClientAsync(Role.Administrator);
        var users = administrator.Users;
        var (post, issued) = await HiredAsync(users, "u-gone");

        Assert.NotNull((await users.DisableUserAsync(new() { Id = "u-gone" })).DisabledAt);

        await Refused.With(StatusCode.Unauthenticated, () => shared.Silo.Connect(issued.Token).Desk.ListQueueAsync(new()));
        await Refused.With(StatusCode.FailedPrecondition, () => users.IssueTokenAsync(new() { PostId = post.PostId }));
        await Refused.With(StatusCode.FailedPrecondition, () => users.DisableUserAsync(new() { Id = "u-gone" }));
        await Refused.With(StatusCode.FailedPrecondition, () => users.GrantPostAsync(new() { User = "u-gone", Role = "agent" }));
        await Refused.With(StatusCode.FailedPrecondition, () =>
            administrator.Admin.CreateTokenAsync(new() { Person = "u-gone", Role = "clerk" }));
    }

    [Fact]
    public async Task A_post_granted_again_has_the_right_that_was_said_last()
    {
        var users = (await shared.Silo.ClientAsync(Role.Administrator)).Users;
        var (post, _) = await HiredAsync(users, "u-again");

        var again = await users.GrantPostAsync(new() { User = "u-again", Role = "clerk", SeesPhone = true });

        Assert.Equal((post.PostId, true), (again.PostId, again.SeesPhone));
        Assert.Single((await users.GetUserAsync(new() { Id = "u-again" })).Posts);
    }

    [Fact]
    public async Task Users_are_listed_page_by_page()
    {
        var users = (await shared.Silo.ClientAsync(Role.Administrator)).Users;
        foreach (var id in new[] { "zz-1", "zz-2", "zz-3" }) await users.AddUserAsync(new() { Id = id });

        var first = await users.ListUsersAsync(new() { PageSize = 2, PageToken = "zz" });
        var rest = await users.ListUsersAsync(new() { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal(["zz-1", "zz-2", "zz-3"], first.Users.Concat(rest.Users).Select(user => user.Id));
        Assert.Equal("", rest.NextPageToken);
    }

    [Fact]
    public async Task An_administrator_of_an_area_gives_and_takes_no_more_than_that()
    {
        var all = (await shared.Silo.ClientAsync(Role.Administrator)).Users;
        var (everywhere, _) = await HiredAsync(all, "u-whole");
        var local = await shared.Silo.ClientAsync(Role.Administrator, person: "local-admin", area: "330106001");

        var granted = await local.Users.GrantPostAsync(new() { User = "u-whole", Role = "clerk", Areas = { "330106001002" } });

        await Denied(() => local.Users.GrantPostAsync(new() { User = "u-whole", Role = "clerk" }));
        await Denied(() => local.Users.GrantPostAsync(new() { User = "u-whole", Role = "clerk", Areas = { "330106" } }));
        await Denied(() => local.Users.RevokePostAsync(new() { PostId = everywhere.PostId }));
        await Denied(() => local.Users.IssueTokenAsync(new() { PostId = everywhere.PostId }));
        await Denied(() => local.Users.DisableUserAsync(new() { Id = "u-whole" }));
        await Denied(() => local.Admin.CreateTokenAsync(new() { Person = "u-whole", Role = "clerk" }));
        var seen = await local.Users.GetUserAsync(new() { Id = "u-whole" });
        Assert.Equal(granted.PostId, Assert.Single(seen.Posts).PostId);
        Assert.Empty(seen.Tokens);
    }

    [Fact]
    public async Task Only_administrators_see_and_change_users()
    {
        var users = shared.Crew.Clerk.Users;

        await Denied(() => users.AddUserAsync(new() { Id = "u" }));
        await Denied(() => users.ListUsersAsync(new()));
        await Denied(() => users.GetUserAsync(new() { Id = "u" }));
        await Denied(() => users.GrantPostAsync(new() { User = "u", Role = "clerk" }));
        await Denied(() => users.DisableUserAsync(new() { Id = "u" }));
    }

    [Fact]
    public async Task What_is_asked_wrongly_names_the_field()
    {
        var users = (await shared.Silo.ClientAsync(Role.Administrator)).Users;
        await users.AddUserAsync(new() { Id = "u-twice" });

        await Refused.With(StatusCode.AlreadyExists, () => users.AddUserAsync(new() { Id = "u-twice" }));
        await Refused.With(StatusCode.NotFound, () => users.GetUserAsync(new() { Id = "nobody" }));
        await Refused.With(StatusCode.NotFound, () => users.GrantPostAsync(new() { User = "nobody", Role = "clerk" }));
        await Refused.With(StatusCode.NotFound, () => users.IssueTokenAsync(new() { PostId = $"{Guid.NewGuid()}" }));
        await Refused.Naming("id", () => users.AddUserAsync(new()));
        await Refused.Naming("label", () => users.AddUserAsync(new() { Id = "u", Label = new('x', 101) }));
        await Refused.Naming("role", () => users.GrantPostAsync(new() { User = "u-twice", Role = "mayor" }));
        await Refused.Naming("unit", () => users.GrantPostAsync(new() { User = "u-twice", Role = "handler" }));
        await Refused.Naming("unit", () => users.GrantPostAsync(new() { User = "u-twice", Role = "clerk", Unit = "water" }));
        await Refused.Naming("areas", () => users.GrantPostAsync(new() { User = "u-twice", Role = "clerk", Areas = { "north" } }));
        await Refused.Naming("post_id", () => users.RevokePostAsync(new() { PostId = "1" }));
        await Refused.Naming("page_size", () => users.ListUsersAsync(new() { PageSize = 1_001 }));
    }

    private static async Task<(Post Post, IssueTokenReply Token)> HiredAsync(Client.UsersClient users, string id)
    {
        await users.AddUserAsync(new() { Id = id });
        var post = await users.GrantPostAsync(new() { User = id, Role = "clerk" });
        return (post, await users.IssueTokenAsync(new() { PostId = post.PostId }));
    }

    private static Task Denied(Func<Task> call) => Refused.With(StatusCode.PermissionDenied, call);

    private Task<string[]> AuditedAsync(string user) => shared.Silo.Database.ScalarAsync<string[]>(
        $"SELECT array_agg(action ORDER BY sequence) FROM audit WHERE subject = '{user}'");
}
