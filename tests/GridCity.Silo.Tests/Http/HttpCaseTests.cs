using GridCity.Client;
using GridCity.Grains;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Http;

/// <summary>A case over HTTP/JSON: the same methods, so the same rules, ids and answers.</summary>
public sealed class HttpCaseTests(SharedSilo shared)
{
    private const string Report = """{"category": "0101", "place": {"latitude": 30.25, "longitude": 120.15}, "address": "9 Lake Road"}""";

    [Fact]
    public async Task A_case_goes_from_report_to_dispatch()
    {
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "web-agent");
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        using var dispatcher = await WebCaller.OfAsync(shared.Silo, Role.Dispatcher, "web-dispatcher");
        var registered = (await agent.PostAsync("/v1/cases", Report, Crew.NewId())).Done();
        var path = $"/v1/cases/{registered.GetProperty("case_id").GetString()}";

        (await clerk.PostAsync($"{path}/file", $$"""{"standard": "{{SmallCity.Standard}}"}""", Crew.NewId())).Done();
        var dispatched = (await dispatcher.PostAsync($"{path}/dispatch", """{"department": "water"}""", Crew.NewId())).Done();
        var read = (await clerk.GetAsync(path)).Done();
        var byNumber = (await clerk.GetAsync($"/v1/case-numbers/{registered.GetProperty("number").GetString()}")).Done();

        Assert.Equal("STAGE_DISPATCHED", dispatched.GetProperty("stage").GetString());
        Assert.Equal("3", read.GetProperty("summary").GetProperty("version").GetString());
        Assert.Equal("9 Lake Road", read.GetProperty("address").GetString());
        Assert.False(read.GetProperty("summary").GetProperty("overdue").GetBoolean());
        Assert.Equal(read.GetProperty("summary").GetRawText(), byNumber.GetProperty("summary").GetRawText());
    }

    [Fact]
    public async Task A_case_that_is_known_is_not_sent_again_until_it_changes()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        var path = $"/v1/cases/{(await shared.Crew.RegisterAsync()).CaseId}";
        var first = await clerk.GetAsync(path);
        var known = await clerk.GetAsync(path, ("If-None-Match", first.Headers["ETag"]));
        (await clerk.PostAsync($"{path}/file", $$"""{"standard": "{{SmallCity.Standard}}"}""", Crew.NewId())).Done();
        var changed = await clerk.GetAsync(path, ("If-None-Match", first.Headers["ETag"]));

        Assert.Equal("\"1\"", first.Headers["ETag"]);
        Assert.Equal("Authorization, Cookie", first.Headers["Vary"]);
        Assert.Equal((304, ""), (known.Status, known.Text));
        Assert.Equal((200, "\"2\""), (changed.Status, changed.Headers["ETag"]));
    }

    [Fact]
    public async Task What_is_read_with_sealed_fields_is_kept_by_nobody()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");

        var opened = await clerk.GetAsync($"/v1/cases/{(await shared.Crew.RegisterAsync()).CaseId}?open_sealed=true");

        opened.Done();
        Assert.Equal("no-store", opened.Headers["Cache-Control"]);
        Assert.DoesNotContain("ETag", opened.Headers.Keys);
    }

    [Fact]
    public async Task The_same_key_asks_for_the_same_act()
    {
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "web-agent");
        var key = Crew.NewId();

        var first = (await agent.PostAsync("/v1/cases", Report, key)).Done();
        var second = (await agent.PostAsync("/v1/cases", Report, $"\"{key}\"")).Done();
        var inBody = (await agent.PostAsync("/v1/cases", $$"""{"commandId": "{{key}}", {{Report[1..]}}""")).Done();

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(first.GetRawText(), inBody.GetRawText());
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_refused_as_over_grpc()
    {
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "web-agent");
        var key = Crew.NewId();
        (await agent.PostAsync("/v1/cases", Report, key)).Done();

        (await agent.PostAsync("/v1/cases", """{"category": "0101"}""", key)).Names("command_id");
    }

    [Fact]
    public async Task Two_doors_lead_to_the_same_act()
    {
        using var agent = WebCaller.With(shared.Silo, (await shared.Silo.TokenAsync(Role.Agent, "agent-1")).Text);
        var request = Crew.Report();
        var registered = await shared.Crew.Agent.Hotline.RegisterAsync(request);

        var again = (await agent.PostAsync("/v1/cases", """{"category": "0101", "place": {"latitude": 30.25, "longitude": 120.15}}""", request.CommandId)).Done();

        Assert.Equal(registered.CaseId, again.GetProperty("case_id").GetString());
        Assert.Equal(registered.FollowCode, again.GetProperty("follow_code").GetString());
    }

    [Fact]
    public async Task A_list_takes_its_filter_from_the_query()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        await shared.Crew.BringAsync((await shared.Crew.RegisterAsync()).CaseId, Protos.Type.V1.Stage.Filed);

        var page = (await clerk.GetAsync("/v1/cases?filter.stage=STAGE_FILED&page_size=1&order=QUEUE_ORDER_OLDEST")).Done();

        Assert.Equal(1, page.GetProperty("cases").GetArrayLength());
        Assert.Equal("STAGE_FILED", page.GetProperty("cases")[0].GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_photo_of_a_case_comes_as_a_picture()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        var (crew, photo) = (shared.Crew, Pictures.Jpeg(600_000));
        var @case = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(@case, Protos.Type.V1.Stage.Handling);
        var put = await crew.Handler.Photos.PutAsync(PhotosClient.NameOf(photo), photo);
        await crew.Handler.Desk.FeedbackAsync(new() { CommandId = Crew.NewId(), CaseId = @case, Result = "put back", Photos = { put.PhotoId } });

        var picture = await clerk.GetAsync($"/v1/cases/{@case}/photos/{put.PhotoId}");
        var unknown = await clerk.GetAsync($"/v1/cases/{@case}/photos/{new string('0', 64)}");

        Assert.Equal((200, "image/jpeg", "nosniff"), (picture.Status, picture.Type, picture.Headers["X-Content-Type-Options"]));
        Assert.Equal(photo, picture.Bytes);
        unknown.Problem(404);
    }

    [Fact]
    public async Task What_is_known_of_a_person_is_one_json_text()
    {
        using var administrator = await WebCaller.OfAsync(shared.Silo, Role.Administrator, "web-administrator");
        var report = Crew.Report();
        report.CallerPhone = "13900004711";
        var number = (await shared.Crew.Agent.Hotline.RegisterAsync(report)).Number;

        var export = (await administrator.PostAsync("/v1/persons/export", $$"""{"case_number": "{{number}}"}""")).Done();
        var unknown = await administrator.PostAsync("/v1/persons/export", """{"case_number": "2020010100000001"}""");

        Assert.Equal(System.Text.Json.JsonValueKind.Object, export.ValueKind);
        unknown.Problem(404);
    }
}
