using System.Text.Json;
using GridCity.Cities.Files;
using GridCity.Grains;
using GridCity.Silo.Edges.Intake;
using GridCity.Silo.Tests.Lists;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Http;

/// <summary>What a page shows while a caller still talks.</summary>
public sealed class IntakeTests(SharedSilo shared)
{
    private static readonly CategoryWords Reference = new(PackReader.Load(Path.Combine(Repository.Root, "ops", "cities", "reference")));

    [Theory]
    [InlineData("路灯不亮了，好几天了", "C0118")]
    [InlineData("燃气井盖破了一个洞", "C0111")]
    [InlineData("The street light is out", "C0118")]
    [InlineData("公交站亭的玻璃碎了", "C0203")]
    public void Words_of_a_caller_speak_of_a_category(string said, string category) =>
        Assert.Equal(category, Reference.Guess(said)[0].Category);

    [Fact]
    public void A_condition_points_at_its_standard()
    {
        var guess = Reference.Guess("上水井盖过车作响").First(one => one.Category == "C0101");

        Assert.Equal("C0101-3", guess.Standard);
    }

    [Fact]
    public void Words_that_the_catalogue_does_not_have_speak_of_nothing()
    {
        Assert.Empty(Reference.Guess(""));
        Assert.Empty(Reference.Guess("xyzzy 42"));
    }

    [Fact]
    public async Task A_report_is_looked_at_before_it_is_sent()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var report = Crew.Report();
        report.Description = "井盖破损，声音很大";
        var before = await crew.Agent.Hotline.RegisterAsync(report);
        await CaseListTests.CaughtUpAsync(silo);
        using var agent = await WebCaller.OfAsync(silo, Role.Agent, "agent-7");

        var answer = await agent.PostAsync("/v1/intake/prepare", JsonSerializer.Serialize(new
        {
            category = report.Category, description = "井盖破损", place = new { latitude = report.Place.Latitude, longitude = report.Place.Longitude },
        }));

        Assert.Equal(200, answer.Status);
        Assert.Equal(before.Cell, answer.Json.GetProperty("cell").GetString());
        Assert.Equal(before.CaseId, answer.Json.GetProperty("duplicates")[0].GetProperty("case").GetProperty("case_id").GetString());
        Assert.True(answer.Json.GetProperty("standards")[0].GetProperty("due_at").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        Assert.NotEqual(0, answer.Json.GetProperty("areas").GetArrayLength());
    }

    [Fact]
    public async Task With_nothing_said_nothing_is_known_and_nothing_is_refused()
    {
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "agent-8");

        var answer = await agent.PostAsync("/v1/intake/prepare", "{}");

        Assert.Equal(200, answer.Status);
        Assert.Equal("", answer.Json.GetProperty("cell").GetString());
        Assert.Equal(0, answer.Json.GetProperty("categories").GetArrayLength());
    }

    [Theory]
    [InlineData("/v1/intake/prepare", """{"category":"nope"}""", "category")]
    [InlineData("/v1/intake/prepare", """{"place":{"latitude":0,"longitude":0}}""", "place")]
    [InlineData("/v1/intake/places", """{"text":" "}""", "text")]
    [InlineData("/v1/intake/places", """{"text":"a","count_max":51}""", "count_max")]
    public async Task Bad_input_names_its_field(string path, string body, string field)
    {
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "agent-9");

        var answer = await agent.PostAsync(path, body);

        Assert.Equal(400, answer.Status);
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task A_place_is_found_by_the_code_of_its_cell_and_by_an_earlier_address()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var report = Crew.Report();
        report.Address = "湖滨路九号";
        var told = await crew.Agent.Hotline.RegisterAsync(report);
        await CaseListTests.CaughtUpAsync(silo);
        using var agent = await WebCaller.OfAsync(silo, Role.Agent, "agent-10");

        var byCode = (await agent.PostAsync("/v1/intake/places", $$"""{"text":"{{told.Cell}}"}""")).Json.GetProperty("places")[0];
        var byAddress = (await agent.PostAsync("/v1/intake/places", """{"text":"湖滨路"}""")).Json.GetProperty("places")[0];

        Assert.Equal(("cell", told.Cell), (byCode.GetProperty("kind").GetString(), byCode.GetProperty("cell").GetString()));
        Assert.Equal(("case", "湖滨路九号"), (byAddress.GetProperty("kind").GetString(), byAddress.GetProperty("address").GetString()));
    }
}
