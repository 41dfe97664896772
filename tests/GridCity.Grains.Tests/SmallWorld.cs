using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests;

/// <summary>
/// All grains in one dictionary: no engine, no journal. Mail arrives at once or when asked, timers with the clock.
/// </summary>
internal sealed class SmallWorld
{
    private readonly Dictionary<GrainId, object> _states = [];
    private readonly Dictionary<GrainId, List<object>> _events = [];
    private readonly Dictionary<(GrainId, string), Effect.SetTimer> _timers = [];
    private readonly List<(GrainId Source, Effect.Send Mail)> _mail = [];

    public DateTimeOffset Now { get; private set; } = Morning;

    public City City { get; set; } = SmallCity;

    /// <summary>Holds mail back, so that a test can let other things happen before it arrives.</summary>
    public bool MailWaits { get; set; }

    /// <summary>Is shown every accepted command.</summary>
    public Action<Step> Decided { get; init; } = _ => { };

    public CaseState Case => (CaseState)StateOf(FirstCase.Grain);

    public IReadOnlyDictionary<GrainId, object> States => _states;

    public object StateOf(GrainId grain) => _states.GetValueOrDefault(grain, GrainKinds.Of(grain).Initial);

    public IReadOnlyList<object> EventsOf(GrainId grain) => _events.GetValueOrDefault(grain, []);

    public DateTimeOffset? TimerDue(string name) =>
        _timers.TryGetValue((FirstCase.Grain, name), out var timer) ? timer.Due : null;

    public void AskCase(Actor actor, CaseCommand command) => Ask(FirstCase.Grain, actor, command);

    /// <summary>Asks, and fails the test on a refusal.</summary>
    public void Ask(GrainId grain, Actor actor, IGrainCommand command)
    {
        var why = TryAsk(grain, actor, command);
        Assert.True(why is null, $"{grain} refused {command}: {why}");
    }

    public Refusal? TryAsk(GrainId grain, Actor actor, IGrainCommand command)
    {
        var (kind, before) = (GrainKinds.Of(grain), StateOf(grain));
        var context = new DecisionContext(Now, actor, City, grain);
        var decided = kind.Decide(before, command, context);
        if (decided.Why is not null) return decided.Why;
        foreach (var happened in decided.Events) Keep(kind, grain, happened);
        foreach (var effect in decided.Effects) CarryOut(grain, effect);
        Decided(new(grain, before, command, context, decided.Events, decided.Effects, StateOf(grain)));
        if (!MailWaits) DeliverMail();
        return null;
    }

    public void DeliverMail()
    {
        while (_mail.Count > 0) Deliver(0);
    }

    /// <summary>Delivers the oldest piece of some lane; between two grains mail keeps its order.</summary>
    /// <param name="below">Draws a number below a bound.</param>
    public void DeliverOne(Func<int, int> below)
    {
        if (_mail.Count == 0) return;
        var drawn = _mail[below(_mail.Count)];
        Deliver(_mail.FindIndex(posted => posted.Source == drawn.Source && posted.Mail.To == drawn.Mail.To));
    }

    /// <summary>Moves the clock and fires what is due.</summary>
    public void Advance(TimeSpan by)
    {
        Now += by;
        foreach (var ((grain, name), timer) in _timers.Where(timer => timer.Value.Due <= Now).ToList())
        {
            _timers.Remove((grain, name));
            Ask(grain, Actor.Grain(grain), timer.Command);
        }
    }

    private void Deliver(int at)
    {
        var (source, mail) = _mail[at];
        _mail.RemoveAt(at);
        Ask(mail.To, Actor.Grain(source), mail.Command);
    }

    private void Keep(GrainKind kind, GrainId grain, object happened)
    {
        _states[grain] = kind.Evolve(StateOf(grain), happened);
        if (!_events.TryGetValue(grain, out var events)) _events[grain] = events = [];
        events.Add(happened);
    }

    private void CarryOut(GrainId grain, Effect effect)
    {
        if (effect is Effect.Send send) _mail.Add((grain, send));
        if (effect is Effect.SetTimer set) _timers[(grain, set.Name)] = set;
        if (effect is Effect.CancelTimer cancel) _timers.Remove((grain, cancel.Name));
    }

    /// <summary>One accepted command.</summary>
    public sealed record Step(
        GrainId Grain,
        object Before,
        IGrainCommand Command,
        DecisionContext Context,
        IReadOnlyList<object> Events,
        IReadOnlyList<Effect> Effects,
        object After);
}
