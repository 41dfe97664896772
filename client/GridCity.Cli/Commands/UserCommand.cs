using System.CommandLine;
using GridCity.Client;
using GridCity.Cli.Users;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity user …</c>: who works on the city.</summary>
internal static class UserCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "Id of the user." };
    private static readonly Argument<string> Post = new("post") { Description = "Id of the post; 'user show' lists them." };
    private static readonly Option<string> Role = new("--role")
    {
        Description = "agent, clerk, dispatcher, department, handler, inspector, supervisor, other-system or administrator.",
        Required = true,
    };

    private static readonly Option<string?> Unit = new("--unit") { Description = "Department or inspector, for posts that act for one." };
    private static readonly Option<string[]> Area = new("--area")
    {
        Description = "Beginning of the cell codes that the post is for; may be given several times. None is the whole city.",
    };

    private static readonly Option<bool> SeesPhone = new("--sees-phone") { Description = "May see reporters' telephone numbers." };
    private static readonly Option<string?> Label = new("--label") { Description = "For people." };
    private static readonly Option<int> Days = new("--days") { Description = "Days until the token expires, 1 to 3,650; 90 if not given." };

    public static Command Make() => new("user", "Users, the posts that they hold, and their tokens. Needs an administrator's token.")
    {
        Of("add", "Adds a user without any post.", [Id, Label], (client, asked, stop) =>
            UserActs.AddAsync(client, asked.GetRequiredValue(Id), asked.GetValue(Label) ?? "", stop)),
        Of("list", "Lists users and their posts.", [], (client, _, stop) => UserActs.ListAsync(client, stop)),
        Of("show", "Shows a user with posts and tokens.", [Id], (client, asked, stop) =>
            UserActs.ShowAsync(client, asked.GetRequiredValue(Id), stop)),
        Of("grant", "Lets a user hold a post.", [Id, Role, Unit, Area, SeesPhone], (client, asked, stop) =>
            UserActs.GrantAsync(client, Wanted(asked), stop)),
        Of("revoke", "Takes a post away.", [Post], (client, asked, stop) =>
            UserActs.RevokeAsync(client, asked.GetRequiredValue(Post), stop)),
        Of("token", "Makes a token for a post, and prints it this once.", [Post, Days], (client, asked, stop) =>
            UserActs.TokenAsync(client, asked.GetRequiredValue(Post), asked.GetValue(Days), stop)),
        Of("disable", "Ends all that a user may do, for good.", [Id], (client, asked, stop) =>
            UserActs.DisableAsync(client, asked.GetRequiredValue(Id), stop)),
    };

    private static Protos.Admin.V1.GrantPostRequest Wanted(ParseResult asked) => new()
    {
        User = asked.GetRequiredValue(Id),
        Role = asked.GetRequiredValue(Role),
        Unit = asked.GetValue(Unit) ?? "",
        Areas = { asked.GetValue(Area) ?? [] },
        SeesPhone = asked.GetValue(SeesPhone),
    };

    private static Command Of(
        string name, string description, Symbol[] symbols, Func<GridCityClient, ParseResult, CancellationToken, Task> act)
    {
        var command = new Command(name, description) { ServerOptions.Address, ServerOptions.Token };
        foreach (var argument in symbols.OfType<Argument>()) command.Add(argument);
        foreach (var option in symbols.OfType<Option>()) command.Add(option);
        command.SetAction((asked, stop) => Expected.RunAsync(async () =>
        {
            using var client = new GridCityClient(
                asked.GetRequiredValue(ServerOptions.Address), new() { Token = ServerOptions.RequiredToken(asked) });
            await act(client, asked, stop);
            return 0;
        }));
        return command;
    }
}
