using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges.Photos;

/// <summary>Seals reporters' photos and the pieces of those that are not complete, and opens them again.</summary>
internal sealed class PhotoSeals(SealedFields fields)
{
    public const int OverheadBytes = SealedFields.OverheadBytes;

    /// <summary>The name under which pieces are sealed: no piece is ever taken for a photo.</summary>
    public const string PieceField = "case.photo-piece";

    private const string SendPurpose = "photo.send";
    private const string ReadPurpose = "case.read";

    /// <param name="field"><see cref="PersonBlobs.Field"/> or <see cref="PieceField"/>.</param>
    /// <exception cref="RpcException">FAILED_PRECONDITION: the reporter was erased.</exception>
    public async Task<byte[]> SealAsync(NamedPhoto photo, ReadOnlyMemory<byte> clear, string field, CancellationToken cancellation) =>
        await fields.SealBytesAsync(photo.Person!.Value, field, clear, cancellation)
        ?? throw new RpcException(StatusCode.FailedPrecondition, "The reporter was erased meanwhile: nothing of theirs may be kept.");

    /// <summary>Opens the pieces of a photo that goes on, to put them together.</summary>
    /// <returns>Null when the reporter was erased.</returns>
    public async Task<IReadOnlyList<byte[]>?> OpenPiecesAsync(NamedPhoto photo, IReadOnlyList<byte[]> pieces, RpcCall call)
    {
        var opened = await fields.OpenBytesAsync(
            new(Caller.Of(call).Name, SendPurpose), [.. pieces.Select(piece => (photo.Person!.Value, PieceField, piece))],
            call.CancellationToken);
        return opened.Contains(null) ? null : [.. opened.OfType<byte[]>()];
    }

    /// <summary>Opens a photo for a reader; the audit log has it before anything comes back.</summary>
    /// <returns>Null when the reporter was erased.</returns>
    public async Task<byte[]?> OpenAsync(Guid person, byte[] photo, RpcCall call) =>
        (await fields.OpenBytesAsync(new(Caller.Of(call).Name, ReadPurpose), [(person, PersonBlobs.Field, photo)], call.CancellationToken))[0];
}
