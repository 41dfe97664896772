using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Access.Sessions;
using Post = GridCity.Protos.Admin.V1.Post;
using User = GridCity.Protos.Admin.V1.User;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.admin.v1.Users: who works on the city.</summary>
internal sealed class UserService(UserDesk desk, UserRules rules)
{
    private const int PageSizeUsual = 100;
    private const int PageSizeMax = 1_000;

    public async Task<User> AddUser(AddUserRequest request, RpcCall call)
    {
        var by = Administrator(call);
        var (id, label) = (UserRules.Id(request.Id, "id"), UserRules.Label(request.Label));
        return Message(await Statuses.GuardAsync(call, desk.AddAsync(id, label, by, call.CancellationToken)), by);
    }

    public async Task<ListUsersReply> ListUsers(ListUsersRequest request, RpcCall call)
    {
        var by = Administrator(call);
        var size = PageSize(request.PageSize);
        var found = await Statuses.GuardAsync(call, desk.ListAsync(request.PageToken, size + 1, call.CancellationToken));
        var reply = new ListUsersReply { Users = { found.Take(size).Select(user => Message(user, by)) } };
        if (found.Count > size) reply.NextPageToken = found[size - 1].Id;
        return reply;
    }

    public async Task<User> GetUser(GetUserRequest request, RpcCall call)
    {
        var by = Administrator(call);
        var user = Message(await Statuses.GuardAsync(call, desk.FindAsync(UserRules.Id(request.Id, "id"), call.CancellationToken)), by);
        user.CanSignIn = await Statuses.GuardAsync(call, desk.CanSignInAsync(user.Id, call.CancellationToken));
        return user;
    }

    public async Task<Post> GrantPost(GrantPostRequest request, RpcCall call)
    {
        var by = Administrator(call);
        var post = rules.Post(request.Role, request.Unit, request.Areas, request.SeesPhone);
        var user = UserRules.Id(request.User, "user");
        return Message(await Statuses.GuardAsync(call, desk.GrantAsync(user, post, by, call.CancellationToken)));
    }

    public async Task<RevokePostReply> RevokePost(RevokePostRequest request, RpcCall call)
    {
        var by = Administrator(call);
        await Statuses.GuardAsync(call, Done(desk.RevokePostAsync(Id(request.PostId, "post_id"), by, call.CancellationToken)));
        return new();
    }

    public async Task<IssueTokenReply> IssueToken(IssueTokenRequest request, RpcCall call)
    {
        var by = Administrator(call);
        var (post, days) = (Id(request.PostId, "post_id"), UserRules.Days(request.Days));
        var issued = await Statuses.GuardAsync(call, desk.IssueAsync(post, days, by, call.CancellationToken));
        return new() { Token = issued.Text, TokenId = $"{issued.Id}", ExpiresAt = CaseMessages.Moment(issued.ExpiresAt) };
    }

    public async Task<User> DisableUser(DisableUserRequest request, RpcCall call)
    {
        var by = Administrator(call);
        return Message(await Statuses.GuardAsync(call, desk.DisableAsync(UserRules.Id(request.Id, "id"), by, call.CancellationToken)), by);
    }

    public async Task<SetPasswordReply> SetPassword(SetPasswordRequest request, RpcCall call)
    {
        var (by, user) = (Administrator(call), UserRules.Id(request.User, "user"));
        var made = request.Password.Length == 0 ? Passwords.New() : "";
        var password = made.Length > 0 ? made : Passwords.Checked(request.Password, user, "password");
        await Statuses.GuardAsync(call, Done(desk.SetPasswordAsync(user, password, by, call.CancellationToken)));
        return new() { Password = made };
    }

    public async Task<EnrolSecondFactorReply> EnrolSecondFactor(EnrolSecondFactorRequest request, RpcCall call)
    {
        var (by, user) = (Administrator(call), UserRules.Id(request.User, "user"));
        var secret = await Statuses.GuardAsync(call, desk.EnrolAsync(user, by, call.CancellationToken));
        return new() { Secret = Totp.Text(secret), Uri = Totp.Uri(secret, user) };
    }

    public async Task<EndSessionsReply> EndSessions(EndSessionsRequest request, RpcCall call)
    {
        var (by, user) = (Administrator(call), UserRules.Id(request.User, "user"));
        return new() { Ended = await Statuses.GuardAsync(call, desk.EndSessionsAsync(user, by, call.CancellationToken)) };
    }

    private static Caller Administrator(RpcCall call) => Caller.Of(call).Require(Role.Administrator);

    private static async Task<bool> Done(Task work)
    {
        await work;
        return true;
    }

    private static Guid Id(string text, string field) =>
        Guid.TryParse(text, out var id) ? id : throw Statuses.Invalid(field, "is not an id that was given out.");

    private static int PageSize(int asked) => asked switch
    {
        0 => PageSizeUsual,
        > 0 and <= PageSizeMax => asked,
        _ => throw Statuses.Invalid("page_size", $"must be 1 to {PageSizeMax}, or 0 for {PageSizeUsual}."),
    };

    /// <summary>With the posts that lie in the caller's areas, and their tokens.</summary>
    private static User Message(Access.User user, Caller by)
    {
        ImmutableArray<UserPost> posts = [.. user.Posts.Where(post => Sees(by, post.Post.Areas))];
        return new()
        {
            Id = user.Id,
            Label = user.Label,
            CreatedAt = CaseMessages.Moment(user.CreatedAt),
            DisabledAt = CaseMessages.Moment(user.DisabledAt),
            Posts = { posts.Select(Message) },
            Tokens = { user.Tokens.Where(token => posts.Any(post => post.Id == token.PostId)).Select(Message) },
        };
    }

    private static bool Sees(Caller by, ImmutableArray<string> areas) =>
        areas.IsEmpty ? by.Areas.IsEmpty : areas.All(by.Covers);

    private static Post Message(UserPost post) => new()
    {
        PostId = $"{post.Id}",
        Role = RoleNames.Of(post.Post.Role),
        Unit = post.Post.Unit,
        Areas = { post.Post.Areas },
        SeesPhone = post.Post.SeesPhone,
        GrantedAt = CaseMessages.Moment(post.GrantedAt),
        RevokedAt = CaseMessages.Moment(post.RevokedAt),
    };

    private static Token Message(UserToken token) => new()
    {
        TokenId = $"{token.Id}",
        PostId = $"{token.PostId}",
        CreatedAt = CaseMessages.Moment(token.CreatedAt),
        ExpiresAt = CaseMessages.Moment(token.ExpiresAt),
        RevokedAt = CaseMessages.Moment(token.RevokedAt),
    };
}
