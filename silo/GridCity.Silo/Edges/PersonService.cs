using Google.Protobuf;
using GridCity.Grains;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;
using GridCity.Silo.Persons;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.admin.v1.Persons: what is known of a person, and its erasure.</summary>
internal sealed class PersonService(PersonDesk desk, PersonExport export, PersonErasure erasure, AuditLog audit)
{
    private const int PieceBytesMax = 64 * 1_024;

    public async IAsyncEnumerable<ExportPiece> Export(PersonRequest request, RpcCall call)
    {
        var by = Responsible(call);
        var facts = await desk.FindAsync(request, call);
        if (facts.ErasedAt is not null) throw new RpcException(StatusCode.NotFound, "The person was erased: nothing is left to export.");
        await Statuses.GuardAsync(
            audit.AppendAsync(AuditEntry.Of(by.Name, "person.exported", SealedFields.Id(facts.Person)), call.CancellationToken));
        await foreach (var piece in export.WriteAsync(facts, by.Name, call.CancellationToken))
            for (var at = 0; at < piece.Length; at += PieceBytesMax)
                yield return new() { Json = ByteString.CopyFrom(piece, at, Math.Min(PieceBytesMax, piece.Length - at)) };
    }

    public async Task<EraseReply> Erase(PersonRequest request, RpcCall call)
    {
        var by = Responsible(call);
        var facts = await desk.FindAsync(request, call);
        return await Statuses.GuardAsync(erasure.EraseAsync(facts.Person, by.Name, call.CancellationToken))
            ? new() { PersonId = SealedFields.Id(facts.Person) }
            : throw new RpcException(StatusCode.FailedPrecondition, "The person was erased before.");
    }

    /// <summary>A person's cases may lie anywhere in the city.</summary>
    private static Caller Responsible(RpcCall call)
    {
        var by = Caller.Of(call).Require(Role.Administrator);
        by.RequireArea("", "A person's data lie");
        return by;
    }
}
