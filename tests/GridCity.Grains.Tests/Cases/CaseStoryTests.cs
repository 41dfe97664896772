using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>Whole cases, told from call to closing with all grains that take part.</summary>
public sealed class CaseStoryTests
{
    private readonly SmallWorld _world = new();

    [Fact]
    public void A_case_goes_from_call_to_closing()
    {
        _world.Ask(InspectorGrain, Posts.Inspector, new InspectorCommand.SignOn(LakeGrid));
        _world.AskCase(Posts.Agent, new CaseCommand.Register(CoverReport));
        Assert.Equal(("registered", "clerks"), Stands());
        Assert.Equal(FirstCase, Assert.Single(Cell().OpenCases).Case);

        _world.AskCase(Posts.Clerk, new CaseCommand.File("0101-1"));
        Assert.Equal(("filed", "dispatchers"), Stands());

        _world.AskCase(Posts.Dispatcher, new CaseCommand.Dispatch(Roads));
        Assert.Equal(("dispatched", Roads), Stands());
        Assert.Equal(Morning.AddMinutes(CoverMinutes), _world.TimerDue(Case.HandlingTimer));

        _world.AskCase(Posts.Handler, new CaseCommand.Handle());
        Assert.Equal(("handling", Roads), Stands());

        _world.AskCase(Posts.Handler, new CaseCommand.Feedback("cover replaced"));
        Assert.Equal(("awaiting-check", Walker), Stands());
        Assert.Null(_world.TimerDue(Case.HandlingTimer));
        Assert.Equal(FirstCase, Assert.Single(Duty().TasksOf(Walker)).Case);

        _world.AskCase(Posts.Inspector, new CaseCommand.Check(Confirmed: true));
        Assert.Equal(("checked", "clerks"), Stands());
        Assert.Empty(Duty().Tasks);

        _world.AskCase(Posts.Clerk, new CaseCommand.Close("0101-1"));
        Assert.Equal(("closed", ""), Stands());
        Assert.Empty(Cell().OpenCases);
        Assert.False(_world.Case.Overdue);
    }

    /// <summary>The rate of a city's commands hangs on it: who adds a piece here has measured what it costs.</summary>
    [Fact]
    public void From_call_to_closing_takes_five_pieces_of_mail_and_twelve_events()
    {
        var steps = new List<SmallWorld.Step>();
        var world = new SmallWorld { Decided = steps.Add };
        world.Ask(InspectorGrain, Posts.Inspector, new InspectorCommand.SignOn(LakeGrid));
        steps.Clear();

        world.AskCase(Posts.Agent, new CaseCommand.Register(CoverReport));
        world.AskCase(Posts.Clerk, new CaseCommand.File("0101-1"));
        world.AskCase(Posts.Dispatcher, new CaseCommand.Dispatch(Roads));
        world.AskCase(Posts.Handler, new CaseCommand.Handle());
        world.AskCase(Posts.Handler, new CaseCommand.Feedback("cover replaced"));
        world.AskCase(Posts.Inspector, new CaseCommand.Check(Confirmed: true));
        world.AskCase(Posts.Clerk, new CaseCommand.Close("0101-1"));

        Assert.Equal(5, steps.Sum(step => step.Effects.OfType<Effect.Send>().Count()));
        Assert.Equal(12, steps.Sum(step => step.Events.Count));
    }

    [Fact]
    public void Work_that_fails_its_check_goes_round_again_under_the_first_deadline()
    {
        OnDuty();
        UpToFeedback();
        _world.Advance(TimeSpan.FromMinutes(CoverMinutes / 2));
        _world.AskCase(Posts.Inspector, new CaseCommand.Check(Confirmed: false, "still open"));

        Assert.Equal(("dispatched", Roads), Stands());
        Assert.Equal(Morning.AddMinutes(CoverMinutes), _world.TimerDue(Case.HandlingTimer));
        Assert.Empty(Duty().Tasks);

        _world.AskCase(Posts.Handler, new CaseCommand.Handle());
        _world.AskCase(Posts.Handler, new CaseCommand.Feedback("now it is done"));
        Assert.Equal([new FieldTask(FirstCase, Round: 1)], Duty().TasksOf(Walker));
        Assert.Equal(("awaiting-check", Walker), Stands());
    }

    [Fact]
    public void Work_that_takes_too_long_is_overdue_to_the_end()
    {
        UpToDispatch();
        _world.Advance(TimeSpan.FromMinutes(CoverMinutes));
        Assert.True(_world.Case.Overdue);

        _world.AskCase(Posts.Handler, new CaseCommand.Handle());
        _world.AskCase(Posts.Handler, new CaseCommand.Feedback("late"));
        _world.AskCase(Posts.Inspector, new CaseCommand.Check(Confirmed: true));
        _world.AskCase(Posts.Clerk, new CaseCommand.Close("0101-1"));
        Assert.True(_world.Case.Overdue);
        Assert.Single(_world.EventsOf(FirstCase.Grain).OfType<CaseEvent.WentOverdue>());
    }

    [Fact]
    public void While_nobody_is_on_duty_the_task_waits_and_any_inspector_may_check()
    {
        UpToFeedback();
        Assert.Equal(("awaiting-check", "inspectors"), Stands());
        Assert.Null(Assert.Single(Duty().Tasks).Inspector);

        _world.AskCase(Posts.Inspector, new CaseCommand.Check(Confirmed: true));
        Assert.Equal(("checked", "clerks"), Stands());
        Assert.Empty(Duty().Tasks);
    }

    [Fact]
    public void A_task_that_waits_goes_to_who_signs_on_next()
    {
        UpToFeedback();
        OnDuty();

        Assert.Equal(("awaiting-check", Walker), Stands());
    }

    [Fact]
    public void A_shift_that_ends_gives_the_check_back()
    {
        OnDuty();
        UpToFeedback();
        Assert.Equal(Walker, _world.Case.Holder);

        _world.Ask(InspectorGrain, Posts.Inspector, new InspectorCommand.SignOff());
        Assert.Equal(("awaiting-check", "inspectors"), Stands());
    }

    [Fact]
    public void A_check_that_overtakes_its_own_task_leaves_the_inspector_no_task()
    {
        OnDuty();
        _world.MailWaits = true;
        UpToFeedback();
        _world.AskCase(Posts.Inspector, new CaseCommand.Check(Confirmed: true));
        _world.DeliverMail();

        Assert.Equal(("checked", "clerks"), Stands());
        Assert.Empty(Duty().Tasks);
    }

    [Fact]
    public void A_void_case_leaves_the_cell()
    {
        _world.AskCase(Posts.Agent, new CaseCommand.Register(CoverReport));
        _world.AskCase(Posts.Clerk, new CaseCommand.Void("not the city's"));

        Assert.Equal(("voided", ""), Stands());
        Assert.Empty(Cell().OpenCases);
    }

    private void OnDuty()
    {
        _world.Ask(InspectorGrain, Posts.Inspector, new InspectorCommand.SignOn(LakeGrid));
    }

    private void UpToDispatch()
    {
        _world.AskCase(Posts.Agent, new CaseCommand.Register(CoverReport));
        _world.AskCase(Posts.Clerk, new CaseCommand.File("0101-1"));
        _world.AskCase(Posts.Dispatcher, new CaseCommand.Dispatch(Roads));
    }

    private void UpToFeedback()
    {
        UpToDispatch();
        _world.AskCase(Posts.Handler, new CaseCommand.Handle());
        _world.AskCase(Posts.Handler, new CaseCommand.Feedback("cover replaced"));
    }

    private (string Stage, string Holder) Stands() => (_world.Case.Stage, _world.Case.Holder);

    private CellState Cell() => (CellState)_world.StateOf(CellGrain);

    private DutyGridState Duty() => (DutyGridState)_world.StateOf(LakeGrid.Grain);
}
