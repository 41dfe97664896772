using System.Buffers;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using GridCity.Runtime.Blobs;
using GridCity.Silo.Access;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Edges.Photos;

/// <summary>
/// One photo as it comes. A small one is held until it is whole; of a larger one each piece is stored as it comes, and
/// what is held is stored too when the connection breaks.
/// </summary>
internal sealed class PhotoUpload(
    NamedPhoto photo, long size, UploadState before, BlobUploads uploads, PhotoSeals seals, RpcCall call)
{
    private const int MessageBytesMax = 1 << 20;

    private readonly ArrayBufferWriter<byte> _held = new();
    private int _pieces = before.Pieces;
    private long _came;

    public NamedPhoto Photo => photo;

    /// <summary>Bytes that came by this call.</summary>
    public long Came => _came;

    /// <summary>True when some of it is stored as pieces.</summary>
    public bool IsStored => _pieces > 0;

    /// <returns>True when all of it is there; false when more comes in another call.</returns>
    /// <exception cref="RpcException">INVALID_ARGUMENT: more or fewer bytes than were said. ABORTED: sent twice at once.</exception>
    public async Task<bool> ReceiveAsync(PutPhotoRequest head, IAsyncEnumerator<PutPhotoRequest> rest)
    {
        try
        {
            await TakeAsync(head, size - head.Offset);
            while (await rest.MoveNextAsync()) await TakeAsync(rest.Current, size - head.Offset);
        }
        catch (Exception error) when (error is not RpcException)
        {
            await KeepAsync(CancellationToken.None);
            throw;
        }

        if (head.Offset + _came == size) return true;
        await KeepAsync(call.CancellationToken);
        if (head.Part) return false;
        throw Statuses.Invalid("size", $"says {size} bytes, {head.Offset + _came} came; they are kept.");
    }

    /// <summary>All bytes, in the clear.</summary>
    public async Task<byte[]> WholeAsync()
    {
        if (!IsStored) return _held.WrittenSpan.ToArray();
        await KeepAsync(call.CancellationToken);
        var pieces = new List<byte[]>();
        for (var number = 0; number < _pieces; number++)
            pieces.Add(await Statuses.GuardAsync(uploads.ReadAsync(photo.Upload, number, call.CancellationToken)) ?? throw SentTwice());
        if (photo.Person is null) return [.. pieces.SelectMany(piece => piece)];
        var opened = await Statuses.GuardAsync(seals.OpenPiecesAsync(photo, pieces, call));
        return [.. (opened ?? throw SentTwice()).SelectMany(piece => piece)];
    }

    private async Task TakeAsync(PutPhotoRequest message, long sizeLeft)
    {
        await CallSession.Of(call).RequireStillAsync();
        if (message.Content.Length > MessageBytesMax)
            throw Statuses.Invalid("content", $"has more than {MessageBytesMax} bytes. Send it in more messages.");
        _came += message.Content.Length;
        if (_came > sizeLeft) throw Statuses.Invalid("size", $"says {size} bytes, more came.");
        _held.Write(message.Content.Span);
        if (_held.WrittenCount >= BlobLimits.ChunkBytes) await KeepAsync(call.CancellationToken);
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        if (_held.WrittenCount == 0) return;
        var piece = photo.Person is null
            ? _held.WrittenMemory
            : await seals.SealAsync(photo, _held.WrittenMemory, PhotoSeals.PieceField, cancellation);
        if (!await Statuses.GuardAsync(uploads.AddAsync(photo.Upload, _pieces, piece, cancellation))) throw SentTwice();
        _pieces++;
        _held.ResetWrittenCount();
    }

    private static RpcException SentTwice() => new(
        StatusCode.Aborted, "offset: this photo is sent over another connection too. Ask Find, and send from where it says.");
}
