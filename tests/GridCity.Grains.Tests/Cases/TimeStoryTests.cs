using GridCity.Grains.Cases;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>More time, time that stands, people who press, and a closure that is contested.</summary>
public sealed class TimeStoryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(CoverMinutes);

    private readonly CaseWorld _case = new();

    [Fact]
    public void An_extension_adds_the_limit_once_more_and_is_granted_twice_at_most()
    {
        _case.Dispatched();
        for (var round = 1; round <= 2; round++)
        {
            _case.Does(Posts.Handler, new CaseCommand.AskExtension("rain"))
                .Does(Posts.Department, new CaseCommand.ReviewExtension(Supported: true))
                .Does(Posts.Dispatcher, new CaseCommand.DecideExtension(Granted: true));
            Assert.Equal(Morning + ((1 + round) * Limit), _case.HandlingDue);
        }

        Assert.Equal("case/no-extensions-left", _case.Refuses(Posts.Handler, new CaseCommand.AskExtension("rain")));
        _case.After(Limit);
        Assert.False(_case.World.Case.Overdue);
        _case.After(2 * Limit);
        Assert.True(_case.World.Case.Overdue);
    }

    [Fact]
    public void A_refused_extension_does_not_count_and_changes_no_deadline()
    {
        _case.Dispatched();
        for (var round = 0; round < 3; round++)
        {
            _case.Does(Posts.Department, new CaseCommand.AskExtension("rain"))
                .Does(Posts.Dispatcher, new CaseCommand.DecideExtension(Granted: false, "it is dry"));
        }

        Assert.Equal(Morning + Limit, _case.HandlingDue);
        _case.Does(Posts.Handler, new CaseCommand.AskExtension("rain"));
    }

    [Fact]
    public void What_a_handler_asks_for_the_department_reviews_before_the_dispatcher_decides()
    {
        _case.Dispatched().Does(Posts.Handler, new CaseCommand.AskExtension("rain"));
        Assert.Equal("case/under-review", _case.Refuses(Posts.Dispatcher, new CaseCommand.DecideExtension(Granted: true)));
        Assert.Equal(
            "case/other-department",
            _case.Refuses(Posts.Department with { Unit = Parks }, new CaseCommand.ReviewExtension(Supported: true)));

        _case.Does(Posts.Department, new CaseCommand.ReviewExtension(Supported: false, "it is dry"));
        Assert.Equal("case/not-asked", _case.Refuses(Posts.Dispatcher, new CaseCommand.DecideExtension(Granted: true)));

        _case.Does(Posts.Handler, new CaseCommand.AskExtension("storm"))
            .Does(Posts.Department, new CaseCommand.ReviewExtension(Supported: true))
            .Does(Posts.Dispatcher, new CaseCommand.DecideExtension(Granted: true));
        Assert.Equal(Morning + (2 * Limit), _case.HandlingDue);
    }

    [Fact]
    public void What_the_department_itself_asks_for_needs_no_review()
    {
        _case.Dispatched().Does(Posts.Department, new CaseCommand.AskExtension("rain"));

        Assert.Equal(
            "case/nothing-to-review", _case.Refuses(Posts.Department, new CaseCommand.ReviewExtension(Supported: true)));
        _case.Does(Posts.Dispatcher, new CaseCommand.DecideExtension(Granted: true));
    }

    [Fact]
    public void One_request_waits_for_its_answer_before_the_next()
    {
        _case.Dispatched().Does(Posts.Handler, new CaseCommand.AskExtension("rain"));

        Assert.Equal("case/already-asked", _case.Refuses(Posts.Handler, new CaseCommand.AskExtension("rain")));
        Assert.Equal("case/already-asked", _case.Refuses(Posts.Handler, new CaseCommand.AskSuspension("frost", Thaw(10))));
        Assert.Equal("case/not-asked", _case.Refuses(Posts.Dispatcher, new CaseCommand.DecideSuspension(Granted: true)));
    }

    [Fact]
    public void Work_that_is_done_leaves_no_request_open()
    {
        _case.Dispatched().Does(Posts.Handler, new CaseCommand.AskExtension("rain"))
            .Does(Posts.Handler, new CaseCommand.Handle(), new CaseCommand.Feedback("done"))
            .Does(Posts.Inspector, new CaseCommand.Check(Confirmed: false, "still open"));

        Assert.Equal("case/not-asked", _case.Refuses(Posts.Dispatcher, new CaseCommand.DecideExtension(Granted: true)));
    }

    [Fact]
    public void Nobody_asks_for_time_that_is_over()
    {
        _case.Dispatched().Does(Posts.Department, new CaseCommand.AskExtension("rain")).After(Limit);

        Assert.Equal("case/already-overdue", _case.Refuses(Posts.Handler, new CaseCommand.AskSuspension("frost", Thaw(10))));
        Assert.Equal(
            "case/already-overdue", _case.Refuses(Posts.Dispatcher, new CaseCommand.DecideExtension(Granted: true)));
        _case.Does(Posts.Dispatcher, new CaseCommand.DecideExtension(Granted: false, "too late"));
    }

    [Fact]
    public void A_suspended_case_waits_with_its_clock_standing_and_goes_on_by_itself()
    {
        _case.Dispatched().Does(Posts.Handler, new CaseCommand.Handle()).After(Limit / 2)
            .Does(Posts.Handler, new CaseCommand.AskSuspension("frost", Thaw(60)))
            .Does(Posts.Dispatcher, new CaseCommand.DecideSuspension(Granted: true));
        Assert.Equal(("suspended", Roads), _case.Stands);
        Assert.Null(_case.HandlingDue);
        Assert.Equal("case/not-in-stage", _case.Refuses(Posts.Handler, new CaseCommand.Feedback("done")));

        _case.After(Thaw(60) - _case.World.Now);
        Assert.Equal(("handling", Roads), _case.Stands);
        Assert.Equal(Thaw(60) + (Limit / 2), _case.HandlingDue);
        Assert.False(_case.World.Case.Overdue);
        Assert.Equal("case/suspended-before", _case.Refuses(Posts.Handler, new CaseCommand.AskSuspension("snow", Thaw(90))));
    }

    [Fact]
    public void A_dispatcher_ends_a_suspension_early()
    {
        _case.Dispatched().Does(Posts.Department, new CaseCommand.AskSuspension("frost", Thaw(60)))
            .Does(Posts.Dispatcher, new CaseCommand.DecideSuspension(Granted: true))
            .After(TimeSpan.FromDays(10))
            .Does(Posts.Dispatcher, new CaseCommand.Resume("mild winter"));

        Assert.Equal(("dispatched", Roads), _case.Stands);
        Assert.Equal(Morning.AddDays(10) + Limit, _case.HandlingDue);
        Assert.Null(_case.World.TimerDue(Case.SuspensionTimer));
    }

    [Fact]
    public void A_suspension_has_an_end_within_the_citys_limit()
    {
        _case.Dispatched();

        Assert.Equal("case/bad-until", _case.Refuses(Posts.Handler, new CaseCommand.AskSuspension("frost", Morning)));
        Assert.Equal("case/bad-until", _case.Refuses(Posts.Handler, new CaseCommand.AskSuspension("frost", Thaw(366))));
    }

    [Fact]
    public void A_suspension_whose_end_has_passed_is_refused()
    {
        _case.Dispatched().Does(Posts.Handler, new CaseCommand.AskSuspension("tide", Morning.AddMinutes(10)))
            .After(TimeSpan.FromMinutes(20));

        Assert.Equal("case/until-passed", _case.Refuses(Posts.Dispatcher, new CaseCommand.DecideSuspension(Granted: true)));
    }

    [Fact]
    public void Anyone_who_waits_may_urge_and_a_shift_leader_supervises()
    {
        _case.Dispatched().Does(Posts.Agent, new CaseCommand.Urge("called again"))
            .Does(Posts.Clerk, new CaseCommand.Urge())
            .Does(Posts.Supervisor, new CaseCommand.Supervise("on the news"));
        Assert.Equal(2, Incidents.Urges);
        Assert.Equal(Posts.Supervisor.Id, Incidents.Supervisor);
        Assert.Equal("case/already-supervised", _case.Refuses(Posts.Supervisor, new CaseCommand.Supervise("again")));

        _case.Does(Posts.Supervisor, new CaseCommand.EndSupervision());
        Assert.Equal("case/not-supervised", _case.Refuses(Posts.Supervisor, new CaseCommand.EndSupervision()));
        Assert.Equal(("dispatched", Roads), _case.Stands);
    }

    [Fact]
    public void A_contested_closure_is_checked_anew_and_may_become_rework()
    {
        _case.WithInspectorOnDuty().Closed().After(TimeSpan.FromDays(3))
            .Does(Posts.Agent, new CaseCommand.Contest("it rattles again"));
        Assert.Equal(("awaiting-check", Walker), _case.Stands);
        Assert.Single(_case.Cell.OpenCases);

        _case.Does(Posts.Inspector, new CaseCommand.Check(Confirmed: false, "it does"));
        Assert.Equal(("dispatched", Roads), _case.Stands);
        Assert.Equal(Morning.AddDays(3) + Limit, _case.HandlingDue);
        Assert.Empty(_case.Duty.Tasks);
    }

    [Fact]
    public void Why_a_reporter_contests_may_be_said_in_words_that_only_the_reporters_key_opens()
    {
        _case.Closed().Does(Posts.Agent, new CaseCommand.Contest(SealedReason: CaseExamples.Words));

        var contested = Assert.Single(_case.World.EventsOf(FirstCase.Grain).OfType<CaseEvent.Contested>());
        Assert.Equal((null, CaseExamples.Words), (contested.Reason, contested.SealedReason));
    }

    [Fact]
    public void A_contested_answer_goes_back_to_the_clerks()
    {
        _case.Registered().Does(Posts.Agent, new CaseCommand.Answer("bins go on Monday"), new CaseCommand.Contest("they did not"));

        Assert.Equal(("returned-to-clerk", "clerks"), _case.Stands);
        _case.Does(Posts.Clerk, new CaseCommand.File("0101-1"));
    }

    [Fact]
    public void An_end_stands_after_some_days_and_after_two_contests()
    {
        _case.Registered().Does(Posts.Agent, new CaseCommand.Answer("on Monday"));
        for (var round = 0; round < 2; round++)
        {
            _case.Does(Posts.Agent, new CaseCommand.Contest("no")).Does(Posts.Clerk, new CaseCommand.Void("nothing there"));
        }

        Assert.Equal("case/contested-too-often", _case.Refuses(Posts.Agent, new CaseCommand.Contest("no")));

        var later = new CaseWorld().Closed().After(TimeSpan.FromDays(16));
        Assert.Equal("case/contested-too-late", later.Refuses(Posts.Agent, new CaseCommand.Contest("no")));
    }

    private Incidents Incidents => ((CaseState.Known)_case.World.Case).Ticket.Incidents!;

    private static DateTimeOffset Thaw(int days) => Morning.AddDays(days);
}
