using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Messages;

/// <summary>
/// A command from outside. Within a silo it passes as it is, for all of it is immutable; between silos it is written
/// with the command's stored name and JSON, so that no CLR name leaves a process.
/// </summary>
[Immutable]
public sealed class Asked<TCommand>(TCommand command, CallerCommand origin)
    where TCommand : class, IGrainCommand
{
    public TCommand Command { get; } = command;

    public CallerCommand Origin { get; } = origin;
}

/// <summary>How <see cref="Asked{TCommand}"/> is written.</summary>
[GenerateSerializer]
public struct AskedSurrogate
{
    [Id(0)] public string Name;
    [Id(1)] public byte[] Json;
    [Id(2)] public string Caller;
    [Id(3)] public Guid CommandId;
    [Id(4)] public UInt128 Digest;
    [Id(5)] public string ActorId;
    [Id(6)] public int Role;
    [Id(7)] public string Unit;
}

/// <summary>Finds the kind by its commands' type.</summary>
[RegisterConverter]
public sealed class AskedConverter<TCommand>(OrleansKinds kinds) : IConverter<Asked<TCommand>, AskedSurrogate>
    where TCommand : class, IGrainCommand
{
    private readonly GrainKind _kind = kinds.OfCommand(typeof(TCommand));

    public Asked<TCommand> ConvertFromSurrogate(in AskedSurrogate surrogate) => new(
        (TCommand)_kind.ReadCommand(surrogate.Name, surrogate.Json),
        new(surrogate.Caller, surrogate.CommandId, surrogate.Digest, new(surrogate.ActorId, (Role)surrogate.Role, surrogate.Unit)));

    public AskedSurrogate ConvertToSurrogate(in Asked<TCommand> value)
    {
        var (body, origin) = (_kind.WriteCommand(value.Command), value.Origin);
        return new()
        {
            Name = body.Name,
            Json = body.Json,
            Caller = origin.Caller,
            CommandId = origin.CommandId,
            Digest = origin.Digest,
            ActorId = origin.Actor.Id,
            Role = (int)origin.Actor.Role,
            Unit = origin.Actor.Unit,
        };
    }
}
