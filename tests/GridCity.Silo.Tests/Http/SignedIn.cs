using System.Text;
using System.Text.Json;
using GridCity.Silo.Access;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Http;

/// <summary>A browser whose person has signed in: it has the cookie, and what the session's answer said.</summary>
internal sealed class SignedIn(WebCaller web, NewAccount account, string cookie, WebAnswer answer)
{
    public NewAccount Account => account;

    public JsonElement Session => answer.Json;

    /// <summary>The whole line of the cookie, with its attributes.</summary>
    public string SetCookie => answer.Headers["Set-Cookie"];

    public string Csrf => Session.GetProperty("csrf").GetString()!;

    public static async Task<SignedIn> AsAsync(TestSilo silo, string user, params Post[] posts)
    {
        var account = await new AccountMaker(silo.Database.Source, silo.Privacy.Keys, TimeProvider.System).MakeAsync(user, posts);
        var web = WebCaller.With(silo, token: null);
        return await BeginAsync(web, account);
    }

    /// <param name="apart">Of the code: each works once, and the next one holds already.</param>
    public static async Task<SignedIn> BeginAsync(WebCaller web, NewAccount account, int apart = 0, params (string, string)[] headers)
    {
        var body = JsonSerializer.Serialize(new { account = account.User, password = account.Password, code = Code(account, apart) });
        var answer = await web.PostAsync("/v1/session", new StringContent(body, Encoding.UTF8, "application/json"), headers);
        answer.Done();
        return new(web, account, answer.Headers["Set-Cookie"].Split(';')[0], answer);
    }

    public static string Code(NewAccount account, int apart = 0) =>
        Totp.CodeAt(account.SecondFactor, Totp.StepAt(TimeProvider.System.GetUtcNow()) + apart);

    public Task<WebAnswer> GetAsync(string path, params (string, string)[] headers) => web.GetAsync(path, [("Cookie", cookie), .. headers]);

    /// <param name="csrf">Null for none.</param>
    public Task<WebAnswer> PostAsync(string path, string json, string? csrf, params (string, string)[] headers) =>
        web.PostAsync(
            path, new StringContent(json, Encoding.UTF8, "application/json"),
            [("Cookie", cookie), .. headers, .. csrf is null ? [] : new[] { ("X-GridCity-Csrf", csrf) }]);

    public Task<WebAnswer> EndAsync() =>
        web.SendAsync(new(HttpMethod.Delete, "/v1/session"), ("Cookie", cookie), ("X-GridCity-Csrf", Csrf));

    public async Task<SignedIn> RenewAsync()
    {
        var answer = await PostAsync(
            "/v1/session/renew", JsonSerializer.Serialize(new { password = account.Password, code = Code(account, 1) }), csrf: null);
        answer.Done();
        return new(web, account, answer.Headers["Set-Cookie"].Split(';')[0], answer);
    }
}
