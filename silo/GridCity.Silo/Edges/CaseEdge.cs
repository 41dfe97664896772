using Google.Protobuf;
using GridCity.Grains.Cases;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>An act on a case that is there: the same three steps for every act.</summary>
internal sealed class CaseEdge(CommandEdge edge)
{
    private const int CaseIdLength = 32;

    public async Task<CommandReply> AskAsync(string caseId, string commandId, CaseCommand command, IMessage request, RpcCall call)
    {
        var id = Id(caseId);
        var own = edge.CommandId(commandId);
        if (!Caller.Of(call).Areas.IsEmpty) await ReadAsync(id, call);
        var accepted = await edge.AskAsync(id.Grain, command, own, request, call);
        return new() { Version = accepted.Version, Stage = CaseMessages.StageOf(((CaseState)accepted.State).Stage) };
    }

    /// <summary>The id of another case that an act names; it has to be the caller's to see like the one acted on.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT, NOT_FOUND or PERMISSION_DENIED.</exception>
    public async Task<CaseId> OtherAsync(string text, string field, RpcCall call)
    {
        var id = Id(text, field);
        if (!Caller.Of(call).Areas.IsEmpty) await ReadAsync(id, call);
        return id;
    }

    /// <summary>Reads a case that the caller may see.</summary>
    /// <exception cref="RpcException">NOT_FOUND, or PERMISSION_DENIED: not the caller's to see.</exception>
    public async Task<(long Version, CaseState.Known State)> ReadAsync(CaseId id, RpcCall call)
    {
        var view = await edge.ReadAsync(id.Grain, call);
        if (view.State is not CaseState.Known known) throw Unknown();
        Caller.Of(call).RequireSight(known);
        return (view.Version, known);
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT: not an id that a case can have.</exception>
    public static CaseId Id(string text, string field = "case_id") =>
        text.Length == CaseIdLength && text.All(char.IsAsciiHexDigitLower)
            ? new(text)
            : throw Statuses.Invalid(field, "is not the id of a case. Take it from the registration or from a list.");

    public static RpcException Unknown() =>
        new(StatusCode.NotFound, "There is no such case. Check the number, or register it first.");
}
