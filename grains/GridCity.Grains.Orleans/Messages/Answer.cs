using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Messages;

/// <summary>What a grain answers: a state at a version, a refusal, or that it cannot say now.</summary>
/// <typeparam name="TState">The kind's state record.</typeparam>
[Immutable]
public sealed class Answer<TState>(long version, TState? state, Refusal? why, string? unavailable)
    where TState : class
{
    public long Version { get; } = version;

    /// <summary>Null when a timer was brought, and with a refusal.</summary>
    public TState? State { get; } = state;

    /// <summary>Null unless refused.</summary>
    public Refusal? Why { get; } = why;

    /// <summary>Null unless nothing is known of the outcome: then what to do.</summary>
    public string? Unavailable { get; } = unavailable;

    internal static Answer<TState> From(Outcome outcome) => outcome switch
    {
        Outcome.Accepted accepted => new(accepted.Version, (TState)accepted.State, null, null),
        Outcome.Refused refused => new(0, null, refused.Why, null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static Answer<TState> From(GrainView view) => new(view.Version, (TState)view.State, null, null);

    internal static Answer<TState> Consumed(Outcome outcome) => new(0, null, (outcome as Outcome.Refused)?.Why, null);

    internal static Answer<TState> Away(string message) => new(0, null, null, message);

    /// <exception cref="GridUnavailableException">Nothing is known of the outcome.</exception>
    internal Answer<TState> Known() => Unavailable is null ? this : throw new GridUnavailableException(Unavailable);
}

/// <summary>How <see cref="Answer{TState}"/> is written between silos.</summary>
[GenerateSerializer]
public struct AnswerSurrogate
{
    [Id(0)] public long Version;
    [Id(1)] public byte[]? State;
    [Id(2)] public int? Kind;
    [Id(3)] public string? Code;
    [Id(4)] public string? Message;
    [Id(5)] public string? Field;
    [Id(6)] public string? Unavailable;
}

/// <summary>Finds the kind by its states' type.</summary>
[RegisterConverter]
public sealed class AnswerConverter<TState>(OrleansKinds kinds) : IConverter<Answer<TState>, AnswerSurrogate>
    where TState : class
{
    private readonly GrainKind _kind = kinds.OfState(typeof(TState));

    public Answer<TState> ConvertFromSurrogate(in AnswerSurrogate surrogate) => new(
        surrogate.Version,
        surrogate.State is { } json ? (TState)_kind.ReadState(json) : null,
        surrogate.Kind is { } kind ? new((RefusalKind)kind, surrogate.Code!, surrogate.Message!, surrogate.Field) : null,
        surrogate.Unavailable);

    public AnswerSurrogate ConvertToSurrogate(in Answer<TState> value) => new()
    {
        Version = value.Version,
        State = value.State is { } state ? _kind.WriteState(state) : null,
        Kind = (int?)value.Why?.Kind,
        Code = value.Why?.Code,
        Message = value.Why?.Message,
        Field = value.Why?.Field,
        Unavailable = value.Unavailable,
    };
}
