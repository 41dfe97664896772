using GridCity.Grains.Cases;
using GridCity.Grains.Cells;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>A small world with one case in it, and the ways to where a story begins.</summary>
internal sealed class CaseWorld
{
    public SmallWorld World { get; } = new();

    public (string Stage, string Holder) Stands => (World.Case.Stage, World.Case.Holder);

    public DateTimeOffset? HandlingDue => World.TimerDue(Case.HandlingTimer);

    public CellState Cell => (CellState)World.StateOf(CellGrain);

    public DutyGridState Duty => (DutyGridState)World.StateOf(LakeGrid.Grain);

    public CaseWorld Does(Actor actor, params CaseCommand[] acts)
    {
        foreach (var act in acts) World.AskCase(actor, act);
        return this;
    }

    /// <summary>Asks what must be refused.</summary>
    /// <returns>The code of the refusal.</returns>
    public string Refuses(Actor actor, CaseCommand act)
    {
        var why = World.TryAsk(FirstCase.Grain, actor, act);
        Assert.True(why is not null, $"{act} was accepted");
        return why.Code;
    }

    public CaseWorld After(TimeSpan time)
    {
        World.Advance(time);
        return this;
    }

    public int Count<TEvent>() => World.EventsOf(FirstCase.Grain).OfType<TEvent>().Count();

    public CaseWorld WithInspectorOnDuty()
    {
        World.Ask(InspectorGrain, Posts.Inspector, new InspectorCommand.SignOn(LakeGrid));
        return this;
    }

    public CaseWorld Registered() => Does(Posts.Agent, new CaseCommand.Register(CoverReport));

    public CaseWorld Filed() => Registered().Does(Posts.Clerk, new CaseCommand.File("0101-1"));

    public CaseWorld Dispatched() => Filed().Does(Posts.Dispatcher, new CaseCommand.Dispatch(Roads));

    public CaseWorld Handled() =>
        Dispatched().Does(Posts.Handler, new CaseCommand.Handle(), new CaseCommand.Feedback("cover replaced"));

    public CaseWorld Closed() => Handled()
        .Does(Posts.Inspector, new CaseCommand.Check(Confirmed: true))
        .Does(Posts.Clerk, new CaseCommand.Close("0101-1"));
}
