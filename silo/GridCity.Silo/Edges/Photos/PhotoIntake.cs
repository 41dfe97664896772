using System.Security.Cryptography;
using GridCity.Cities.Model;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using GridCity.Runtime.Blobs;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Edges.Photos;

/// <summary>
/// Receives photos. What came before a connection broke is kept, sealed where it is a reporter's, and the next one goes
/// on from there. Nothing is a photo before all of its bytes were read and are those of the digest.
/// </summary>
internal sealed class PhotoIntake(IBlobStore store, BlobUploads uploads, PhotoSeals seals, LateWork late, LoadedCity city)
{
    private int BytesMax => (city.Pack.Info.Limits.PhotoKilobytesMax ?? PackLimits.PhotoKilobytesMaxUsual) * 1024;

    /// <summary>Bytes that need not be sent again, and the id once the photo is complete.</summary>
    public async Task<FindPhotoReply> FindAsync(NamedPhoto photo, RpcCall call)
    {
        var state = await StateAsync(photo, call);
        return state.BlobSize is { } size
            ? new() { BytesThere = size, PhotoId = photo.Digest.ToString() }
            : new() { BytesThere = Clear(photo, state) };
    }

    /// <param name="head">The first message.</param>
    /// <param name="rest">Those after it.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT, ABORTED, FAILED_PRECONDITION: the reporter was erased.</exception>
    public async Task<PutPhotoReply> PutAsync(
        NamedPhoto photo, PutPhotoRequest head, IAsyncEnumerator<PutPhotoRequest> rest, RpcCall call)
    {
        if (head.Size < 1 || head.Size > BytesMax)
            throw Statuses.Invalid("size", $"has to be 1 to {BytesMax} bytes, the city's limit.");
        var state = await late.PhotoAsync(() => StateAsync(photo, call), call);
        if (state.BlobSize is { } there) return new() { PhotoId = photo.Digest.ToString(), BytesThere = there };
        if (head.Offset != Clear(photo, state)) throw NotHere(Clear(photo, state));
        var upload = new PhotoUpload(photo, head.Size, state, uploads, seals, call);
        if (!await upload.ReceiveAsync(head, rest)) return new() { BytesThere = head.Offset + upload.Came };
        var id = await late.PhotoAsync(() => FinishAsync(upload, call), call);
        return new() { PhotoId = id.ToString(), BytesThere = head.Size };
    }

    private async Task<BlobId> FinishAsync(PhotoUpload upload, RpcCall call)
    {
        var (photo, whole) = (upload.Photo, await upload.WholeAsync());
        if (Fault(photo, whole) is { } fault)
        {
            if (upload.IsStored) await Statuses.GuardAsync(DropAsync(photo, call));
            throw fault;
        }

        if (photo.Person is null && upload.IsStored)
            return await Statuses.GuardAsync(uploads.FinishAsync(photo.Upload, photo.Digest, whole.Length, call.CancellationToken))
                ? photo.Digest
                : throw NotHere(0);
        var stored = await Statuses.GuardAsync(KeepAsync(photo, whole, call));
        if (upload.IsStored) await Statuses.GuardAsync(DropAsync(photo, call));
        return stored;
    }

    /// <summary>A reporter's photo is referenced for the reporter before anybody hears of it.</summary>
    private async Task<BlobId> KeepAsync(NamedPhoto photo, byte[] whole, RpcCall call)
    {
        var bytes = photo.Person is null ? whole : await seals.SealAsync(photo, whole, PersonBlobs.Field, call.CancellationToken);
        var put = await store.PutAsync(new MemoryStream(bytes, writable: false), call.CancellationToken);
        var id = put is BlobPut.Stored stored ? stored.Id : throw Statuses.Invalid("size", "is over the limit of the store.");
        if (photo.Person is { } person) await store.ReferenceAsync(PersonBlobs.Owner(person), [id], call.CancellationToken);
        return id;
    }

    private async Task<bool> DropAsync(NamedPhoto photo, RpcCall call)
    {
        await uploads.DropAsync(photo.Upload, call.CancellationToken);
        return true;
    }

    private Task<UploadState> StateAsync(NamedPhoto photo, RpcCall call) =>
        Statuses.GuardAsync(call, uploads.FindAsync(photo.Upload, photo.Digest, call.CancellationToken));

    private RpcException? Fault(NamedPhoto photo, byte[] whole)
    {
        if (BlobId.Of(SHA256.HashData(whole)) != photo.Digest)
            return Statuses.Invalid("photo.digest", "is not that of the bytes that came; they were dropped. Send them again.");
        var taken = city.Pack.Info.Limits.PhotoTypes ?? PackLimits.PhotoTypesUsual;
        return PhotoType.Of(whole) is { } type && taken.Split(' ').Contains(type)
            ? null
            : Statuses.Invalid("content", $"is not a picture of a type that the city takes: {taken}.");
    }

    private static long Clear(NamedPhoto photo, UploadState state) =>
        photo.Person is null ? state.Bytes : state.Bytes - ((long)state.Pieces * PhotoSeals.OverheadBytes);

    private static RpcException NotHere(long there) => new(
        StatusCode.Aborted, $"offset: {there} bytes of this photo are there, it goes on from there. Ask Find, and send from where it says.");
}
