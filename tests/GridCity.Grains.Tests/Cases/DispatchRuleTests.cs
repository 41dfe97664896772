using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using static GridCity.Grains.Tests.Cases.CaseExamples;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>Dispatch by rules as data: in order, the first that fits.</summary>
public sealed class DispatchRuleTests
{
    private static readonly DispatchRule
        Night = new("night", Parks, [], [], [], new(22, 0), new(6, 0)),
        Weekend = new("weekend", Parks, [], [], [DayOfWeek.Saturday, DayOfWeek.Sunday]),
        Covers = new("covers", Roads, ["01"], ["330106"], [], IsAutomatic: true),
        Elsewhere = new("elsewhere", Parks, [], ["3302"], []);

    private static readonly DispatchRules Rules = new([Elsewhere, Night, Weekend, Covers], LocalClock.Fixed(TimeSpan.FromHours(8)));

    public static TheoryData<string, DateTimeOffset, string?> Matches => new()
    {
        { Cover, Morning, "covers" },
        { Cover, Morning.AddHours(6.5), "night" },
        { Cover, Morning.AddHours(13.9), "night" },
        { Cover, Morning.AddHours(14), "covers" },
        { Cover, Morning.AddDays(5), "weekend" },
        { Refuse, Morning, null },
    };

    [Theory, MemberData(nameof(Matches))]
    public void The_first_rule_that_fits_decides(string category, DateTimeOffset now, string? rule) =>
        Assert.Equal(rule, Rules.FirstMatch(CoverReport with { Category = category }, now)?.Code);

    [Fact]
    public void What_an_automatic_rule_fits_is_dispatched_as_it_is_filed()
    {
        var accepted = Accepted(In("registered"), Posts.Clerk, new CaseCommand.File("0101-1"));

        Assert.Equal(
            [
                new CaseEvent.Filed("0101-1", null, Morning),
                new CaseEvent.Dispatched(Roads, null, "rules", Due, Morning, Rule: "covers"),
            ],
            accepted.Events);
        Assert.Equal([new Effect.SetTimer(Case.HandlingTimer, Due, new CaseCommand.ReportOverdue())], accepted.Effects);
    }

    [Fact]
    public void A_dispatcher_may_leave_the_choice_to_the_rules_and_is_still_who_dispatched()
    {
        var accepted = Accepted(In("filed"), Posts.Dispatcher, new CaseCommand.Dispatch(null));

        var sent = Assert.IsType<CaseEvent.Dispatched>(Assert.Single(accepted.Events));
        Assert.Equal((Roads, Posts.Dispatcher.Id, "covers"), (sent.Department, sent.Dispatcher, sent.Rule));
    }

    [Fact]
    public void What_came_back_is_not_sent_out_by_a_rule_again()
    {
        var state = After(Begun, Taken, Sent, BackToDispatcher, BackToClerk);

        Assert.Single(Accepted(state, Posts.Clerk, new CaseCommand.File("0101-1")).Events);
    }

    [Fact]
    public void Where_no_rule_fits_a_person_has_to_choose()
    {
        var refused = Ask(In("filed"), Posts.Dispatcher, new CaseCommand.Dispatch(null));

        Assert.Equal("case/no-rule", Assert.IsType<Decision<CaseEvent>.Refused>(refused).Why.Code);
    }

    [Fact]
    public void A_rule_for_a_department_that_is_gone_does_not_fit()
    {
        var city = SmallCity with { Dispatching = new([Covers with { Department = "gone" }], LocalClock.Utc) };

        var decision = Case.Decide(
            In("registered"), new CaseCommand.File("0101-1"), By(Posts.Clerk, FirstCase.Grain, city: city));

        Assert.Single(Assert.IsType<Decision<CaseEvent>.Accepted>(decision).Events);
    }

    [Fact]
    public void Each_stay_in_a_stage_has_its_time()
    {
        var back = new CaseEvent.Reworked(Posts.Inspector.Id, "open", Morning.AddHours(1));
        var again = new CaseEvent.Dispatched(Parks, null, "d", Due, Morning.AddHours(2), Again: true);

        var times = StageTimes.Of([.. Histories["awaiting-check"], back, BackToDispatcher, again]);

        Assert.Equal(
            ["registered", "filed", "dispatched", "handling", "awaiting-check", "dispatched", "returned-to-dispatcher",
                "dispatched"],
            times.Select(time => time.Stage));
        Assert.Equal((Morning, Morning.AddHours(1)), (times[4].From, times[4].To));
        Assert.Equal((Parks, null), (times[^1].Holder, times[^1].To));
    }

    private static Decision<CaseEvent>.Accepted Accepted(CaseState state, Actor actor, CaseCommand command)
    {
        var city = SmallCity with { Dispatching = Rules };
        var decision = Case.Decide(state, command, By(actor, FirstCase.Grain, city: city));
        return Assert.IsType<Decision<CaseEvent>.Accepted>(decision);
    }
}
