using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Blobs;

/// <summary>Reads a blob chunk by chunk; between two chunks nothing in the database is held.</summary>
internal sealed class PostgresBlobStream(NpgsqlDataSource source, Guid upload, long size) : Stream
{
    private byte[] _chunk = [];
    private int _chunkNext;
    private int _offset;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("A blob is read from its start to its end.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == size || buffer.IsEmpty) return 0;
        if (_offset == _chunk.Length) await NextChunkAsync(cancellationToken);
        var count = Math.Min(buffer.Length, _chunk.Length - _offset);
        _chunk.AsMemory(_offset, count).CopyTo(buffer);
        _offset += count;
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Blocks a thread: for libraries that know no other way.</summary>
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
        // Nothing is ever written, so nothing waits to be.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A blob is read from its start to its end.");

    public override void SetLength(long value) => throw new NotSupportedException("A blob never changes.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A blob never changes.");

    private async Task NextChunkAsync(CancellationToken cancellation)
    {
        _chunk = await PostgresJournal.Guarded(() => BlobTable.ReadChunkAsync(source, upload, _chunkNext, cancellation))
            ?? throw new IOException("The blob was collected while it was read: nothing references it any more.");
        _chunkNext++;
        _offset = 0;
    }
}
