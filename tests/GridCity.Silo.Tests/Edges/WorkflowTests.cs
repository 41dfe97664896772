using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Edges;

/// <summary>The acts beside the straight way from call to closing, over the wire.</summary>
public sealed class WorkflowTests(SharedSilo shared)
{
    [Fact]
    public async Task A_case_says_to_each_post_what_may_be_done_now_and_why_not()
    {
        var crew = shared.Crew;
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(id, Stage.Dispatched);

        var forHandler = await crew.Handler.Desk.GetCaseAsync(new() { CaseId = id });
        var forClerk = await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = id });

        Assert.True(Option(forHandler, "handle").Open);
        Assert.Equal("case/not-in-stage", Option(forHandler, "feedback").Code);
        Assert.Contains("dispatched", Option(forClerk, "close").Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(forClerk.Options, option => option.Act == "handle");
        Assert.Equal(
            [Stage.Registered, Stage.Filed, Stage.Dispatched], forClerk.StageTimes.Select(time => time.Stage));
        Assert.Null(forClerk.StageTimes[^1].To);
    }

    [Fact]
    public async Task A_department_assigns_asks_for_time_and_returns()
    {
        var crew = shared.Crew;
        var desk = (await shared.Silo.ClientAsync(Role.Department, unit: "water", person: "desk-1")).Desk;
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(id, Stage.Dispatched);

        await desk.AskExtensionAsync(new() { CommandId = Id(), CaseId = id, Reason = "rain" });
        await crew.Dispatcher.Desk.DecideExtensionAsync(new() { CommandId = Id(), CaseId = id, Granted = true });
        await desk.AssignAsync(new() { CommandId = Id(), CaseId = id, Handler = "h-9" });
        var assigned = await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = id });
        await desk.UnassignAsync(new() { CommandId = Id(), CaseId = id, Reason = "ill" });
        var back = await desk.ReturnAsync(new() { CommandId = Id(), CaseId = id, Reason = "not our pipe" });

        Assert.Equal(("h-9", 1), (assigned.Assignee, assigned.Extensions));
        Assert.Equal(assigned.Summary.StageSince.ToDateTimeOffset().AddMinutes(240), assigned.Summary.DueAt.ToDateTimeOffset());
        Assert.Equal(Stage.ReturnedToDispatcher, back.Stage);
    }

    [Fact]
    public async Task What_a_handler_asks_for_is_reviewed_before_it_is_decided()
    {
        var crew = shared.Crew;
        var desk = (await shared.Silo.ClientAsync(Role.Department, unit: "water", person: "desk-1")).Desk;
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(id, Stage.Dispatched);
        await crew.Handler.Desk.AskExtensionAsync(new() { CommandId = Id(), CaseId = id, Reason = "rain" });

        var early = await Refused.With(StatusCode.FailedPrecondition, () =>
            crew.Dispatcher.Desk.DecideExtensionAsync(new() { CommandId = Id(), CaseId = id, Granted = true }));
        await desk.ReviewExtensionAsync(new() { CommandId = Id(), CaseId = id, Supported = true });
        await crew.Dispatcher.Desk.DecideExtensionAsync(new() { CommandId = Id(), CaseId = id, Granted = true });

        Assert.Contains("case/under-review", early.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await desk.GetCaseAsync(new() { CaseId = id })).Extensions);
    }

    [Fact]
    public async Task A_department_that_helps_finds_the_case_until_its_part_is_done()
    {
        var crew = shared.Crew;
        var roads = (await shared.Silo.ClientAsync(Role.Handler, unit: "roads", person: "h-roads")).Desk;
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(id, Stage.Dispatched);
        async Task<bool> IsListed() =>
            (await roads.ListHelpedAsync(new())).Cases.Any(one => one.CaseId == id && one.Department == "water");

        await crew.Dispatcher.Desk.InvolveAsync(new() { CommandId = Id(), CaseId = id, Department = "roads" });
        await Eventually.Is(IsListed, "the case in the helpers' queue");
        await roads.ContributeAsync(new() { CommandId = Id(), CaseId = id, Result = "road closed" });
        await Eventually.Is(async () => !await IsListed(), "the case out of the helpers' queue");

        await Refused.With(StatusCode.PermissionDenied, () => roads.ListHelpedAsync(new() { Department = "water" }));
        await Refused.Naming("department", () => crew.Clerk.Desk.ListHelpedAsync(new() { Department = "fire" }));
        await Refused.Naming("page_size", () => roads.ListHelpedAsync(new() { PageSize = -1 }));
        await Refused.Naming("page_token", () => roads.ListHelpedAsync(new() { PageToken = "x" }));
    }

    [Fact]
    public async Task A_reporter_contests_with_the_follow_code_and_the_case_is_open_again()
    {
        var crew = shared.Crew;
        var registered = await crew.RegisterAsync();
        await crew.Agent.Desk.AnswerAsync(new() { CommandId = Id(), CaseId = registered.CaseId, Text = "on Monday" });
        var contest = new ContestRequest { CommandId = Id(), Number = registered.Number, FollowCode = "WRONG", Reason = "no" };
        await Refused.With(StatusCode.NotFound, () => crew.Agent.Hotline.ContestAsync(contest));

        var reply = await crew.Agent.Hotline.ContestAsync(new(contest) { FollowCode = registered.FollowCode });

        Assert.Equal(Stage.ReturnedToClerk, reply.Stage);
    }

    [Fact]
    public async Task A_merged_case_shows_its_reporter_how_the_other_one_stands()
    {
        var crew = shared.Crew;
        var (main, second) = (await crew.RegisterAsync(), await crew.RegisterAsync());
        await crew.BringAsync(main.CaseId, Stage.Filed);
        await crew.Clerk.Desk.MergeAsync(
            new() { CommandId = Id(), CaseId = second.CaseId, Into = main.CaseId, Reason = "same cover" });

        var followed = await crew.Agent.Hotline.FollowAsync(new() { Number = second.Number, FollowCode = second.FollowCode });
        var merged = await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = second.CaseId });

        Assert.Equal(Stage.Filed, followed.Stage);
        Assert.Equal((Stage.Merged, main.CaseId), (merged.Summary.Stage, merged.MainCaseId));
        await Eventually.Is(
            async () => (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = main.CaseId })).Duplicates
                .Any(one => one.Number == second.Number),
            "the main case keeps the duplicate");
    }

    [Fact]
    public async Task What_a_machine_saw_waits_for_a_clerk()
    {
        var crew = shared.Crew;
        var camera = await shared.Silo.ClientAsync(Role.OtherSystem, person: "cameras");
        var seen = new RecogniseRequest
        {
            CommandId = Id(), Category = "0101", Place = Crew.Report().Place,
            Recognition = new() { Recogniser = "cam-7", ConfidencePerMille = 910, Evidence = { "blob-1" } },
        };

        var founded = await camera.Hotline.RecogniseAsync(seen);
        var shown = await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = founded.CaseId });
        var judged = await crew.Clerk.Desk.JudgeRecognitionAsync(
            new() { CommandId = Id(), CaseId = founded.CaseId, Real = false, Note = "a shadow" });

        Assert.Equal((Stage.Recognised, 910), (shown.Summary.Stage, shown.Recognition.ConfidencePerMille));
        Assert.Equal(Stage.Voided, judged.Stage);
    }

    [Fact]
    public async Task An_inspector_verifies_and_puts_right()
    {
        var crew = shared.Crew;
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.Clerk.Desk.WantVerifyAsync(new() { CommandId = Id(), CaseId = id });
        var verified = await crew.Inspector.Field.VerifyAsync(new() { CommandId = Id(), CaseId = id, Found = true });

        var fixedAtOnce = await crew.Inspector.Field.SelfHandleAsync(new()
        {
            CommandId = Id(), Category = "0101", Place = Crew.Report().Place, Result = "lid put back",
        });
        var audited = await crew.Clerk.Desk.AuditAsync(new() { CommandId = Id(), CaseId = fixedAtOnce.CaseId, Passed = true });

        Assert.Equal((Stage.Registered, Stage.Closed), (verified.Stage, audited.Stage));
    }

    [Fact]
    public async Task The_rules_choose_only_where_there_are_any()
    {
        var crew = shared.Crew;
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(id, Stage.Filed);

        await Refused.With(StatusCode.FailedPrecondition, () =>
            crew.Dispatcher.Desk.DispatchAsync(new() { CommandId = Id(), CaseId = id, ByRules = true }));
        await Refused.Naming("department", () => crew.Dispatcher.Desk.DispatchAsync(
            new() { CommandId = Id(), CaseId = id, ByRules = true, Department = "water" }));
    }

    [Fact]
    public async Task A_suspension_without_an_end_names_the_field()
    {
        var crew = shared.Crew;
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(id, Stage.Dispatched);

        await Refused.Naming("until", () =>
            crew.Handler.Desk.AskSuspensionAsync(new() { CommandId = Id(), CaseId = id, Reason = "frost" }));
    }

    private static Option Option(Case found, string act) => found.Options.Single(option => option.Act == act);

    private static string Id() => GridCityClient.NewCommandId();
}
