using GridCity.Cities.Model;
using GridCity.Rpc;
using GridCity.Runtime.Blobs;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges.Photos;

namespace GridCity.Silo.Edges.Citizens;

/// <summary>
/// Takes citizens' photos with their report: without what cameras write beside the picture, and sealed with the reporter's key.
/// </summary>
internal sealed class CitizenPhotos(IBlobStore store, SealedFields fields, LoadedCity city)
{
    /// <summary>Few are enough to see it, and together they have to fit one request.</summary>
    public const int CountMax = 3;

    private int BytesMax => (city.Pack.Info.Limits.PhotoKilobytesMax ?? PackLimits.PhotoKilobytesMaxUsual) * 1024;

    /// <summary>The pictures alone.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: photos.</exception>
    public IReadOnlyList<byte[]> Cleaned(IReadOnlyList<Google.Protobuf.ByteString> photos)
    {
        if (photos.Count > CountMax) throw Statuses.Invalid("photos", $"are more than {CountMax}. Send those that show it best.");
        return [.. photos.Select((photo, at) => Cleaned(photo.ToByteArray(), $"photos[{at}]"))];
    }

    /// <summary>Stores them for their reporter, before anybody hears of them.</summary>
    /// <returns>Their ids.</returns>
    /// <exception cref="RpcException">FAILED_PRECONDITION: the reporter was erased.</exception>
    public async Task<IReadOnlyList<string>> KeepAsync(IReadOnlyList<byte[]> photos, Guid person, CancellationToken cancellation)
    {
        var kept = new List<BlobId>();
        foreach (var photo in photos) kept.Add(await KeepAsync(photo, person, cancellation));
        if (kept.Count > 0) await store.ReferenceAsync(PersonBlobs.Owner(person), kept, cancellation);
        return [.. kept.Select(id => id.ToString())];
    }

    private byte[] Cleaned(byte[] photo, string field)
    {
        if (photo.Length > BytesMax) throw Statuses.Invalid(field, $"has more than {BytesMax} bytes, the city's limit. Send a smaller picture.");
        var taken = (city.Pack.Info.Limits.PhotoTypes ?? PackLimits.PhotoTypesUsual).Split(' ');
        return PhotoType.Of(photo) is { } type && taken.Contains(type) && PhotoCleaning.Clean(photo) is { } clean
            ? clean
            : throw Statuses.Invalid(field, "is no whole JPEG, PNG or WebP picture, or of a type that the city does not take.");
    }

    private async Task<BlobId> KeepAsync(byte[] photo, Guid person, CancellationToken cancellation)
    {
        var bytes = await fields.SealBytesAsync(person, PersonBlobs.Field, photo, cancellation)
            ?? throw new RpcException(StatusCode.FailedPrecondition, "The reporter was erased meanwhile: nothing of theirs may be kept.");
        return await store.PutAsync(new MemoryStream(bytes, writable: false), cancellation) is BlobPut.Stored stored
            ? stored.Id
            : throw Statuses.Invalid("photos", "are over the limit of the store.");
    }
}
