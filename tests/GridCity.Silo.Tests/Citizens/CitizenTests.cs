using System.Text;
using System.Text.Json;
using GridCity.Grains;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Tests.Http;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Tests.Citizens;

/// <summary>What anybody may do without an account, over HTTP/JSON.</summary>
public sealed class CitizenTests(SharedSilo shared) : IDisposable
{
    private const string Secret = "GPS 30.25 120.15";

    /// <summary>As small as a JPEG gets, with a comment.</summary>
    private static readonly byte[] Photo =
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, 0xFE, 0, (byte)(Secret.Length + 2), .. Encoding.ASCII.GetBytes(Secret),
        0xFF, 0xDA, 0, 2, 0x11, 0x22, 0xFF, 0xD9,
    ];

    private readonly WebCaller _web = WebCaller.With(shared.Silo, token: null);

    public void Dispose() => _web.Dispose();

    [Fact]
    public async Task The_city_says_what_can_be_reported()
    {
        var city = (await _web.GetAsync("/v1/public/city")).Done();

        Assert.Contains(city.GetProperty("categories").EnumerateArray(), one => one.GetProperty("code").GetString() == "0101");
        Assert.False(city.GetProperty("place_required").GetBoolean());
        Assert.Equal(30.24, city.GetProperty("south_west").GetProperty("latitude").GetDouble(), 0.001);
    }

    [Fact]
    public async Task A_report_is_taken_down_once_with_a_photo_that_tells_nothing()
    {
        var (key, body) = (Crew.NewId(), Report(phone: "13812345678", photos: [Convert.ToBase64String(Photo)]));
        var first = (await _web.PostAsync("/v1/public/reports", body, key)).Done();
        var again = (await _web.PostAsync("/v1/public/reports", body, key)).Done();

        var number = first.GetProperty("number").GetString()!;
        Assert.Equal((number, Text(first, "follow_code")), (Text(again, "number"), Text(again, "follow_code")));
        var clerk = await shared.Silo.ClientAsync(Role.Clerk, "citizens-clerk");
        var known = await clerk.Desk.GetCaseAsync(new() { Number = number, OpenSealed = true });
        Assert.Equal(("citizen", "The cover is broken"), (known.Summary.Source, known.Description));
        var photo = Assert.Single(known.Timeline[0].Photos);
        var kept = await Pictures.ReadAsync(await shared.Silo.ClientAsync(Role.Clerk, "citizens-clerk"), known.Summary.CaseId, photo);
        Assert.Equal("image/jpeg", "image/" + GridCity.Silo.Edges.Photos.PhotoType.Of(kept));
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_in_the_words_is_for_those_who_may_see_numbers()
    {
        var number = Text((await _web.PostAsync("/v1/public/reports", Report("Call 13812345678, car 浙A12345"), Crew.NewId())).Done(), "number");
        var agent = await shared.Silo.ClientAsync(Role.Agent, "citizens-agent", seesPhone: true);
        var clerk = await shared.Silo.ClientAsync(Role.Clerk, "citizens-clerk");

        Assert.Equal("Call 13812345678, car 浙A12345", (await agent.Desk.GetCaseAsync(new() { Number = number, OpenSealed = true })).Description);
        Assert.Equal("Call •••, car 浙A12345", (await clerk.Desk.GetCaseAsync(new() { Number = number, OpenSealed = true })).Description);
    }

    [Fact]
    public async Task Bad_reports_are_refused_by_their_fields()
    {
        (await _web.PostAsync("/v1/public/reports", Report(address: "Li Na, 13812345678"), Crew.NewId())).Names("address");
        (await _web.PostAsync("/v1/public/reports", Report(phone: "none"), Crew.NewId())).Names("phone");
        (await _web.PostAsync("/v1/public/reports", Report(photos: [Convert.ToBase64String("no picture"u8)]), Crew.NewId())).Names("photos[0]");
        (await _web.PostAsync("/v1/public/reports", Report(photos: ["AA==", "AA==", "AA==", "AA=="]), Crew.NewId())).Names("photos");
        (await _web.PostAsync("/v1/public/reports", Report(category: "9999"), Crew.NewId())).Names("category");
        (await _web.PostAsync("/v1/public/reports", Report())).Names("command_id");
        (await _web.PostAsync("/v1/public/known", "{}")).Names("place");
    }

    [Fact]
    public async Task Words_are_looked_through_before_they_are_sent()
    {
        var found = (await _web.PostAsync("/v1/public/check-text", """{"text": "Call 13812345678, car 浙A12345"}""")).Done();

        Assert.Equal(["phone", "plate"], found.GetProperty("found").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task A_report_is_followed_contested_and_known_to_others_once_it_is_confirmed()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        using var web = WebCaller.With(silo, token: null);
        var reported = (await web.PostAsync("/v1/public/reports", Report(), Crew.NewId())).Done();
        var (number, code) = (Text(reported, "number"), Text(reported, "follow_code"));
        var own = JsonSerializer.Serialize(new { number, follow_code = code });
        Assert.Equal("STAGE_REGISTERED", Text((await web.PostAsync("/v1/public/follow", own)).Done(), "stage"));
        Assert.Empty(await KnownAsync(web));
        var id = (await crew.Clerk.Desk.GetCaseAsync(new() { Number = number })).Summary.CaseId;
        (await web.PostAsync("/v1/public/follow", $$"""{"known_id": "{{id}}"}""")).Problem(404);

        await crew.BringAsync(id, Stage.Filed);
        await Eventually.Is(async () => (await KnownAsync(web)).Count == 1, "the filed case is known nearby");
        var known = Assert.Single(await KnownAsync(web));
        Assert.Equal("STAGE_FILED", Text((await web.PostAsync("/v1/public/follow", $$"""{"known_id": "{{Text(known, "known_id")}}"}""")).Done(), "stage"));
        await crew.BringAsync(id, Stage.Closed, from: Stage.Filed);

        Assert.True((await web.PostAsync("/v1/public/follow", own)).Done().GetProperty("contestable").GetBoolean());
        var contest = JsonSerializer.Serialize(new { number, follow_code = code, reason = "Still broken" });
        (await web.PostAsync("/v1/public/contest", JsonSerializer.Serialize(new { number, follow_code = "AAAAAAAAAA", reason = "x" }), Crew.NewId())).Problem(404);
        Assert.NotEqual("STAGE_CLOSED", Text((await web.PostAsync("/v1/public/contest", contest, Crew.NewId())).Done(), "stage"));
        (await web.PostAsync("/v1/public/contest", contest, Crew.NewId())).Problem(409);
    }

    [Fact]
    public async Task Nothing_else_is_open_without_an_account_and_nobody_takes_the_citizens_name()
    {
        using var admin = await WebCaller.OfAsync(shared.Silo, Role.Administrator, "citizens-admin");

        (await _web.PostAsync("/v1/follow", """{"number": "1", "follow_code": "2"}""")).Problem(401);
        (await _web.GetAsync("/v1/cases")).Problem(401);
        (await admin.PostAsync("/v1/users", """{"id": "citizens"}""")).Names("id");
    }

    private static async Task<List<JsonElement>> KnownAsync(WebCaller web)
    {
        var near = JsonSerializer.Serialize(new { place = new { latitude = SmallCity.Latitude, longitude = SmallCity.Longitude }, category = "0101" });
        return [.. (await web.PostAsync("/v1/public/known", near)).Done().GetProperty("problems").EnumerateArray()];
    }

    private static string Report(
        string description = "The cover is broken", string category = "0101", string address = "9 Lake Road", string phone = "", string[]? photos = null) =>
        JsonSerializer.Serialize(new
        {
            category, description, address, phone, photos = photos ?? [],
            place = new { latitude = SmallCity.Latitude, longitude = SmallCity.Longitude },
        });

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
