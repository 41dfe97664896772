using GridCity.Grains.Orleans.Messages;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Engine.Mailboxes;
using GridCity.Runtime.Journal;
using Orleans;

namespace GridCity.Grains.Orleans;

/// <summary>A grain kind and the interface under which Orleans runs it, the types erased for the engine.</summary>
public abstract class OrleansKind
{
    private protected OrleansKind(GrainKind kind, Type state, Type command, Type grain) =>
        (Kind, State, Command, Grain) = (kind, state, command, grain);

    public GrainKind Kind { get; }

    /// <summary>The kind's state record.</summary>
    public Type State { get; }

    /// <summary>The closed set of the kind's commands.</summary>
    public Type Command { get; }

    /// <summary>The interface of its grains.</summary>
    public Type Grain { get; }

    internal abstract Task<Outcome> AskAsync(IGrainFactory grains, GrainId id, IGrainCommand command, CallerCommand origin);

    internal abstract Task<GrainView> ReadAsync(IGrainFactory grains, GrainId id);

    /// <param name="lane">At least one piece, all from one grain to one other.</param>
    internal abstract Task<LaneOutcome> DeliverAsync(IGrainFactory grains, IReadOnlyList<Mail> lane);

    internal abstract Task<Refusal?> FireAsync(IGrainFactory grains, GrainTimer timer);
}

/// <inheritdoc cref="OrleansKind"/>
public sealed class OrleansKind<TGrain, TState, TCommand>(GrainKind kind)
    : OrleansKind(kind, typeof(TState), typeof(TCommand), typeof(TGrain))
    where TGrain : IDecidingGrain<TState, TCommand>
    where TState : class
    where TCommand : class, IGrainCommand
{
    internal override async Task<Outcome> AskAsync(IGrainFactory grains, GrainId id, IGrainCommand command, CallerCommand origin)
    {
        var asked = command as TCommand ?? throw new ArgumentException($"{command?.GetType().Name} is no command of '{Kind.Name}'.");
        var answer = (await grains.GetGrain<TGrain>(id.Key).AskAsync(new(asked, origin))).Known();
        return answer.Why is { } why ? new Outcome.Refused(why) : new Outcome.Accepted(answer.Version, answer.State!);
    }

    internal override async Task<GrainView> ReadAsync(IGrainFactory grains, GrainId id)
    {
        var answer = (await grains.GetGrain<TGrain>(id.Key).ReadAsync()).Known();
        return new(answer.Version, answer.State!);
    }

    internal override async Task<LaneOutcome> DeliverAsync(IGrainFactory grains, IReadOnlyList<Mail> lane) =>
        (await grains.GetGrain<TGrain>(lane[0].Target.Key).DeliverAsync([.. lane.Select(Letter.From)])).ToOutcome();

    internal override async Task<Refusal?> FireAsync(IGrainFactory grains, GrainTimer timer) =>
        (await grains.GetGrain<TGrain>(timer.Key.Grain.Key).FireAsync(Alarm.From(timer))).Known().Why;
}
