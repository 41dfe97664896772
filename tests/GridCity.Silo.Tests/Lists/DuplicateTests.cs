using GridCity.Grains;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Lists;

public sealed class DuplicateTests
{
    private const double North100Metres = 0.0009;

    [Fact]
    public async Task What_is_near_and_sounds_alike_is_offered_likeliest_first()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var first = await TellAsync(crew, "井盖破损，声音很大", north: 0);
        var near = await TellAsync(crew, "这里的井盖破损了", north: North100Metres);
        var far = await TellAsync(crew, "井盖破损", north: 5 * North100Metres);
        var closed = await TellAsync(crew, "井盖破损", north: 0);
        await crew.BringAsync(closed.CaseId, Stage.Closed);
        await CaseListTests.CaughtUpAsync(silo);

        var found = (await crew.Clerk.Query.SuggestDuplicatesAsync(new() { CaseId = first.CaseId })).Duplicates;

        var one = Assert.Single(found);
        Assert.Equal(near.CaseId, one.Case.CaseId);
        Assert.InRange(one.Metres, 95, 105);
        Assert.True(one.SameCategory && one.Words > 0.3 && one.Score > 0.5);
        var wider = (await crew.Clerk.Query.SuggestDuplicatesAsync(new() { CaseId = first.CaseId, Metres = 1_000 })).Duplicates;
        Assert.Equal([near.CaseId, far.CaseId], wider.Select(other => other.Case.CaseId));
    }

    [Fact]
    public async Task A_report_being_taken_down_is_offered_what_was_reported_before()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var first = await TellAsync(crew, "井盖破损，声音很大", north: 0);
        await CaseListTests.CaughtUpAsync(silo);

        var again = await TellAsync(crew, "井盖破损", north: North100Metres / 2, suggest: true);
        var silent = await TellAsync(crew, "井盖破损", north: North100Metres / 2);

        Assert.Contains(first.CaseId, again.Duplicates.Select(other => other.Case.CaseId));
        Assert.DoesNotContain(again.CaseId, again.Duplicates.Select(other => other.Case.CaseId));
        Assert.Empty(silent.Duplicates);
    }

    [Fact]
    public async Task Bad_input_names_its_field()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var told = await TellAsync(crew, "井盖", north: 0);
        var outsider = await silo.ClientAsync(Role.Clerk, person: "outsider", area: "330106000");

        await Refused.Naming("metres", () => crew.Clerk.Query.SuggestDuplicatesAsync(new() { CaseId = told.CaseId, Metres = 5_000 }));
        await Refused.Naming("metres", () => crew.Clerk.Query.SuggestDuplicatesAsync(new() { CaseId = told.CaseId, Metres = double.NaN }));
        await Refused.Naming("days", () => crew.Clerk.Query.SuggestDuplicatesAsync(new() { CaseId = told.CaseId, Days = -1 }));
        await Refused.Naming("case_id", () => crew.Clerk.Query.SuggestDuplicatesAsync(new() { CaseId = "1" }));
        await Refused.With(StatusCode.NotFound, () => crew.Clerk.Query.SuggestDuplicatesAsync(new() { CaseId = new('0', 32) }));
        await Refused.With(StatusCode.PermissionDenied, () => outsider.Query.SuggestDuplicatesAsync(new() { CaseId = told.CaseId }));
    }

    private static Task<RegisterReply> TellAsync(Crew crew, string description, double north, bool suggest = false)
    {
        var report = Crew.Report();
        report.Description = description;
        report.Place.Latitude += north;
        report.SuggestDuplicates = suggest;
        return crew.Agent.Hotline.RegisterAsync(report);
    }
}
