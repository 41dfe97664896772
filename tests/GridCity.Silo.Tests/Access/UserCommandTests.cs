using GridCity.Cli.Commands;
using GridCity.Grains;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Access;

/// <summary><c>gridcity admin user</c> against a running city.</summary>
public sealed class UserCommandTests(SharedSilo shared)
{
    [Fact]
    public async Task A_user_is_hired_and_let_go_on_the_command_line()
    {
        var users = (await shared.Silo.ClientAsync(Role.Administrator)).Users;
        (await RunAsync("add", "cli-user", "--label", "By hand")).Done();
        string[] handler = ["--role", "handler", "--unit", "water", "--areas", "330106", "--areas", "3302", "--sees-phone"];
        (await RunAsync(["grant", "cli-user", .. handler])).Done();
        var post = Assert.Single((await users.GetUserAsync(new() { Id = "cli-user" })).Posts);
        var token = (await RunAsync("token", post.PostId, "--days", "2")).Done().Output.Trim();
        Assert.Contains("cli-user", (await RunAsync("list", "--all")).Done().Output, StringComparison.Ordinal);
        Assert.Contains("By hand", (await RunAsync("show", "cli-user")).Done().Output, StringComparison.Ordinal);
        var version = (await CliRun.OfAsync(shared.Silo, token, "admin", "version", "--json")).Done().Json;
        Assert.Equal(shared.Silo.Engine, (string)version["engine"]!);
        (await RunAsync("revoke", post.PostId)).Done();
        (await RunAsync("disable", "cli-user")).Done();

        var user = await users.GetUserAsync(new() { Id = "cli-user" });

        Assert.Equal(("By hand", "handler", "water", true), (user.Label, post.Role, post.Unit, post.SeesPhone));
        Assert.Equal(["330106", "3302"], post.Areas);
        Assert.Single(user.Tokens);
        Assert.True(user.DisabledAt is not null && user.Posts[0].RevokedAt is not null);
    }

    [Theory]
    [InlineData(ExitCode.NotFound, "show", "nobody")]
    [InlineData(ExitCode.Invalid, "grant", "nobody", "--role", "mayor")]
    [InlineData(ExitCode.Invalid, "revoke", "no-post")]
    [InlineData(ExitCode.Usage, "grant", "nobody")]
    [InlineData(ExitCode.Usage, "token", "no-post", "--days", "many")]
    public async Task What_the_city_refuses_is_told_by_the_exit_code(int code, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal(code, run.Code);
        Assert.NotEmpty(run.Error);
    }

    private async Task<CliRun> RunAsync(params string[] arguments)
    {
        var token = await shared.Silo.TokenAsync(Role.Administrator, "operator");
        return await CliRun.OfAsync(shared.Silo, token.Text, ["admin", "user", .. arguments]);
    }
}
