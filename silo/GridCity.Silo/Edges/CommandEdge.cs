using Google.Protobuf;
using GridCity.Grains;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>From a request to a command and from its outcome to an answer, the same for every service.</summary>
internal sealed class CommandEdge(IGridEngine engine, GridClock clock)
{
    /// <summary>Reads a command id and checks its age.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT or FAILED_PRECONDITION.</exception>
    public Guid CommandId(string text) =>
        (CommandIds.Parse(text, out var id) ?? CommandIds.Check(id, clock.Now)) is { } why ? throw Statuses.Of(why) : id;

    /// <summary>Reads the id of another command that a request names.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: the field.</exception>
    public static Guid CommandId(string text, string field) =>
        CommandIds.Parse(text, out var id) is { } why ? throw Statuses.Invalid(field, why.Message) : id;

    /// <summary>Asks a grain.</summary>
    /// <param name="request">With its command id in field 1.</param>
    /// <exception cref="RpcException">Refused, or nothing is known of the outcome.</exception>
    public async Task<Outcome.Accepted> AskAsync(GrainId grain, IGrainCommand command, Guid id, IMessage request, RpcCall call)
    {
        var caller = Caller.Of(call);
        var origin = new CallerCommand(caller.Name, id, RequestDigest.Of(request), caller.Actor);
        return await Statuses.GuardAsync(call, engine.AskAsync(grain, command, origin, call.CancellationToken)) switch
        {
            Outcome.Accepted yes => yes,
            Outcome.Refused no => throw Statuses.Of(no.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public Task<GrainView> ReadAsync(GrainId grain, RpcCall call) =>
        Statuses.GuardAsync(call, engine.ReadAsync(grain, call.CancellationToken));
}
