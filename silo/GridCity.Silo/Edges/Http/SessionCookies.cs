using GridCity.Rpc;
using GridCity.Rpc.Json;
using GridCity.Silo.Access.Sessions;

namespace GridCity.Silo.Edges.Http;

/// <summary>
/// The one place that knows of cookies: a session's cookie comes in as the authorization that it stands for, once it is
/// sure that the city's own page sends it; a session that begins goes out as a cookie that no script can read.
/// </summary>
internal static class SessionCookies
{
    public const string Name = "gridcity_session";

    /// <summary>Proves that the sender could read the session's answer, which pages of other origins cannot.</summary>
    public const string CsrfHeader = "X-GridCity-Csrf";

    /// <summary>Acts at another of the person's posts for one call.</summary>
    public const string PostHeader = "X-GridCity-Post";

    private static readonly PathString Api = "/v1", Session = "/v1/session";

    /// <summary>They name the password and the code anew, and a page that lost its session has no proof to send.</summary>
    private static readonly PathString[] WithoutProof = [Session, "/v1/session/renew"];

    public static Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments(Api)) return next(http);
        if (http.Request.Path.StartsWithSegments(Session)) http.Response.OnStarting(SetCookieAsync, http);
        if (http.Request.Headers.Authorization.Count > 0 || http.Request.Cookies[Name] is not { } token || !SessionToken.IsToken(token))
            return next(http);
        if (NeedsProof(http.Request) && !SessionToken.IsCsrfOf(token, http.Request.Headers[CsrfHeader]))
            return http.WriteProblemAsync(new RpcException(
                StatusCode.PermissionDenied, $"The header {CsrfHeader} is missing or not this session's. GET /v1/session says it; load the page again."));
        http.Request.Headers.Authorization = http.Request.Headers[PostHeader] is [{ Length: > 0 } post]
            ? $"{SessionToken.Scheme}{token} {post}"
            : SessionToken.Scheme + token;
        return next(http);
    }

    private static bool NeedsProof(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && !(HttpMethods.IsPost(request.Method) && WithoutProof.Contains(request.Path));

    private static Task SetCookieAsync(object state)
    {
        var http = (HttpContext)state;
        if (http.Response.Headers[SessionService.TokenHeader] is not [{ } token]) return Task.CompletedTask;
        http.Response.Headers.Remove(SessionService.TokenHeader);
        if (token == SessionService.Ended) http.Response.Cookies.Delete(Name, Options(http));
        else http.Response.Cookies.Append(Name, token, Options(http));
        return Task.CompletedTask;
    }

    /// <summary>It goes with the browser: its end is the session's, which only the silo knows.</summary>
    private static CookieOptions Options(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/" };
}
