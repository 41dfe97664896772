namespace GridCity.Runtime.Blobs;

/// <summary>Limits of a blob store.</summary>
/// <param name="BytesMax">Largest blob.</param>
public sealed record BlobLimits(long BytesMax)
{
    /// <summary>Bytes that are held in memory at a time, for each stream.</summary>
    public const int ChunkBytes = 256 * 1024;

    /// <summary>32 MiB: a handheld's photo or a minute of a call with room to spare.</summary>
    public static BlobLimits Usual { get; } = new(32L << 20);
}

/// <summary>Cuts a stream into full chunks.</summary>
internal static class Chunks
{
    /// <summary>Fills the buffer unless the stream ends before.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream content, Memory<byte> buffer, CancellationToken cancellation) =>
        buffer[..await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation)];
}
