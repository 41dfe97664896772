using GridCity.Client;
using GridCity.Protos.Admin.V1;
using Spectre.Console;

namespace GridCity.Cli.Users;

/// <summary>What <c>gridcity user</c> does and prints.</summary>
internal static class UserActs
{
    public static async Task AddAsync(GridCityClient client, string id, string label, CancellationToken stop)
    {
        var user = await client.Users.AddUserAsync(new() { Id = id, Label = label }, stop);
        Console.WriteLine($"Added {user.Id}. Grant it a post: gridcity user grant {user.Id} --role ROLE");
    }

    public static async Task ListAsync(GridCityClient client, CancellationToken stop)
    {
        var table = new Table().AddColumns("id", "label", "posts", "disabled");
        var page = "";
        do
        {
            var reply = await client.Users.ListUsersAsync(new() { PageToken = page }, stop);
            foreach (var user in reply.Users) table.AddRow(Cells(user.Id, user.Label, Posts(user), Day(user.DisabledAt)));
            page = reply.NextPageToken;
        }
        while (page.Length > 0);
        AnsiConsole.Write(table);
    }

    public static async Task ShowAsync(GridCityClient client, string id, CancellationToken stop) =>
        Print(await client.Users.GetUserAsync(new() { Id = id }, stop));

    public static async Task GrantAsync(GridCityClient client, GrantPostRequest wanted, CancellationToken stop)
    {
        var post = await client.Users.GrantPostAsync(wanted, stop);
        Console.WriteLine($"Granted: {Words(post)}");
        Console.WriteLine($"Post {post.PostId}");
    }

    public static async Task RevokeAsync(GridCityClient client, string post, CancellationToken stop)
    {
        await client.Users.RevokePostAsync(new() { PostId = post }, stop);
        Console.WriteLine("Revoked; every silo refuses its tokens within 30 s.");
    }

    /// <summary>The token alone goes to standard output, so that a script can keep it.</summary>
    public static async Task TokenAsync(GridCityClient client, string post, int days, CancellationToken stop)
    {
        var issued = await client.Users.IssueTokenAsync(new() { PostId = post, Days = days }, stop);
        await Console.Error.WriteLineAsync(
            $"Token {issued.TokenId}, until {issued.ExpiresAt.ToDateTimeOffset():yyyy-MM-dd HH:mm} UTC, shown this once:");
        Console.WriteLine(issued.Token);
    }

    public static async Task DisableAsync(GridCityClient client, string id, CancellationToken stop) =>
        Print(await client.Users.DisableUserAsync(new() { Id = id }, stop));

    private static void Print(User user)
    {
        Console.WriteLine($"{user.Id} {user.Label}".TrimEnd() + (user.DisabledAt is null ? "" : $", disabled {Day(user.DisabledAt)}"));
        var posts = new Table().AddColumns("post", "what", "granted", "revoked");
        foreach (var post in user.Posts) posts.AddRow(Cells(post.PostId, Words(post), Day(post.GrantedAt), Day(post.RevokedAt)));
        AnsiConsole.Write(posts);
        var tokens = new Table().AddColumns("token", "post", "expires", "revoked");
        foreach (var token in user.Tokens) tokens.AddRow(Cells(token.TokenId, token.PostId, Day(token.ExpiresAt), Day(token.RevokedAt)));
        AnsiConsole.Write(tokens);
    }

    private static string Posts(User user) =>
        string.Join("; ", user.Posts.Where(post => post.RevokedAt is null).Select(Words));

    private static string Words(Post post) => string.Join(
        ' ',
        new[] { post.Role, post.Unit, post.Areas.Count == 0 ? "everywhere" : $"in {string.Join(", ", post.Areas)}", post.SeesPhone ? "sees telephone numbers" : "" }
            .Where(word => word.Length > 0));

    private static string[] Cells(params string[] texts) => [.. texts.Select(Markup.Escape)];

    private static string Day(Google.Protobuf.WellKnownTypes.Timestamp? moment) =>
        moment is null ? "" : $"{moment.ToDateTimeOffset():yyyy-MM-dd HH:mm}";
}
