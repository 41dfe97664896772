using GridCity.Grains;
using GridCity.Protos.Figures.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Lists;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Figures;

/// <summary>What a cockpit shows is what a count over the cases says, at once and after it was counted on.</summary>
public sealed class FigureTests
{
    private const int Lives = 30;

    private static readonly Stage[] Ends =
        [Stage.Registered, Stage.Filed, Stage.Dispatched, Stage.Handling, Stage.AwaitingCheck, Stage.Checked, Stage.Closed];

    [Fact]
    public async Task Figures_are_a_count_over_the_cases_before_and_after_they_were_folded_and_when_built_anew()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        await LiveAsync(crew, new Random(20261121));

        await MatchesAsync(silo, crew);
        await CaseListTests.CaughtUpAsync(silo);
        await MatchesAsync(silo, crew);

        await silo.Database.ExecuteAsync(
            "BEGIN; DELETE FROM figure_hour; DELETE FROM figure_overdue; UPDATE projection_checkpoint SET xid = 0, position = 0 WHERE name = 'figures'; COMMIT");
        await CaseListTests.CaughtUpAsync(silo);
        await MatchesAsync(silo, crew);
    }

    [Fact]
    public async Task Behind_a_number_are_as_many_cases()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        await LiveAsync(crew, new Random(7));
        await CaseListTests.CaughtUpAsync(silo);
        var city = crew.Clerk.Figures;
        var figures = await city.GetFiguresAsync(new() { Area = Code(4) });

        foreach (var stage in figures.Stages)
            Assert.Equal(stage.Open, (await BehindAsync(crew, new() { What = Counted.Open, Stage = stage.Stage })).Count);
        Assert.Equal(figures.Overdue, (await BehindAsync(crew, new() { What = Counted.Overdue })).Count);
        Assert.Equal(figures.Month.Registered, (await BehindAsync(crew, new() { What = Counted.Registered, From = new() })).Count);
        Assert.Equal(figures.Month.Closed, (await BehindAsync(crew, new() { What = Counted.Closed, From = new() { Seconds = 1 } })).Count);
    }

    [Fact]
    public async Task The_past_is_counted_back_from_what_is_open_now()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        await LiveAsync(crew, new Random(3));

        var now = await crew.Clerk.Figures.GetFiguresAsync(new() { Area = Code(4) });
        var history = await crew.Clerk.Figures.GetHistoryAsync(new() { Area = Code(4), Level = "cell" });
        var open = new int[history.Areas.Count];
        foreach (var step in history.Steps)
            for (var at = 0; at < step.Areas.Count; at++) open[step.Areas[at]] = step.Open[at];

        Assert.All(history.Steps[0].Open, amount => Assert.Equal(0, amount));
        Assert.Equal(now.Open, open.Sum());
        Assert.Equal(now.Month.Registered, history.Steps.Sum(step => step.Registered.Sum()));
    }

    [Fact]
    public async Task Areas_and_departments_of_others_are_not_shown()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var cell = (await crew.RegisterAsync()).CaseId is { } id ? (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = id })).Summary.Cell : "";
        var local = await silo.ClientAsync(Role.Clerk, person: "local", area: cell[..9]);

        await Refused.With(StatusCode.PermissionDenied, () => local.Figures.GetFiguresAsync(new() { Area = cell[..4] }));
        await Refused.With(StatusCode.PermissionDenied, () => crew.Handler.Figures.GetFiguresAsync(new() { Area = cell[..4], Department = "roads" }));
        await Refused.Naming("area", () => crew.Clerk.Figures.GetFiguresAsync(new() { Area = "77" }));
        await Refused.Naming("level", () => crew.Clerk.Figures.GetPartsAsync(new() { Area = cell, Level = "street" }));
        Assert.Equal(1, (await local.Figures.GetFiguresAsync(new() { Area = cell[..9] })).Open);
        Assert.Equal(0, (await crew.Handler.Figures.GetFiguresAsync(new() { Area = cell[..4] })).Open);
        Assert.DoesNotContain((await local.Figures.ListAreasAsync()).Areas, area => !cell.StartsWith(area.Code, StringComparison.Ordinal));
    }

    private static string Code(int digits) => SmallCity.Pack.Cells[0].Code[..digits];

    private static async Task LiveAsync(Crew crew, Random random)
    {
        for (var life = 0; life < Lives; life++)
        {
            var report = Crew.Report();
            (report.Place.Latitude, report.Place.Longitude) = (30.241 + (random.NextDouble() * 0.018), 120.141 + (random.NextDouble() * 0.018));
            var @case = await crew.Agent.Hotline.RegisterAsync(report);
            await crew.BringAsync(@case.CaseId, Ends[random.Next(Ends.Length)]);
        }
    }

    /// <summary>Every area and cell against the case rows and the journal.</summary>
    private static async Task MatchesAsync(TestSilo silo, Crew crew)
    {
        foreach (var area in SmallCity.Pack.Areas.Select(one => one.Code).Concat(SmallCity.Pack.Cells.Select(cell => cell.Code)))
        {
            var figures = await crew.Clerk.Figures.GetFiguresAsync(new() { Area = area });
            Assert.Equal(await RowsAsync(silo, area, "closed_at IS NULL"), figures.Open);
            Assert.Equal(await RowsAsync(silo, area, "closed_at IS NULL AND overdue"), figures.Overdue);
            Assert.Equal(figures.Open, figures.Stages.Sum(stage => stage.Open));
            Assert.Equal(await EventsAsync(silo, area, "case.registered.v1"), figures.Month.Registered);
            Assert.Equal(await EventsAsync(silo, area, "case.dispatched.v1"), figures.Month.Dispatched);
            Assert.Equal(await EventsAsync(silo, area, "case.feedback-given.v1"), figures.Month.Handled);
            Assert.Equal(await EventsAsync(silo, area, "case.closed.v1"), figures.Month.Closed);
        }

        var parts = await crew.Clerk.Figures.GetPartsAsync(new() { Area = Code(4), Level = "cell" });
        Assert.Equal(await RowsAsync(silo, "", "closed_at IS NULL"), parts.Open.Sum());
        // Two days: the lives may have begun before midnight.
        var communities = await crew.Clerk.Figures.GetPartsAsync(new() { Area = Code(4), Level = "community", Days = 2 });
        Assert.Equal(await EventsAsync(silo, "", "case.closed.v1"), communities.Closed.Sum());
        var city = await crew.Clerk.Figures.GetFiguresAsync(new() { Area = Code(4) });
        Assert.Equal(city.Month.Dispatched, city.Departments.Sum(one => one.Month.Dispatched));
        Assert.Equal(city.Month.Registered, city.Channels.Sum(one => one.Month.Registered));
    }

    private static Task<long> RowsAsync(TestSilo silo, string area, string condition) =>
        silo.Database.ScalarAsync<long>($"SELECT count(*) FROM case_row WHERE {condition} AND cell LIKE '{area}%'");

    private static Task<long> EventsAsync(TestSilo silo, string area, string name) => silo.Database.ScalarAsync<long>(
        $"SELECT count(*) FROM journal j JOIN case_row r ON j.grain = 'case/' || r.id WHERE j.name = '{name}' AND r.cell LIKE '{area}%'");

    private static async Task<List<CaseSummary>> BehindAsync(Crew crew, ListBehindRequest request)
    {
        (request.Area, request.PageSize) = (Code(4), 4);
        if (request.From is not null) request.From = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(-1));
        var all = new List<CaseSummary>();
        do
        {
            var page = await crew.Clerk.Figures.ListBehindAsync(request);
            all.AddRange(page.Cases);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(all.Count, all.Select(one => one.CaseId).Distinct().Count());
        return all;
    }
}
