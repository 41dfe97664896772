using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Projections;
using GrainId = GridCity.Grains.GrainId; // Orleans' global usings hold another.

namespace GridCity.Bench.Workflow;

/// <summary>
/// The life of one case as the decider itself makes it, act by act, up to a moment. Its mail and timers are left out, and
/// its statistics: nothing that is measured reads them.
/// </summary>
internal sealed class CaseStory(BigCity city, Random random, DateTimeOffset now)
{
    private static readonly Actor Agent = new("bench-agent", Role.Agent), Clerk = new("bench-clerk", Role.Clerk);
    private static readonly Actor Dispatcher = new("bench-dispatcher", Role.Dispatcher), Inspector = new("bench-inspector", Role.Inspector, "I001");

    private readonly List<CaseEvent> _events = [];
    private readonly List<NewEvent> _stored = [];
    private CaseState _state = CaseState.Initial;
    private GrainId _grain;
    private DateTimeOffset _at;

    /// <summary>Tells a case that is open with the given likelihood, at some stage.</summary>
    public GrainAppend Tell(CaseId id, Report report, DateTimeOffset registered, double open)
    {
        (_grain, _at) = (id.Grain, registered);
        Act(new CaseCommand.Register(report), Agent);
        var way = random.NextDouble();
        var acts = way < 0.3 ? Answer() : way < 0.43 ? Void() : Work(report);
        var count = random.NextDouble() < open ? random.Next(0, 6) : int.MaxValue;
        foreach (var (act, actor, hoursMax) in acts.Take(count))
        {
            _at = _at.AddHours(random.NextDouble() * hoursMax);
            if (_at > now) break;
            Overdue();
            Act(act, actor);
        }

        if (_state.ClosedAt is null) Press();
        var projected = Projector.Project(_grain, _events.Count, _events, _state) with { Deltas = [] };
        return GrainAppend.Of(_grain, 0, [.. _stored]) with { Projected = projected };
    }

    private static (CaseCommand, Actor, double)[] Answer() => [(new CaseCommand.Answer("Explained on the telephone."), Agent, 0.2)];

    private static (CaseCommand, Actor, double)[] Void() => [(new CaseCommand.Void("Not the city's business."), Clerk, 4)];

    private (CaseCommand, Actor, double)[] Work(Report report)
    {
        var standard = city.City.Categories[report.Category].Standards[0].Code;
        var department = CaseTalk.Pick(random, city.Departments);
        var handler = new Actor("bench-handler", Role.Handler, department);
        return
        [
            (new CaseCommand.File(standard), Clerk, 2),
            (new CaseCommand.Dispatch(department), Dispatcher, 2),
            (new CaseCommand.Handle(), handler, 8),
            (new CaseCommand.Feedback("Repaired and tidied up."), handler, 72),
            (new CaseCommand.Check(true), Inspector, 24),
            (new CaseCommand.Close(standard), Clerk, 24),
        ];
    }

    private void Overdue()
    {
        if (_state is { Overdue: false, DueAt: { } due } && due < _at) Act(new CaseCommand.ReportOverdue(), Actor.Grain(_grain), due);
    }

    private void Press()
    {
        _at = now;
        Overdue();
        if (random.Next(20) == 0) Act(new CaseCommand.Urge(), Agent);
        if (random.Next(50) == 0) Act(new CaseCommand.Supervise("Watched until it is done."), new("bench-leader", Role.Supervisor));
    }

    private void Act(CaseCommand command, Actor actor, DateTimeOffset? at = null)
    {
        var decided = Case.Decide(_state, command, new(at ?? _at, actor, city.City, _grain));
        if (decided is Decision<CaseEvent>.Refused { Why: var why })
            throw new InvalidOperationException($"The story of {_grain} was refused: {why.Code}: {why.Message}");
        foreach (var happened in ((Decision<CaseEvent>.Accepted)decided).Events)
        {
            _events.Add(happened);
            _stored.Add(new(CaseKind.Kind.WriteEvent(happened), actor.Id));
            _state = Case.Evolve(_state, happened);
        }
    }
}
