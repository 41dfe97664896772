using GridCity.Grains.Cases;
using GridCity.Grains.DutyGrids;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>What can become of a report before a department hears of it.</summary>
public sealed class IntakeStoryTests
{
    private readonly CaseWorld _case = new();

    [Fact]
    public void A_question_is_answered_at_once()
    {
        _case.Registered().Does(Posts.Agent, new CaseCommand.Answer("bins go on Monday"));

        Assert.Equal(("answered", ""), _case.Stands);
        Assert.Empty(_case.Cell.OpenCases);
    }

    [Fact]
    public void A_doubtful_report_is_verified_by_the_inspector_of_the_duty_grid_before_it_is_filed()
    {
        _case.WithInspectorOnDuty().Registered().Does(Posts.Clerk, new CaseCommand.WantVerify("which cover?"));
        Assert.Equal(("verifying", Walker), _case.Stands);
        Assert.Equal([new FieldTask(FirstCase, 1, FieldTaskKind.VerifyBeforeFiling)], _case.Duty.TasksOf(Walker));
        Assert.Equal("case/not-in-stage", _case.Refuses(Posts.Clerk, new CaseCommand.File("0101-1")));

        _case.Does(Posts.Inspector, new CaseCommand.Verify(Found: true, "the northern one"));
        Assert.Equal(("registered", "clerks"), _case.Stands);
        Assert.Empty(_case.Duty.Tasks);

        _case.Does(Posts.Clerk, new CaseCommand.File("0101-1"));
        Assert.Equal(("filed", "dispatchers"), _case.Stands);
    }

    [Fact]
    public void What_the_inspector_did_not_find_is_void_and_not_filed()
    {
        _case.Registered().Does(Posts.Clerk, new CaseCommand.WantVerify());
        Assert.Equal(("verifying", "inspectors"), _case.Stands);
        _case.Does(Posts.Inspector, new CaseCommand.Verify(Found: false, "all covers sit"));

        Assert.Equal("case/not-found-on-site", _case.Refuses(Posts.Clerk, new CaseCommand.File("0101-1")));
        _case.Does(Posts.Clerk, new CaseCommand.Void("nothing there"));
        Assert.Equal(("voided", ""), _case.Stands);
    }

    [Fact]
    public void A_second_look_may_find_what_the_first_did_not()
    {
        _case.Registered()
            .Does(Posts.Clerk, new CaseCommand.WantVerify())
            .Does(Posts.Inspector, new CaseCommand.Verify(Found: false, "all covers sit"))
            .Does(Posts.Clerk, new CaseCommand.WantVerify("by the bridge"))
            .Does(Posts.Inspector, new CaseCommand.Verify(Found: true))
            .Does(Posts.Clerk, new CaseCommand.File("0101-1"));

        Assert.Equal(2, _case.Count<CaseEvent.Verified>());
        Assert.Equal(("filed", "dispatchers"), _case.Stands);
    }

    [Fact]
    public void A_case_that_is_not_for_this_city_comes_back_to_the_clerks_who_can_only_put_it_right()
    {
        _case.Filed().Does(Posts.Dispatcher, new CaseCommand.Return("over the line"));

        Assert.Equal(("returned-to-clerk", "clerks"), _case.Stands);
        Assert.Equal("case/not-in-stage", _case.Refuses(Posts.Clerk, new CaseCommand.Answer("done")));
        Assert.Equal("case/not-in-stage", _case.Refuses(Posts.Clerk, new CaseCommand.Close("0101-1")));
        _case.Does(Posts.Clerk, new CaseCommand.Void("the neighbours' road"));
        Assert.Equal(("voided", ""), _case.Stands);
    }

    [Fact]
    public void What_an_inspector_puts_right_at_once_is_audited_later()
    {
        _case.Does(Posts.Inspector, new CaseCommand.SelfHandle(CoverReport, "lid put back"));
        Assert.Equal(("awaiting-audit", "clerks"), _case.Stands);
        Assert.Single(_case.Cell.OpenCases);

        _case.Does(Posts.Supervisor, new CaseCommand.Audit(Passed: true));
        Assert.Equal(("closed", ""), _case.Stands);
        Assert.Empty(_case.Cell.OpenCases);
    }

    [Fact]
    public void What_fails_its_audit_goes_the_usual_way()
    {
        _case.Does(Posts.Inspector, new CaseCommand.SelfHandle(CoverReport, "lid put back"))
            .Does(Posts.Clerk, new CaseCommand.Audit(Passed: false, "rattles still"), new CaseCommand.File("0101-1"));

        Assert.Equal(("filed", "dispatchers"), _case.Stands);
    }
}
