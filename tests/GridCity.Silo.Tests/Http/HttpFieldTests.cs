using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using GridCity.Grains;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Http;

/// <summary>What handhelds do over HTTP/JSON: photos in pieces, batches of what was done without a connection, the own ground.</summary>
public sealed class HttpFieldTests(SharedSilo shared)
{
    private static readonly DateTimeOffset Then = TimeProvider.System.GetUtcNow().AddHours(-1);

    [Fact]
    public async Task A_photo_comes_in_pieces_and_goes_on_where_it_is()
    {
        using var web = await InspectorAsync();
        var photo = Pictures.Jpeg(700_000);
        var address = Address(photo);

        var first = (await PutAsync(web, $"{address}&size=700000&part=true", photo[..300_000])).Done();
        (await PutAsync(web, $"{address}&size=700000&offset=1000&part=true", photo[1_000..2_000])).Problem(409);
        var there = (await web.GetAsync(address)).Done();
        var last = (await PutAsync(web, $"{address}&size=700000&offset=300000", photo[300_000..])).Done();

        Assert.Equal(("300000", ""), (first.GetProperty("bytes_there").GetString(), first.GetProperty("photo_id").GetString()));
        Assert.Equal("300000", there.GetProperty("bytes_there").GetString());
        Assert.Equal(("700000", Digest(photo)), (last.GetProperty("bytes_there").GetString(), last.GetProperty("photo_id").GetString()));
        Assert.Equal(Digest(photo), (await web.GetAsync(address)).Done().GetProperty("photo_id").GetString());
    }

    [Fact]
    public async Task What_is_no_photo_is_refused_as_over_gRPC()
    {
        using var web = await InspectorAsync();
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "agent-1");
        var (photo, text) = (Pictures.Jpeg(3_000), "this is no picture at all"u8.ToArray());

        (await PutAsync(web, $"{Address(text)}&size={text.Length}", text)).Names("content");
        (await PutAsync(web, $"{Address(photo)}&size=2999", photo)).Names("size");
        (await PutAsync(web, $"{Address(photo)}&size={(10 << 20) + 1}", [])).Names("size");
        (await PutAsync(web, $"{Address(photo)}&size=3000", [])).Names("size");
        (await PutAsync(web, "/v1/photos?size=3", photo)).Names("photo.digest");
        (await PutAsync(web, $"{Address(photo)}&size=3&content=AAAA", [])).Names("content");
        (await PutAsync(web, $"{Address(photo)}&size=3&colour=red", photo)).Names("colour");
        (await agent.GetAsync(Address(photo))).Names("photo.reporter");
        (await agent.GetAsync(Address(photo) + "&photo.callerPhone=13812345678")).Names("photo.callerPhone");
        Assert.Equal("0", (await agent.GetAsync(Address(photo), ("X-GridCity-Caller-Phone", "13812345678"))).Done().GetProperty("bytes_there").GetString());
    }

    [Fact]
    public async Task A_session_needs_its_proof_to_put_a_photo()
    {
        var own = await SignedIn.AsAsync(shared.Silo, "photo-inspector", new Silo.Access.Post(Role.Inspector, "i1", [], SeesPhone: false));
        using var web = WebCaller.With(shared.Silo, token: null);
        var photo = Pictures.Jpeg(500);
        var request = Request($"{Address(photo)}&size=500", photo);

        var refused = await web.SendAsync(request, ("Cookie", own.SetCookie.Split(';')[0]));
        var taken = await web.SendAsync(
            Request($"{Address(photo)}&size=500", photo), ("Cookie", own.SetCookie.Split(';')[0]), ("X-GridCity-Csrf", own.Csrf));

        refused.Problem(403);
        Assert.Equal(Digest(photo), taken.Done().GetProperty("photo_id").GetString());
    }

    [Fact]
    public async Task A_batch_is_answered_act_by_act_and_counts_once()
    {
        using var web = await InspectorAsync();
        var photo = Pictures.Jpeg(2_000);
        (await PutAsync(web, $"{Address(photo)}&size=2000", photo)).Done();
        var good = Report(Digest(photo));
        object[] acts = [new { sent_at = TimeProvider.System.GetUtcNow(), report = good }, new { report = Report() with { category = "none" } }];

        var first = await SendAsync(web, acts);
        var again = await SendAsync(web, acts);

        Assert.Equal(["OFFLINE_RESULT_APPLIED", "OFFLINE_RESULT_REFUSED"], Results(first));
        Assert.Equal(["OFFLINE_RESULT_APPLIED_BEFORE", "OFFLINE_RESULT_REFUSED"], Results(again));
        Assert.Equal("category", first[1].GetProperty("field").GetString());
        Assert.Equal(first[0].GetProperty("number").GetString(), again[0].GetProperty("number").GetString());
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "clerk-1");
        var entry = (await clerk.GetAsync($"/v1/cases/{first[0].GetProperty("case_id").GetString()}")).Done().GetProperty("timeline")[0];
        Assert.Equal((Digest(photo), 270), (entry.GetProperty("photos")[0].GetString(), entry.GetProperty("heading_degrees").GetInt32()));
    }

    [Fact]
    public async Task A_batch_that_cannot_be_read_says_which_act_and_where()
    {
        using var web = await InspectorAsync();
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "clerk-1");

        (await web.PostAsync("/v1/my/offline", "{}")).Problem(400);
        Assert.Contains("line 1", (await web.PostAsync("/v1/my/offline", "[{")).Problem(400).GetProperty("detail").GetString());
        (await web.PostAsync("/v1/my/offline", """[{}, {"report": {"colour": "red"}}]""")).Names("[1].report.colour");
        (await web.PostAsync("/v1/my/offline", "[{}]")).Names("sent_at");
        (await clerk.PostAsync("/v1/my/offline", "[{}]")).Problem(403);
    }

    [Fact]
    public async Task The_ground_of_a_duty_grid_has_its_cells()
    {
        using var web = await InspectorAsync();

        var ground = (await web.GetAsync($"/v1/my/ground/{SmallCity.DutyGrid}")).Done();

        Assert.All(ground.GetProperty("cells").EnumerateArray(), cell => Assert.True(cell.GetProperty("outline").GetArrayLength() >= 4));
        Assert.Equal(
            SmallCity.Pack.Cells.Where(cell => cell.DutyGrid == SmallCity.DutyGrid).Select(cell => cell.Code).Order(),
            ground.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("code").GetString()));
        (await web.GetAsync("/v1/my/ground/none")).Names("duty_grid");
    }

    private Task<WebCaller> InspectorAsync() => WebCaller.OfAsync(shared.Silo, Role.Inspector, "inspector-1", "i1");

    private static string Digest(byte[] photo) => Convert.ToHexStringLower(SHA256.HashData(photo));

    private static string Address(byte[] photo) => $"/v1/photos?photo.digest={Digest(photo)}";

    private static Task<WebAnswer> PutAsync(WebCaller web, string address, byte[] bytes) => web.SendAsync(Request(address, bytes));

    private static HttpRequestMessage Request(string address, byte[] bytes) => new(HttpMethod.Put, address)
    {
        Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } },
    };

    private static ReportBody Report(params string[] photos) => new(
        Crew.NewId(), "0101", new(SmallCity.Latitude, SmallCity.Longitude), new(photos, Then, 270));

    /// <summary>The data of each event.</summary>
    private static async Task<JsonElement[]> SendAsync(WebCaller web, object[] acts)
    {
        var answer = await web.PostAsync("/v1/my/offline", JsonSerializer.Serialize(acts));
        Assert.Equal((200, "text/event-stream"), (answer.Status, answer.Type));
        return [.. answer.Text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line[6..]).RootElement)];
    }

    private static IEnumerable<string?> Results(JsonElement[] answers) => answers.Select(answer => answer.GetProperty("result").GetString());

#pragma warning disable IDE1006 // The names are those of JSON.
    private sealed record ReportBody(string command_id, string category, PlaceBody place, SiteBody on_site);

    private sealed record PlaceBody(double latitude, double longitude);

    private sealed record SiteBody(string[] photos, DateTimeOffset happened_at, int heading_degrees);
#pragma warning restore IDE1006
}
