using GridCity.Protos.Admin.V1;
using static GridCity.Cli.Acts.Act;

namespace GridCity.Cli.Acts;

/// <summary>
/// <c>gridcity admin …</c>: the city that runs, its users and their posts. Of a new token the token alone goes to standard
/// output, so that a script can keep it.
/// </summary>
internal static class AdminActs
{
    public static IReadOnlyList<Act> All { get; } =
    [
        Of<GetVersionRequest, GetVersionReply>(
            "version", "Version, build and engine of the silo that answers.", city => city.Admin.GetVersionAsync),
        Of<GetCityRequest, GetCityReply>(
            "city", "The city's categories, departments and inspectors.", city => city.Admin.GetCityAsync),
        Of<GetBacklogRequest, GetBacklogReply>(
            "backlog", "What follows from acts and is not done yet.", city => city.Admin.GetBacklogAsync),
        Of<CreateTokenRequest, CreateTokenReply>(
            "token create", "Makes a token of a person at a post, and prints it this once.",
            city => city.Admin.CreateTokenAsync, "person", "role")
            with { Print = (say, reply) => say.Line(reply.Token) },
        Of<RevokeTokenRequest, RevokeTokenReply>(
            "token revoke", "Makes a token useless within 30 s.", city => city.Admin.RevokeTokenAsync, "token_id"),
        Of<EstablishDepartmentRequest, GrainReply>(
            "department establish", "Begins a department of the city's folder.", city => city.Admin.EstablishDepartmentAsync, "department"),
        Of<AppointInspectorsRequest, GrainReply>(
            "duty-grid appoint", "Sets the inspectors who walk a duty grid.", city => city.Admin.AppointInspectorsAsync, "duty_grid"),
        Of<AddUserRequest, User>("user add", "Adds a user without any post.", city => city.Users.AddUserAsync, "id"),
        Of<ListUsersRequest, ListUsersReply>("user list", "Lists users.", city => city.Users.ListUsersAsync),
        Of<GetUserRequest, User>(
            "user show", "Shows a user with posts and tokens.", city => city.Users.GetUserAsync, "id"),
        Of<GrantPostRequest, Post>(
            "user grant", "Lets a user hold a post.", city => city.Users.GrantPostAsync, "user", "role"),
        Of<RevokePostRequest, RevokePostReply>(
            "user revoke", "Takes a post away, with its tokens.", city => city.Users.RevokePostAsync, "post_id"),
        Of<IssueTokenRequest, IssueTokenReply>(
            "user token", "Makes a token for a post, and prints it this once.", city => city.Users.IssueTokenAsync, "post_id")
            with { Print = (say, reply) => say.Line(reply.Token) },
        Of<DisableUserRequest, User>(
            "user disable", "Ends all that a user may do, for good.", city => city.Users.DisableUserAsync, "id"),
        Of<SetPasswordRequest, SetPasswordReply>(
            "user password", "Lets a user sign in with a password, made and printed this once unless given.",
            city => city.Users.SetPasswordAsync, "user")
            with { Print = (say, reply) => say.Line(reply.Password.Length > 0 ? reply.Password : "Set.") },
        Of<EnrolSecondFactorRequest, EnrolSecondFactorReply>(
            "user enrol", "Makes a user's second factor anew, and prints the secret this once.",
            city => city.Users.EnrolSecondFactorAsync, "user"),
        Of<EndSessionsRequest, EndSessionsReply>(
            "user end-sessions", "Ends all sessions of a user, who may sign in again.", city => city.Users.EndSessionsAsync, "user"),
    ];
}
