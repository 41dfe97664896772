using System.Collections.Frozen;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using GridCity.Runtime.Projections;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>The ground is divided anew, or a department ends, while a case is open.</summary>
public sealed class RehomeStoryTests
{
    private readonly CaseWorld _case = new();

    private DutyGridState Hill => (DutyGridState)_case.World.StateOf(HillGrid.Grain);

    [Fact]
    public void An_open_case_goes_to_the_cell_that_holds_its_place_now()
    {
        _case.Filed().Does(Posts.Administrator, new CaseCommand.Rehome(Hillside));

        Assert.Equal(Hillside, Report.Cell);
        Assert.Empty(_case.Cell.OpenCases);
        Assert.Equal(FirstCase, Assert.Single(CellAt(Hillside).OpenCases).Case);
        Assert.Equal(("filed", "dispatchers"), _case.Stands);
        var begun = Assert.IsType<CaseEvent.Registered>(_case.World.EventsOf(FirstCase.Grain)[0]);
        Assert.Equal(Lakeside, begun.Report.Cell);
    }

    [Fact]
    public void Asking_again_changes_nothing()
    {
        _case.Handled().Does(Posts.Administrator, new CaseCommand.Rehome(Hillside), new CaseCommand.Rehome(Hillside));

        Assert.Equal(1, _case.Count<CaseEvent.Rehomed>());
    }

    [Fact]
    public void Its_task_goes_along_and_who_held_it_is_free_again()
    {
        _case.WithInspectorOnDuty().Handled().Does(Posts.Administrator, new CaseCommand.Rehome(Hillside));
        Assert.Equal(("awaiting-check", "inspectors"), _case.Stands);
        Assert.Empty(_case.Duty.Tasks);
        Assert.Equal(FirstCase, Assert.Single(Hill.Tasks).Task.Case);

        _case.World.Ask(
            InspectorKind.Kind.Id(Runner), Posts.Inspector with { Unit = Runner }, new InspectorCommand.SignOn(HillGrid));
        Assert.Equal(("awaiting-check", Runner), _case.Stands);
        _case.Does(Posts.Inspector with { Unit = Runner }, new CaseCommand.Check(Confirmed: true));
        Assert.Empty(Hill.Tasks);
    }

    [Fact]
    public void A_cell_that_changes_its_duty_grid_takes_its_tasks_along()
    {
        _case.Handled();
        _case.World.City = SmallCity with { Ground = new([KeyValuePair.Create(Lakeside, HillGrid)]) };
        _case.Does(Posts.Administrator, new CaseCommand.Rehome(Lakeside));

        Assert.Empty(_case.Duty.Tasks);
        Assert.Equal(FirstCase, Assert.Single(Hill.Tasks).Task.Case);
        Assert.Single(_case.Cell.OpenCases);
    }

    [Fact]
    public void Mail_of_the_former_duty_grid_that_comes_late_assigns_nobody()
    {
        _case.WithInspectorOnDuty().Dispatched().Does(Posts.Handler, new CaseCommand.Handle());
        _case.World.MailWaits = true;
        _case.Does(Posts.Handler, new CaseCommand.Feedback("done"));
        _case.World.DeliverOne(_ => 0);
        _case.World.MailWaits = false;
        _case.Does(Posts.Administrator, new CaseCommand.Rehome(Hillside));

        Assert.Equal(("awaiting-check", "inspectors"), _case.Stands);
        Assert.Empty(_case.Duty.Tasks);
        Assert.Single(Hill.Tasks);
    }

    [Fact]
    public void What_a_department_had_that_is_gone_goes_back_to_the_dispatchers()
    {
        _case.Dispatched().Does(Posts.Handler, new CaseCommand.Handle());
        _case.World.City = SmallCity with
        {
            Departments = SmallCity.Departments.Where(unit => unit.Key != Roads).ToFrozenDictionary(),
        };
        _case.Does(Posts.Administrator, new CaseCommand.Rehome(Lakeside));

        Assert.Equal(("returned-to-dispatcher", "dispatchers"), _case.Stands);
        Assert.Null(_case.HandlingDue);
        _case.Does(Posts.Dispatcher, new CaseCommand.Dispatch(Parks));
        Assert.Equal(("dispatched", Parks), _case.Stands);
    }

    [Fact]
    public void A_closed_case_stays_where_it_was() =>
        Assert.Equal("case/not-in-stage", _case.Closed().Refuses(Posts.Administrator, new CaseCommand.Rehome(Hillside)));

    [Fact]
    public void What_is_open_is_counted_where_it_is_and_what_happened_where_it_did()
    {
        _case.Filed().Does(Posts.Administrator, new CaseCommand.Rehome(Hillside));
        var events = _case.World.EventsOf(FirstCase.Grain);

        var deltas = Recount.Sum(Projector.Project(FirstCase.Grain, 1, events, _case.World.Case).Deltas);

        Assert.Equal(
            [(Lakeside, "filed", 1), (Lakeside, "registered", 1), (Hillside, "open", 1)],
            deltas.Select(delta => (delta.Cell, delta.Measure, delta.Amount)));
    }

    private Report Report => ((CaseState.Known)_case.World.Case).Ticket.Report;

    private Grains.Cells.CellState CellAt(string code) => (Grains.Cells.CellState)_case.World.StateOf(Grains.Cells.CellKind.Kind.Id(code));
}
