using GridCity.Cli.Commands;
using GridCity.Grains;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Access;

/// <summary><c>gridcity user</c> against a running city.</summary>
public sealed class UserCommandTests(SharedSilo shared)
{
    [Fact]
    public async Task A_user_is_hired_and_let_go_on_the_command_line()
    {
        var users = (await shared.Silo.ClientAsync(Role.Administrator)).Users;
        Assert.Equal(0, await RunAsync("add", "cli-user", "--label", "By hand"));
        Assert.Equal(
            0, await RunAsync("grant", "cli-user", "--role", "handler", "--unit", "water", "--area", "330106", "--area", "3302", "--sees-phone"));
        var post = Assert.Single((await users.GetUserAsync(new() { Id = "cli-user" })).Posts);
        Assert.Equal(0, await RunAsync("token", post.PostId, "--days", "2"));
        Assert.Equal(0, await RunAsync("list"));
        Assert.Equal(0, await RunAsync("show", "cli-user"));
        Assert.Equal(0, await RunAsync("revoke", post.PostId));
        Assert.Equal(0, await RunAsync("disable", "cli-user"));

        var user = await users.GetUserAsync(new() { Id = "cli-user" });

        Assert.Equal(("By hand", "handler", "water", true), (user.Label, post.Role, post.Unit, post.SeesPhone));
        Assert.Equal(["330106", "3302"], post.Areas);
        Assert.Single(user.Tokens);
        Assert.True(user.DisabledAt is not null && user.Posts[0].RevokedAt is not null);
    }

    [Theory]
    [InlineData("show", "nobody")]
    [InlineData("grant", "nobody", "--role", "mayor")]
    [InlineData("revoke", "no-post")]
    public async Task What_the_city_refuses_ends_with_code_1(params string[] arguments) =>
        Assert.Equal(1, await RunAsync(arguments));

    private async Task<int> RunAsync(params string[] arguments)
    {
        var token = await shared.Silo.TokenAsync(Role.Administrator, "operator");
        return await UserCommand.Make()
            .Parse([.. arguments, "--address", $"{shared.Silo.Address}", "--token", token.Text]).InvokeAsync();
    }
}
