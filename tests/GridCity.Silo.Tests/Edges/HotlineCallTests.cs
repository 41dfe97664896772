using Google.Rpc;
using GridCity.Cities.Model;
using GridCity.Grains;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Lists;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Edges;

/// <summary>A call from its start to the visit after the end, on lines that are data.</summary>
public sealed class HotlineCallTests
{
    private const string Phone = "057155554444";

    internal static readonly CityPack City = SmallCity.Pack with
    {
        Hotlines =
        [
            new("12345", En("City line"), [.. HotlineRights.All], [], StandardUrgency.Ordinary),
            new("12349", En("Elderly line"), [HotlineRights.Register], ["0101"], StandardUrgency.Urgent),
        ],
        HotlineFields =
        [
            new("12345", "description", En("What"), FormFieldType.Report, true, [], null, null),
            new("12345", "wish", En("Wish"), FormFieldType.Choice, true, ["help", "complaint"], null, null),
            new("12345", "age", En("Age"), FormFieldType.Number, false, [], 0, 130),
            new("12345", "contact", En("Contact"), FormFieldType.Text, false, [], 2, 10),
        ],
    };

    [Fact]
    public async Task A_call_goes_from_its_start_to_the_visit_that_contests_the_end()
    {
        await using var silo = await TestSilo.StartAsync(City);
        var crew = await Crew.OfAsync(silo);
        var hotline = crew.Agent.Hotline;
        Assert.False((await hotline.StartCallAsync(new() { Line = "12345", CallerPhone = Phone })).Known);
        var told = await hotline.RegisterAsync(Report(("wish", "help"), ("age", "71")));
        await hotline.TransferAsync(new() { CommandId = Crew.NewId(), CaseId = told.CaseId, Line = "12349", Note = "meals too" });
        await crew.Agent.Desk.UrgeAsync(new() { CommandId = Crew.NewId(), CaseId = told.CaseId });
        await crew.BringAsync(told.CaseId, Stage.Closed);
        await hotline.ReturnVisitAsync(new() { CommandId = Crew.NewId(), CaseId = told.CaseId, Note = "rang three times" });

        var contested = await hotline.ReturnVisitAsync(new()
        {
            CommandId = Crew.NewId(), CaseId = told.CaseId, Reached = true, Satisfaction = 1, ContestReason = "It rattles again.",
        });

        Assert.Equal(Stage.AwaitingCheck, contested.Stage);
        await CaseListTests.CaughtUpAsync(silo);
        var again = await hotline.StartCallAsync(new() { Line = "12345", CallerPhone = Phone });
        Assert.Equal((true, told.CaseId), (again.Known, Assert.Single(again.Cases).CaseId));
        Assert.Empty((await hotline.StartCallAsync(new() { Line = "12349", CallerPhone = Phone })).Cases);
        var seen = await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = told.CaseId, OpenSealed = true });
        Assert.Equal([("wish", "help"), ("age", "71")], seen.Intake.Select(one => (one.Field, one.Value)));
        Assert.Equal("It rattles again.", seen.ContestReason);
        Assert.Equal(
            ["case.transferred.v1", "case.visited.v1", "case.visited.v1", "case.contested.v1"],
            seen.Timeline.Select(entry => entry.Event).Where(name => name is "case.transferred.v1" or "case.visited.v1" or "case.contested.v1"));
        Assert.Equal(3, await silo.Database.ScalarAsync<long>("SELECT count(*) FROM audit WHERE action = 'call.started'"));
        Assert.Equal(0, await silo.Database.ScalarAsync<long>("SELECT count(*) FROM journal WHERE body::text LIKE '%rattles again%'"));
    }

    [Fact]
    public async Task A_form_names_every_field_that_is_missing_or_wrong()
    {
        await using var silo = await TestSilo.StartAsync(City);
        var hotline = (await silo.ClientAsync(Role.Agent)).Hotline;
        var bad = Report(("age", "131"), ("contact", "x"), ("colour", "red"));
        bad.Description = "";

        var error = await Refused.With(StatusCode.InvalidArgument, () => hotline.RegisterAsync(bad));

        Assert.True(error.TryGetDetail<BadRequest>(out var detail));
        Assert.Equal(
            ["description", "intake.age", "intake.colour", "intake.contact", "intake.wish"],
            detail.FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal));
        bad.Source = "app";
        await Refused.Naming("intake", () => hotline.RegisterAsync(bad));
        await Refused.Naming("line", () => hotline.StartCallAsync(new() { Line = "110" }));
    }

    [Fact]
    public async Task A_line_does_what_it_has_the_right_to()
    {
        await using var silo = await TestSilo.StartAsync(City);
        var crew = await Crew.OfAsync(silo);
        var request = Crew.Report();
        request.Source = "12349";
        var id = (await crew.Agent.Hotline.RegisterAsync(request)).CaseId;

        await Refused.With(StatusCode.PermissionDenied, () => crew.Agent.Hotline.TransferAsync(
            new() { CommandId = Crew.NewId(), CaseId = id, Department = "water" }));
        await Refused.With(StatusCode.PermissionDenied, () => crew.Agent.Desk.AnswerAsync(
            new() { CommandId = Crew.NewId(), CaseId = id, Text = "on Monday" }));
        await Refused.With(StatusCode.PermissionDenied, () => crew.Clerk.Hotline.StartCallAsync(new() { Line = "12345" }));
        await crew.Clerk.Desk.AnswerAsync(new() { CommandId = Crew.NewId(), CaseId = id, Text = "on Monday" });
    }

    [Fact]
    public async Task Lines_and_forms_are_told_as_they_are_in_the_folder()
    {
        await using var silo = await TestSilo.StartAsync(City);
        var lines = (await (await silo.ClientAsync(Role.Clerk)).Hotline.ListLinesAsync(new())).Lines;

        Assert.Equal([("12345", false), ("12349", true)], lines.Select(line => (line.Code, line.Urgent)));
        Assert.Equal(["description", "wish", "age", "contact"], lines[0].Fields.Select(field => field.Field));
        Assert.Equal((true, 0, 130, false), (lines[0].Fields[1].Required, lines[0].Fields[2].Min, lines[0].Fields[2].Max, lines[0].Fields[0].HasMin));
    }

    private static RegisterRequest Report(params (string Field, string Value)[] answers)
    {
        var request = Crew.Report();
        (request.Source, request.CallerPhone, request.Description) = ("12345", Phone, "The cover rattles.");
        request.Intake.AddRange(answers.Select(one => new FormAnswer { Field = one.Field, Value = one.Value }));
        return request;
    }

    private static LocalText En(string name) => new("", name);
}
