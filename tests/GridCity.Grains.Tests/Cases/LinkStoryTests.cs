using GridCity.Grains.Cases;
using static GridCity.Grains.Tests.Cases.CaseExamples;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>Cases that hang on others, machines that see things, departments that work together.</summary>
public sealed class LinkStoryTests
{
    private static readonly Actor Gardener = Posts.Handler with { Id = "handler-2", Unit = Parks };

    private readonly CaseWorld _case = new();

    [Fact]
    public void A_recognised_event_becomes_a_case_when_a_person_confirms_it()
    {
        _case.Does(Posts.OtherSystem, new CaseCommand.Recognise(DroneReport, DronePicture));
        Assert.Equal(("recognised", "clerks"), _case.Stands);
        Assert.Equal("case/not-in-stage", _case.Refuses(Posts.Clerk, new CaseCommand.File("0101-1")));

        _case.Does(Posts.Clerk, new CaseCommand.JudgeRecognition(Real: true), new CaseCommand.File("0101-1"));
        Assert.Equal(("filed", "dispatchers"), _case.Stands);
    }

    [Fact]
    public void A_false_alarm_ends_and_is_counted()
    {
        _case.Does(Posts.OtherSystem, new CaseCommand.Recognise(DroneReport, DronePicture))
            .Does(Posts.Clerk, new CaseCommand.JudgeRecognition(Real: false, "a shadow"));

        Assert.Equal(("voided", ""), _case.Stands);
        Assert.Empty(_case.Cell.OpenCases);
    }

    [Fact]
    public void A_duplicate_ends_and_the_other_case_keeps_its_reporter()
    {
        _case.Filed();
        Second(new CaseCommand.Register(CoverReport with { Number = "GC-0002", Reporter = "person-98" }), Posts.Agent);
        Second(new CaseCommand.Merge(FirstCase, "same cover"), Posts.Clerk);

        Assert.Equal("merged", SecondCase.Stage);
        Assert.Equal([new(OtherCase, "GC-0002", "12345", "person-98")], Links.Duplicates);
        Assert.Equal(FirstCase, Assert.Single(_case.Cell.OpenCases).Case);
    }

    [Fact]
    public void What_was_not_the_same_after_all_is_open_again()
    {
        A_duplicate_ends_and_the_other_case_keeps_its_reporter();
        Second(new CaseCommand.Unmerge("another cover"), Posts.Clerk);

        Assert.Equal("registered", SecondCase.Stage);
        Assert.Empty(Links.Duplicates);
        Assert.Equal(2, _case.Cell.OpenCases.Length);
    }

    [Fact]
    public void A_case_that_has_ended_takes_no_duplicate()
    {
        _case.Registered().Does(Posts.Clerk, new CaseCommand.Void("not ours"));
        Second(new CaseCommand.Register(CoverReport), Posts.Agent);
        Second(new CaseCommand.Merge(FirstCase, "same cover"), Posts.Clerk);

        Assert.Equal("registered", SecondCase.Stage);
        Assert.Single(_case.World.EventsOf(OtherCase.Grain).OfType<CaseEvent.MergeDeclined>());
    }

    [Fact]
    public void Links_make_no_chains_and_no_circles()
    {
        A_duplicate_ends_and_the_other_case_keeps_its_reporter();

        Assert.Equal("case/has-links", _case.Refuses(Posts.Dispatcher, new CaseCommand.Merge(new("other"), "same")));
        Assert.Equal("case/itself", new CaseWorld().Registered().Refuses(Posts.Clerk, new CaseCommand.Join(FirstCase)));
    }

    [Fact]
    public void Two_cases_merged_into_each_other_at_once_both_stay_open()
    {
        _case.Registered();
        Second(new CaseCommand.Register(CoverReport), Posts.Agent);
        _case.World.MailWaits = true;
        _case.Does(Posts.Clerk, new CaseCommand.Merge(OtherCase, "same cover"));
        Second(new CaseCommand.Merge(FirstCase, "same cover"), Posts.Clerk);
        _case.World.DeliverMail();

        Assert.Equal(("registered", "registered"), (_case.World.Case.Stage, SecondCase.Stage));
        Assert.Equal(2, _case.Cell.OpenCases.Length);
    }

    [Fact]
    public void The_children_of_a_mass_event_end_with_their_parent()
    {
        const int Children = 2_500;
        _case.Filed();
        for (var child = 0; child < Children; child++)
        {
            var grain = Child(child).Grain;
            _case.World.Ask(grain, Posts.Agent, new CaseCommand.Register(CoverReport));
            _case.World.Ask(grain, Posts.Clerk, new CaseCommand.Join(FirstCase, "burst main"));
        }

        Assert.Equal(Children, Links.Children.Length);
        Assert.Equal("joined", ((CaseState)_case.World.StateOf(Child(7).Grain)).Stage);
        _case.Does(Posts.Dispatcher, new CaseCommand.Dispatch(Roads))
            .Does(Posts.Handler, new CaseCommand.Handle(), new CaseCommand.Feedback("pipe mended"))
            .Does(Posts.Inspector, new CaseCommand.Check(Confirmed: true))
            .Does(Posts.Clerk, new CaseCommand.Close("0101-1"));
        while (_case.World.TimerDue(Case.ChildrenTimer) is not null) _case.After(TimeSpan.Zero);

        Assert.All(
            Enumerable.Range(0, Children),
            child => Assert.Equal("closed", ((CaseState)_case.World.StateOf(Child(child).Grain)).Stage));
    }

    [Fact]
    public void A_child_that_has_nothing_to_do_with_it_leaves_in_time()
    {
        _case.Filed();
        Second(new CaseCommand.Register(CoverReport), Posts.Agent);
        Second(new CaseCommand.Join(FirstCase), Posts.Clerk);
        Assert.Equal("case/not-in-stage", _case.Refuses(Posts.Clerk, new CaseCommand.Void("no")));

        Second(new CaseCommand.Leave("another pipe"), Posts.Clerk);
        Assert.Equal("registered", SecondCase.Stage);
        Assert.Empty(Links.Children);
    }

    [Fact]
    public void A_parent_that_is_returned_cannot_be_void_while_children_wait_for_it()
    {
        _case.Filed();
        Second(new CaseCommand.Register(CoverReport), Posts.Agent);
        Second(new CaseCommand.Join(FirstCase), Posts.Clerk);
        _case.Does(Posts.Dispatcher, new CaseCommand.Return("not ours"));

        Assert.Equal("case/has-links", _case.Refuses(Posts.Clerk, new CaseCommand.Void("not ours")));
    }

    [Fact]
    public void The_department_that_leads_is_done_when_those_that_help_are()
    {
        _case.Dispatched()
            .Does(Posts.Dispatcher, new CaseCommand.Involve(Parks, "roots"))
            .Does(Posts.Handler, new CaseCommand.Handle());
        Assert.Equal("case/partner-at-work", _case.Refuses(Posts.Handler, new CaseCommand.Feedback("done")));
        Assert.Equal("case/no-partner", _case.Refuses(Posts.Handler, new CaseCommand.Contribute("done")));
        Assert.Equal("case/already-partner", _case.Refuses(Posts.Department, new CaseCommand.Involve(Parks)));

        _case.Does(Gardener, new CaseCommand.Contribute("roots cut"))
            .Does(Posts.Handler, new CaseCommand.Feedback("cover replaced"));
        Assert.Equal(("awaiting-check", "inspectors"), _case.Stands);
    }

    [Fact]
    public void A_department_that_was_not_needed_is_dismissed()
    {
        _case.Dispatched().Does(Posts.Department, new CaseCommand.Involve(Parks))
            .Does(Posts.Dispatcher, new CaseCommand.Dismiss(Parks, "no roots"))
            .Does(Posts.Handler, new CaseCommand.Handle(), new CaseCommand.Feedback("done"));

        Assert.Equal("case/same-department", new CaseWorld().Dispatched()
            .Refuses(Posts.Dispatcher, new CaseCommand.Involve(Roads)));
        Assert.Equal(("awaiting-check", "inspectors"), _case.Stands);
    }

    private CaseState SecondCase => (CaseState)_case.World.StateOf(OtherCase.Grain);

    private Links Links => ((CaseState.Known)_case.World.Case).Ticket.Incidents!.Links!;

    private static CaseId Child(int number) => new($"0197a0b0c0d08000900000000000{number:x4}");

    private void Second(CaseCommand command, Actor actor) => _case.World.Ask(OtherCase.Grain, actor, command);
}
