using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GridCity.Grains;

/// <summary>The pure function that holds all rules of a grain kind.</summary>
public delegate Decision<TEvent> Decide<in TState, in TCommand, TEvent>(
    TState state, TCommand command, DecisionContext context);

/// <summary>The pure function that folds one event.</summary>
public delegate TState Evolve<TState, in TEvent>(TState state, TEvent happened);

/// <summary>One grain kind: its decider and its stored names, bound together once.</summary>
public sealed class GrainKind<TState, TCommand, TEvent> : GrainKind
    where TState : class
    where TCommand : class, IGrainCommand
    where TEvent : class
{
    private readonly TState _initial;
    private readonly Decide<TState, TCommand, TEvent> _decide;
    private readonly Evolve<TState, TEvent> _evolve;
    private readonly Vocabulary<TEvent> _events;
    private readonly Vocabulary<TCommand> _commands;
    private readonly JsonTypeInfo<TState> _state;

    /// <param name="json">The kind's source-generated JSON, with all events, commands and the state.</param>
    public GrainKind(
        string name,
        TState initial,
        Decide<TState, TCommand, TEvent> decide,
        Evolve<TState, TEvent> evolve,
        JsonSerializerContext json,
        int snapshotFormat)
        : base(name, snapshotFormat)
    {
        ArgumentNullException.ThrowIfNull(json);
        (_initial, _decide, _evolve) = (initial, decide, evolve);
        _events = Vocabulary<TEvent>.From(name, json);
        _commands = Vocabulary<TCommand>.From(name, json);
        _state = (JsonTypeInfo<TState>)json.GetTypeInfo(typeof(TState))!;
    }

    public override object Initial => _initial;

    public override IReadOnlyCollection<string> EventNames => _events.Names;

    public override Decided Decide(object state, IGrainCommand command, DecisionContext context)
    {
        var asked = command as TCommand
            ?? throw new ArgumentException($"{command?.GetType().Name} is no command of '{Name}'.");
        return _decide((TState)state, asked, context) switch
        {
            Decision<TEvent>.Accepted { Events.IsEmpty: true, Effects.IsEmpty: false } =>
                throw new InvalidOperationException($"{Name}: effects need an event to be durable with."),
            Decision<TEvent>.Accepted yes => new(ImmutableArray<object>.CastUp(yes.Events), yes.Effects, null),
            Decision<TEvent>.Refused no => new([], [], no.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public override object Evolve(object state, object happened) => _evolve((TState)state, (TEvent)happened);

    public override Stored WriteEvent(object happened) => _events.Write((TEvent)happened);

    public override object ReadEvent(string name, ReadOnlySpan<byte> json) => _events.Read(name, json);

    public override Stored WriteCommand(IGrainCommand command) => _commands.Write((TCommand)command);

    public override IGrainCommand ReadCommand(string name, ReadOnlySpan<byte> json) => _commands.Read(name, json);

    public override byte[] WriteState(object state) => JsonSerializer.SerializeToUtf8Bytes((TState)state, _state);

    public override object ReadState(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, _state) ?? throw new JsonException($"{Name}: a snapshot is null.");
}
