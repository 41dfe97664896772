using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.admin.v1.Users; the .proto says what each field means and which errors there are.</summary>
public sealed class UsersClient
{
    private static readonly RpcMethod<AddUserRequest, User> AddUserMethod = Of<AddUserRequest, User>("AddUser");
    private static readonly RpcMethod<ListUsersRequest, ListUsersReply> ListUsersMethod =
        Of<ListUsersRequest, ListUsersReply>("ListUsers");
    private static readonly RpcMethod<GetUserRequest, User> GetUserMethod = Of<GetUserRequest, User>("GetUser");
    private static readonly RpcMethod<GrantPostRequest, Post> GrantPostMethod = Of<GrantPostRequest, Post>("GrantPost");
    private static readonly RpcMethod<RevokePostRequest, RevokePostReply> RevokePostMethod =
        Of<RevokePostRequest, RevokePostReply>("RevokePost");
    private static readonly RpcMethod<IssueTokenRequest, IssueTokenReply> IssueTokenMethod =
        Of<IssueTokenRequest, IssueTokenReply>("IssueToken");
    private static readonly RpcMethod<DisableUserRequest, User> DisableUserMethod = Of<DisableUserRequest, User>("DisableUser");

    private static readonly RpcMethod<SetPasswordRequest, SetPasswordReply> SetPasswordMethod =
        Of<SetPasswordRequest, SetPasswordReply>("SetPassword");
    private static readonly RpcMethod<EnrolSecondFactorRequest, EnrolSecondFactorReply> EnrolSecondFactorMethod =
        Of<EnrolSecondFactorRequest, EnrolSecondFactorReply>("EnrolSecondFactor");
    private static readonly RpcMethod<EndSessionsRequest, EndSessionsReply> EndSessionsMethod =
        Of<EndSessionsRequest, EndSessionsReply>("EndSessions");

    private readonly RetryingCalls _calls;

    internal UsersClient(RetryingCalls calls) => _calls = calls;

    public Task<User> AddUserAsync(AddUserRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(AddUserMethod, request, cancellation);

    public Task<ListUsersReply> ListUsersAsync(ListUsersRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ListUsersMethod, request, cancellation);

    public Task<User> GetUserAsync(GetUserRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetUserMethod, request, cancellation);

    public Task<Post> GrantPostAsync(GrantPostRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GrantPostMethod, request, cancellation);

    public Task<RevokePostReply> RevokePostAsync(RevokePostRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(RevokePostMethod, request, cancellation);

    public Task<IssueTokenReply> IssueTokenAsync(IssueTokenRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(IssueTokenMethod, request, cancellation);

    public Task<User> DisableUserAsync(DisableUserRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(DisableUserMethod, request, cancellation);

    public Task<SetPasswordReply> SetPasswordAsync(SetPasswordRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SetPasswordMethod, request, cancellation);

    public Task<EnrolSecondFactorReply> EnrolSecondFactorAsync(
        EnrolSecondFactorRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(EnrolSecondFactorMethod, request, cancellation);

    public Task<EndSessionsReply> EndSessionsAsync(EndSessionsRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(EndSessionsMethod, request, cancellation);
}
