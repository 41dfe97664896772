using System.Runtime.CompilerServices;
using Google.Protobuf;
using GridCity.Grains;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using GridCity.Runtime.Blobs;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges.Photos;

/// <summary>gridcity.field.v1.Photos: photos in and out.</summary>
internal sealed class PhotoService(
    PhotoNames names, PhotoIntake intake, IBlobStore store, BlobOwners owners, PhotoSeals seals, CaseEdge cases)
{
    private const int PieceBytes = 256 * 1024;

    public async Task<FindPhotoReply> Find(FindPhotoRequest request, RpcCall call) =>
        await intake.FindAsync(await names.ReadAsync(request.Photo, call), call);

    public async Task<PutPhotoReply> Put(IAsyncEnumerable<PutPhotoRequest> requests, RpcCall call)
    {
        await using var parts = requests.GetAsyncEnumerator(call.CancellationToken);
        if (!await parts.MoveNextAsync()) throw Statuses.Invalid("photo", "is missing.");
        var photo = await names.ReadAsync(parts.Current.Photo, call);
        return await intake.PutAsync(photo, parts.Current, parts, call);
    }

    public async IAsyncEnumerable<PhotoPiece> Get(GetPhotoRequest request, RpcCall call)
    {
        var id = CaseEdge.Id(request.CaseId);
        await cases.ReadAsync(id, call);
        var blob = PhotoNames.Digest(request.PhotoId, "photo_id");
        if (!await Statuses.GuardAsync(call, owners.IsOfAsync(id.Grain, blob, call.CancellationToken))) throw NotThere();
        await using var content = await ContentAsync(blob, call);
        await foreach (var piece in PiecesAsync(content, call.CancellationToken))
        {
            await CallSession.Of(call).RequireStillAsync();
            yield return piece;
        }
    }

    private async Task<Stream> ContentAsync(BlobId blob, RpcCall call)
    {
        var whose = await Statuses.GuardAsync(call, owners.OfAsync([blob], call.CancellationToken));
        if (whose.Count > 0) Caller.Of(call).Require(Role.Agent, Role.Clerk, Role.Administrator);
        var stored = await Statuses.GuardAsync(call, store.OpenAsync(blob, call.CancellationToken)) ?? throw NotThere();
        return whose.TryGetValue(blob, out var person) ? await Statuses.GuardAsync(call, OpenAsync(person, stored, call)) : stored;
    }

    private async Task<Stream> OpenAsync(Guid person, Stream stored, RpcCall call)
    {
        using var whole = new MemoryStream();
        await using (stored) await stored.CopyToAsync(whole, call.CancellationToken);
        return new MemoryStream(await seals.OpenAsync(person, whole.ToArray(), call) ?? throw NotThere(), writable: false);
    }

    private static async IAsyncEnumerable<PhotoPiece> PiecesAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[Math.Min(PieceBytes, content.Length)];
        for (var at = 0L; at < content.Length;)
        {
            var read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            var piece = new PhotoPiece { Content = ByteString.CopyFrom(buffer.AsSpan(0, read)) };
            if (at == 0) (piece.MediaType, piece.Size) = (PhotoType.MediaType(buffer), content.Length);
            at += read;
            yield return piece;
        }
    }

    private static RpcException NotThere() => new(StatusCode.NotFound, "The case has no such photo, or its person was erased.");
}
