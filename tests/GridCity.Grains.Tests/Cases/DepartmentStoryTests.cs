using GridCity.Grains.Cases;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>A case in the hands of departments: assigned, confirmed, returned, sent elsewhere.</summary>
public sealed class DepartmentStoryTests
{
    private static readonly Actor Gardener = Posts.Handler with { Id = "handler-2", Unit = Parks };

    private readonly CaseWorld _case = new();

    [Fact]
    public void A_case_concerns_who_has_it_who_had_it_last_and_who_helps()
    {
        Assert.False(Concerns(new CaseWorld().Filed(), Roads));
        Assert.True(Concerns(new CaseWorld().Dispatched(), Roads));
        Assert.False(Concerns(new CaseWorld().Dispatched(), Parks));
        Assert.True(Concerns(new CaseWorld().Dispatched().Does(Posts.Department, new CaseCommand.Involve(Parks)), Parks));
        Assert.True(Concerns(new CaseWorld().Dispatched().Does(Posts.Department, new CaseCommand.Return("not ours")), Roads));
        Assert.True(Concerns(new CaseWorld().Closed(), Roads));
    }

    private static bool Concerns(CaseWorld world, string department) =>
        ((CaseState.Known)world.World.Case).Concerns(department);

    [Fact]
    public void A_desk_assigns_a_handler_and_stands_by_the_result()
    {
        _case.Dispatched().Does(Posts.Department, new CaseCommand.Assign(Posts.Handler.Id));
        Assert.Equal(
            "case/other-handler", _case.Refuses(Posts.Handler with { Id = "handler-2" }, new CaseCommand.Handle()));

        _case.Does(Posts.Handler, new CaseCommand.Handle(), new CaseCommand.Feedback("cover replaced"));
        Assert.Equal(("awaiting-confirmation", Roads), _case.Stands);
        Assert.NotNull(_case.HandlingDue);

        _case.Does(Posts.Department, new CaseCommand.Confirm());
        Assert.Equal(("awaiting-check", "inspectors"), _case.Stands);
        Assert.Null(_case.HandlingDue);
    }

    [Fact]
    public void A_desk_that_does_not_stand_by_the_result_sends_the_handler_back()
    {
        _case.Dispatched()
            .Does(Posts.Department, new CaseCommand.Assign(Posts.Handler.Id))
            .Does(Posts.Handler, new CaseCommand.Handle(), new CaseCommand.Feedback("looks fine"))
            .Does(Posts.Department, new CaseCommand.Return("no photo"));
        Assert.Equal(("handling", Roads), _case.Stands);

        _case.Does(Posts.Handler, new CaseCommand.Feedback("with photo"))
            .Does(Posts.Department, new CaseCommand.Confirm());
        Assert.Equal(("awaiting-check", "inspectors"), _case.Stands);
    }

    [Fact]
    public void The_departments_own_confirmation_counts_against_its_time()
    {
        _case.Dispatched()
            .Does(Posts.Department, new CaseCommand.Assign(Posts.Handler.Id))
            .Does(Posts.Handler, new CaseCommand.Handle(), new CaseCommand.Feedback("cover replaced"))
            .After(TimeSpan.FromMinutes(CoverMinutes));

        Assert.True(_case.World.Case.Overdue);
    }

    [Fact]
    public void A_handler_gives_work_back_to_the_department_before_the_department_gives_it_away()
    {
        _case.Dispatched()
            .Does(Posts.Department, new CaseCommand.Assign(Posts.Handler.Id))
            .Does(Posts.Handler, new CaseCommand.Handle());
        Assert.Equal("case/not-in-stage", _case.Refuses(Posts.Department, new CaseCommand.Return("not our road")));

        _case.Does(Posts.Handler, new CaseCommand.Return("not our road"));
        Assert.Equal(("dispatched", Roads), _case.Stands);
        _case.Does(Posts.Department, new CaseCommand.Return("not our road"));
        Assert.Equal(("returned-to-dispatcher", "dispatchers"), _case.Stands);
    }

    [Fact]
    public void A_desk_takes_work_from_a_handler_who_is_ill()
    {
        _case.Dispatched()
            .Does(Posts.Department, new CaseCommand.Assign(Posts.Handler.Id))
            .Does(Posts.Handler, new CaseCommand.Handle())
            .Does(Posts.Department, new CaseCommand.Unassign("ill"), new CaseCommand.Assign("handler-2"));

        Assert.Equal("case/other-handler", _case.Refuses(Posts.Handler, new CaseCommand.Handle()));
        _case.Does(Posts.Handler with { Id = "handler-2" }, new CaseCommand.Handle());
        Assert.Equal(("handling", Roads), _case.Stands);
    }

    [Fact]
    public void After_a_return_the_dispatcher_sends_it_elsewhere_under_a_new_limit()
    {
        _case.Dispatched().After(TimeSpan.FromMinutes(30)).Does(Posts.Department, new CaseCommand.Return("a park"));
        Assert.Null(_case.HandlingDue);
        Assert.Equal("case/not-your-post", _case.Refuses(Posts.Dispatcher, new CaseCommand.Close("0101-1")));

        _case.After(TimeSpan.FromMinutes(30)).Does(Posts.Dispatcher, new CaseCommand.Dispatch(Parks));
        Assert.Equal(("dispatched", Parks), _case.Stands);
        Assert.Equal(Morning.AddMinutes(60 + CoverMinutes), _case.HandlingDue);
        Assert.Equal(1, _case.Count<CaseEvent.ReturnedToDispatcher>());
    }

    [Fact]
    public void A_wrong_dispatch_is_put_right_while_nobody_is_at_work()
    {
        _case.Dispatched();
        Assert.Equal("case/same-department", _case.Refuses(Posts.Dispatcher, new CaseCommand.Dispatch(Roads, "again")));
        Assert.Equal("text/missing", _case.Refuses(Posts.Dispatcher, new CaseCommand.Dispatch(Parks)));

        _case.Does(Posts.Dispatcher, new CaseCommand.Dispatch(Parks, "a park's path")).Does(Gardener, new CaseCommand.Handle());
        Assert.Equal(("handling", Parks), _case.Stands);
        Assert.Equal("case/not-your-post", _case.Refuses(Gardener, new CaseCommand.Dispatch(Roads, "no")));
    }

    [Fact]
    public void Lateness_and_rounds_go_along_to_the_next_department()
    {
        _case.Handled().Does(Posts.Inspector, new CaseCommand.Check(Confirmed: false, "still open"))
            .After(TimeSpan.FromMinutes(CoverMinutes))
            .Does(Posts.Department, new CaseCommand.Return("a park"))
            .Does(Posts.Dispatcher, new CaseCommand.Dispatch(Parks))
            .Does(Gardener, new CaseCommand.Handle(), new CaseCommand.Feedback("done"));

        Assert.True(_case.World.Case.Overdue);
        Assert.Equal(1, Assert.IsType<CaseState.AwaitingCheck>(_case.World.Case).Work.Round);
    }

    [Fact]
    public void Nobody_who_ever_dispatched_it_closes_it()
    {
        _case.Dispatched().Does(Posts.Department, new CaseCommand.Return("a park"))
            .Does(Posts.Dispatcher with { Id = "dispatcher-2" }, new CaseCommand.Dispatch(Parks))
            .Does(Gardener, new CaseCommand.Handle(), new CaseCommand.Feedback("done"))
            .Does(Posts.Inspector, new CaseCommand.Check(Confirmed: true));

        foreach (var dispatcher in new[] { Posts.Dispatcher.Id, "dispatcher-2" })
        {
            var why = _case.Refuses(new(dispatcher, Role.Clerk), new CaseCommand.Close("0101-1"));
            Assert.Equal("case/dispatcher-may-not-close", why);
        }

        _case.Does(Posts.Clerk, new CaseCommand.Close("0101-1"));
    }

    [Fact]
    public void The_clerk_who_would_close_may_send_it_back_as_rework()
    {
        _case.Handled().Does(Posts.Inspector, new CaseCommand.Check(Confirmed: true))
            .Does(Posts.Clerk, new CaseCommand.Return("another cover"));

        Assert.Equal(("dispatched", Roads), _case.Stands);
        Assert.Equal(1, _case.Count<CaseEvent.Reworked>());
    }

    [Fact]
    public void The_dispatcher_may_send_feedback_back_before_anybody_looked()
    {
        _case.WithInspectorOnDuty().Handled().Does(Posts.Dispatcher, new CaseCommand.Return("says nothing"));

        Assert.Equal(("dispatched", Roads), _case.Stands);
        Assert.Empty(_case.Duty.Tasks);
    }
}
