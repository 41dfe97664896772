using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Projections;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>
/// Decides several waiting commands one after the other on provisional state, so that they can be appended as one.
/// Nothing of it may be shown to anyone before the append has won.
/// </summary>
internal sealed class Draft
{
    private readonly GrainKind _kind;
    private readonly GrainId _grain;
    private readonly Durable _start;
    private readonly List<(Waiting Item, Outcome Outcome)> _answers = [];
    private readonly List<object> _happened = [];
    private readonly List<Effect> _effects = [];
    private readonly ImmutableArray<NewEvent>.Builder _events = ImmutableArray.CreateBuilder<NewEvent>();
    private readonly ImmutableArray<KeptCommand>.Builder _commands = ImmutableArray.CreateBuilder<KeptCommand>();
    private readonly ImmutableArray<MailId>.Builder _consumed = ImmutableArray.CreateBuilder<MailId>();
    private readonly ImmutableArray<TimerKey>.Builder _fired = ImmutableArray.CreateBuilder<TimerKey>();

    public Draft(GrainKind kind, GrainId grain, Durable start) => (_kind, _grain, _start, End) = (kind, grain, start, start);

    /// <summary>State and version after everything accepted so far.</summary>
    public Durable End { get; private set; }

    /// <summary>Outcomes that are true once the append has won.</summary>
    public IReadOnlyList<(Waiting Item, Outcome Outcome)> Answers => _answers;

    /// <summary>Commands that wrote nothing: their outcome rests on the version alone.</summary>
    public List<(Waiting Item, Outcome Outcome)> Unwritten { get; } = [];

    public bool HasAppend => _events.Count + _consumed.Count + _fired.Count > 0;

    public bool PostsMail => _effects.Exists(effect => effect is Effect.Send);

    /// <summary>How many fresh ids <see cref="ToAppend"/> needs.</summary>
    public int IdsNeeded => _effects.Count(effect => effect is Effect.Send or Effect.SetTimer);

    /// <summary>False for mail whose predecessor in its lane is neither through nor accepted here: it waits for another round.</summary>
    public bool MayDecide(Waiting item) =>
        item is not Waiting.FromMail { Before: { IsThrough: false } before } || IsAccepted(before);

    /// <summary>Decides one command on the state so far.</summary>
    public void Decide(Waiting item, DecisionContext context)
    {
        var decided = _kind.Decide(End.State, item.Command, context);
        if (decided.Why is { } why) Refuse(item, why);
        else Accept(item, decided);
    }

    /// <param name="firstId">First of <see cref="IdsNeeded"/> fresh, growing ids.</param>
    public GrainAppend ToAppend(Func<GrainId, IGrainCommand, Stored> write, long firstId, DateTimeOffset now)
    {
        var effects = Effects.Number(_grain, _effects, write, firstId, now);
        return new(
            _grain, _start.Version, _events.ToImmutable(), _commands.ToImmutable(), effects.Posted, _consumed.ToImmutable(),
            effects.TimersSet, effects.TimersCancelled, _fired.ToImmutable(),
            Projector.Project(_grain, End.Version, _happened, End.State));
    }

    private bool IsAccepted(Waiting item) => _answers.FindLastIndex(answer => answer.Item == item) >= 0;

    private void Accept(Waiting item, Decided decided)
    {
        foreach (var happened in decided.Events)
        {
            _happened.Add(happened);
            _events.Add(new(_kind.WriteEvent(happened), item.Actor.Id));
            End = End with { Version = End.Version + 1, State = _kind.Evolve(End.State, happened) };
        }

        _effects.AddRange(decided.Effects);
        Keep(item, new Outcome.Accepted(End.Version, End.State), decided.Events.IsEmpty);
    }

    private void Keep(Waiting item, Outcome.Accepted outcome, bool unwritten)
    {
        switch (item)
        {
            case Waiting.FromCaller caller when unwritten:
                Unwritten.Add((caller, outcome));
                return;
            case Waiting.FromCaller { Origin: var origin }:
                _commands.Add(new(origin.Caller, origin.CommandId, origin.Digest, _grain, End.Version));
                break;
            case Waiting.FromMail mail:
                _consumed.Add(mail.Mail.Id);
                break;
            case Waiting.FromTimer timer:
                _fired.Add(timer.Timer.Key);
                break;
        }

        _answers.Add((item, outcome));
    }

    private void Refuse(Waiting item, Refusal why) => Unwritten.Add((item, new Outcome.Refused(why)));
}
