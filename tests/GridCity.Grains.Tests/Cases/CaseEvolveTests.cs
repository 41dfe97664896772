using GridCity.Grains.Cases;
using static GridCity.Grains.Tests.Cases.CaseExamples;

namespace GridCity.Grains.Tests.Cases;

/// <summary>Folding takes all history. What is not in the table is ignored on purpose.</summary>
public sealed class CaseEvolveTests
{
    /// <summary>What means something wherever a case is.</summary>
    private static readonly string[] Known =
    [
        "Filed>filed", "Voided>voided", "Dispatched>dispatched", "Answered>answered", "VerifyWanted>verifying",
        "Merged>merged", "Joined>joined", "TakenIn>", "Released>", "ChildrenTold>",
        "ReturnedToClerk>returned-to-clerk", "Urged>", "SupervisionBegan>", "SupervisionEnded>", "Rehomed>",
    ];

    /// <summary>What means something wherever a department has the case.</summary>
    private static readonly string[] Tasked =
    [
        .. Known, "HandlingStarted>handling", "Checked>checked", "Reworked>dispatched", "WentOverdue>",
        "PartnerInvolved>", "PartnerDone>", "PartnerDismissed>",
        "ReturnedToDispatcher>returned-to-dispatcher", "ReturnedToDepartment>dispatched", "ExtensionAsked>",
        "ExtensionReviewed>", "ExtensionGranted>", "ExtensionRefused>", "SuspensionAsked>", "SuspensionRefused>", "Suspended>suspended",
    ];

    /// <summary>Per stage, the events that mean something there, and where they lead; nowhere: the stage stays.</summary>
    private static readonly Dictionary<string, string[]> Meant = new()
    {
        ["unregistered"] = ["Registered>registered", "SelfHandled>awaiting-audit", "Recognised>recognised"],
        ["recognised"] = [.. Known, "RecognitionConfirmed>registered", "RecognitionRejected>voided"],
        ["registered"] = Known,
        ["verifying"] = [.. Known, "Verified>registered", "InspectorAssigned>", "InspectorMissing>"],
        ["returned-to-clerk"] = Known,
        ["filed"] = Known,
        ["returned-to-dispatcher"] = Known,
        ["dispatched"] = [.. Tasked, "Assigned>"],
        ["handling"] = [.. Tasked, "FeedbackGiven>awaiting-check"],
        ["awaiting-confirmation"] =
            [.. Tasked, "FeedbackConfirmed>awaiting-check", "ReturnedToHandler>handling"],
        ["suspended"] = [.. Tasked, "Resumed>dispatched"],
        ["awaiting-check"] = [.. Tasked, "InspectorAssigned>", "InspectorMissing>"],
        ["checked"] = [.. Tasked, "Closed>closed"],
        ["awaiting-audit"] = [.. Known, "AuditPassed>closed", "AuditFailed>registered"],
        ["closed"] = [.. Known, "Contested>awaiting-check"],
        ["answered"] = [.. Known, "Contested>returned-to-clerk"],
        ["merged"] =
            [.. Known, "MergeDeclined>registered", "Unmerged>registered", "Contested>returned-to-clerk"],
        ["joined"] =
            [.. Known, "JoinDeclined>registered", "Left>registered", "ClosedWithParent>closed"],
        ["voided"] = [.. Known, "Contested>returned-to-clerk"],
    };

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var stage in Histories.Keys)
            foreach (var happened in Events)
                pairs.Add(stage, happened.GetType().Name);
        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void An_event_leads_where_the_table_says_or_is_ignored(string stage, string name)
    {
        var before = In(stage);

        var after = Case.Evolve(before, Events.Single(happened => happened.GetType().Name == name));

        var meant = Meant[stage].Select(pair => pair.Split('>')).SingleOrDefault(pair => pair[0] == name);
        if (meant is null) Assert.Same(before, after);
        else Assert.Equal(meant[1].Length == 0 ? stage : meant[1], after.Stage);
    }

    [Fact]
    public void A_state_tells_when_the_stage_began_and_when_it_is_late()
    {
        var state = After(Begun, Taken, Sent, new CaseEvent.HandlingStarted("h", Morning(1)));

        Assert.Equal((Morning(1), Due, null), (((CaseState.Known)state).StageSince, state.DueAt, state.ClosedAt));
    }

    [Fact]
    public void The_clock_of_the_department_stops_with_its_feedback() => Assert.Null(In("awaiting-check").DueAt);

    [Fact]
    public void An_overdue_case_stays_overdue_to_the_end() =>
        Assert.True(After(Begun, Taken, Sent, Late, Started, Fed, Found, Ended).Overdue);

    [Fact]
    public void A_case_without_an_inspector_waits_for_any() => Assert.Equal("inspectors", In("awaiting-check").Holder);

    private static DateTimeOffset Morning(int hours) => Town.Morning.AddHours(hours);
}
