using GridCity.Cities.Model;
using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Rpc;
using GridCity.Silo.Cities;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Component = GridCity.Cities.Model.Component;

namespace GridCity.Silo.Tests.Edges;

/// <summary>Components over the wire: offered, named by a report, with their cases.</summary>
public sealed class ComponentTests
{
    private const string Lid = "3301060101000001";

    private static CityPack Pack { get; } = WithLid(SmallCity.Pack);

    [Fact]
    public async Task A_report_names_a_component_that_was_offered_and_each_shows_the_other()
    {
        await using var silo = await TestSilo.StartAsync(Pack);
        var (agent, clerk) = (await silo.ClientAsync(Role.Agent), await silo.ClientAsync(Role.Clerk));
        var here = new FindNearestRequest { Category = "0101", Place = new() { Latitude = SmallCity.Latitude, Longitude = SmallCity.Longitude } };
        await Eventually.Is(
            async () => (await agent.Components.FindNearestAsync(here)).Components.Count == 1, "the census is taken");
        var offered = (await agent.Components.FindNearestAsync(here)).Components[0];
        var report = Crew.Report();
        (report.Place, report.Component) = (null, offered.Component.Code);

        var id = (await agent.Hotline.RegisterAsync(report)).CaseId;

        Assert.Equal((Lid, "good"), (offered.Component.Code, offered.Component.Condition));
        Assert.InRange(offered.Metres, 9, 13);
        var shown = await clerk.Desk.GetCaseAsync(new() { CaseId = id });
        Assert.Equal((Lid, offered.Component.Cell, offered.Component.Place), (shown.Component, shown.Summary.Cell, shown.Place));
        await Eventually.Is(
            async () => (await clerk.Components.GetAsync(new() { Code = Lid })).Cases.Select(one => one.CaseId).SequenceEqual([id]),
            "the component has its case");
    }

    [Fact]
    public async Task What_is_not_there_or_of_another_category_is_refused()
    {
        await using var silo = await TestSilo.StartAsync(Pack);
        var agent = await silo.ClientAsync(Role.Agent);
        var report = Crew.Report();
        report.Component = "nothing";

        await Refused.Naming("component", () => agent.Hotline.RegisterAsync(report));
        await Refused.With(StatusCode.NotFound, () => agent.Components.GetAsync(new() { Code = "nothing" }));
        await Refused.Naming("category", () => agent.Components.FindNearestAsync(new()));
        await Refused.Naming("place", () => agent.Components.FindNearestAsync(new() { Category = "0101" }));
        await Refused.Naming("metres_max", () => agent.Components.FindNearestAsync(new() { Category = "0101", Place = report.Place, MetresMax = 9_999 }));
    }

    /// <summary>A component 11 m north of the small city's middle.</summary>
    private static CityPack WithLid(CityPack pack)
    {
        var (latitude, longitude) = (SmallCity.Latitude + 0.0001, SmallCity.Longitude);
        var cell = new CellMap(pack).CellAt(latitude, longitude)!;
        return pack with
        {
            Categories = [.. pack.Categories.Select(one => one.Code == "0101" ? one with { Kind = CategoryKind.Component, ComponentDigits = "0101" } : one with { Kind = CategoryKind.Component })],
            Components = [new Component(Lid, "0101", cell, longitude, latitude, "water", ComponentCondition.Good)],
        };
    }
}
