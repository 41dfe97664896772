using GridCity.Protos.Session.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Limits;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.session.v1.Sessions. The token goes out as metadata; the edge of HTTP makes it a cookie.</summary>
internal sealed class SessionService(SessionDesk desk, Authenticator authenticator, AddressQuota tries)
{
    /// <summary>Metadata of an answer that begins a session, or ends it by being <see cref="Ended"/>.</summary>
    public const string TokenHeader = "gridcity-session";

    public const string Ended = "ended";

    private const int AccountLengthMax = 64;

    public async Task<Session> Begin(BeginRequest request, RpcCall call)
    {
        tries.Require(call.Peer);
        if (request.Account.Trim() is not { Length: > 0 and <= AccountLengthMax } account)
            throw Statuses.Invalid("account", $"is missing, or has more than {AccountLengthMax} characters.");
        // Names of others are left out of the log: somebody may have typed the password in the wrong place.
        if (await Statuses.GuardAsync(call, desk.HasAsync(account, call.CancellationToken))) CallSession.Of(call).Account = account;
        var given = Checked(new(account, request.Password, request.Code));
        return Begun(await Statuses.GuardAsync(call, desk.BeginAsync(given, call.Peer, call.CancellationToken)), call);
    }

    public async Task<Session> Get(GetRequest request, RpcCall call) =>
        Message(await Statuses.GuardAsync(call, desk.OwnAsync(Own(call), call.CancellationToken)));

    public async Task<Session> Renew(RenewRequest request, RpcCall call)
    {
        tries.Require(call.Peer);
        var (old, given) = (Own(call), Checked(new("", request.Password, request.Code)));
        var begun = await Statuses.GuardAsync(call, desk.RenewAsync(old, given.Password, given.Code, call.Peer, call.CancellationToken));
        authenticator.Forget(old.Text);
        return Begun(begun, call);
    }

    public async Task<Session> ChoosePost(ChoosePostRequest request, RpcCall call)
    {
        var own = Own(call);
        if (!Guid.TryParse(request.PostId, out var post)) throw Statuses.Invalid("post_id", "is not one of the session's posts.");
        var chosen = await Statuses.GuardAsync(call, desk.ChooseAsync(own, post, call.CancellationToken));
        authenticator.Forget(own.Text);
        return Message(chosen);
    }

    public async Task<Session> ChangePassword(ChangePasswordRequest request, RpcCall call)
    {
        tries.Require(call.Peer);
        var (own, given) = (Own(call), Checked(new("", request.Password, request.Code)));
        var begun = await Statuses.GuardAsync(
            call, desk.ChangePasswordAsync(own, given, request.NewPassword, call.Peer, call.CancellationToken));
        authenticator.Forget(own.Text);
        return Begun(begun, call);
    }

    public async Task<EndReply> End(EndRequest request, RpcCall call)
    {
        var own = Own(call);
        await Statuses.GuardAsync(call, DoneAsync(desk.EndAsync(own, Caller.Of(call).Name, call.Peer, call.CancellationToken)));
        authenticator.Forget(own.Text);
        call.ResponseHeaders.Add(TokenHeader, Ended);
        return new();
    }

    private static Credentials Checked(Credentials given) =>
        given.Password.Length == 0 ? throw Statuses.Invalid("password", "is missing.")
        : given.Code.Length == 0 ? throw Statuses.Invalid("code", "is missing: the six digits of the authenticator app.")
        : given;

    private static SessionToken Own(RpcCall call) => SessionToken.Parse(call.GetHeader("authorization")) ?? throw SessionDesk.NoSession();

    private static async Task<bool> DoneAsync(Task work)
    {
        await work;
        return true;
    }

    private Session Begun(OwnSession own, RpcCall call)
    {
        call.ResponseHeaders.Add(TokenHeader, own.Token);
        return Message(own);
    }

    private Session Message(OwnSession own) => new()
    {
        Person = own.Session.User,
        Name = own.Session.Name,
        Posts = { own.Posts.Select(Message) },
        Areas = { own.Session.Post.Post.Areas },
        Expires = CaseMessages.Moment(own.Session.ExpiresAt),
        Csrf = SessionToken.CsrfOf(own.Token),
        PostId = $"{own.Session.Post.Id}",
        IdleMinutes = (int)desk.Limits.IdleMax.TotalMinutes,
    };

    private static SessionPost Message(UserPost post) => new()
    {
        PostId = $"{post.Id}",
        Role = RoleNames.Of(post.Post.Role),
        Unit = post.Post.Unit,
        Areas = { post.Post.Areas },
        SeesPhone = post.Post.SeesPhone,
    };
}
