using System.Security.Cryptography;
using Google.Protobuf;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.field.v1.Photos; the .proto says what each field means and which errors there are.</summary>
public sealed class PhotosClient
{
    private const int PartBytes = 256 * 1024;

    private static readonly RpcMethod<FindPhotoRequest, FindPhotoReply> FindMethod = Of<FindPhotoRequest, FindPhotoReply>("Find");
    private static readonly RpcMethod<PutPhotoRequest, PutPhotoReply> PutMethod = Of<PutPhotoRequest, PutPhotoReply>("Put");
    private static readonly RpcMethod<GetPhotoRequest, PhotoPiece> GetMethod = Of<GetPhotoRequest, PhotoPiece>("Get");

    private readonly RetryingCalls _calls;

    internal PhotosClient(RetryingCalls calls) => _calls = calls;

    /// <summary>The name of a photo taken on duty; add whose it is for a reporter's.</summary>
    public static PhotoName NameOf(ReadOnlySpan<byte> bytes) => new() { Digest = Convert.ToHexStringLower(SHA256.HashData(bytes)) };

    public Task<FindPhotoReply> FindAsync(FindPhotoRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(FindMethod, request, cancellation);

    /// <summary>Sends a photo; after a broken connection from where it came to.</summary>
    public Task<PutPhotoReply> PutAsync(PhotoName photo, ReadOnlyMemory<byte> bytes, CancellationToken cancellation = default)
    {
        var isFirst = true;
        return _calls.TryAsync(AttemptAsync, cancellation);

        async Task<PutPhotoReply> AttemptAsync(RpcCallOptions call)
        {
            if (isFirst)
            {
                isFirst = false;
                return await SendAsync(photo, bytes, 0, call);
            }

            var found = await _calls.OnceAsync(FindMethod, new() { Photo = photo }, call);
            return found.PhotoId.Length > 0
                ? new() { PhotoId = found.PhotoId }
                : await SendAsync(photo, bytes, (int)found.BytesThere, call);
        }
    }

    /// <summary>Pieces of one photo of a case.</summary>
    public IAsyncEnumerable<PhotoPiece> GetAsync(GetPhotoRequest request, CancellationToken cancellation = default) =>
        _calls.StreamAsync(GetMethod, request, cancellation);

    private Task<PutPhotoReply> SendAsync(PhotoName photo, ReadOnlyMemory<byte> bytes, int offset, RpcCallOptions call)
    {
        var head = new PutPhotoRequest { Photo = photo, Size = bytes.Length, Offset = offset };
        return _calls.SendOnceAsync(PutMethod, Parts(head, bytes[offset..]), call);
    }

    private static IEnumerable<PutPhotoRequest> Parts(PutPhotoRequest part, ReadOnlyMemory<byte> rest)
    {
        for (; !rest.IsEmpty || part.Photo is not null; part = new())
        {
            var length = Math.Min(PartBytes, rest.Length);
            part.Content = UnsafeByteOperations.UnsafeWrap(rest[..length]);
            rest = rest[length..];
            yield return part;
        }
    }
}
