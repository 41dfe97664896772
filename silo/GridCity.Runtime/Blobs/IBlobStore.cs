using System.Collections.Immutable;
using GridCity.Grains;

namespace GridCity.Runtime.Blobs;

/// <summary>
/// Photos and recordings, named by what they hold: the same bytes are kept once and never change. What belongs to a
/// person is sealed before it comes here.
/// </summary>
/// <remarks>
/// The order that loses nothing: <see cref="PutAsync"/>, then <see cref="ReferenceAsync"/> for the grain, and only then
/// the event that names the blob. What is put and never referenced is an orphan, and collected.
/// </remarks>
public interface IBlobStore
{
    /// <summary>Stores a stream, chunk by chunk, with bounded memory. Durable on return; again is harmless.</summary>
    /// <returns>The blob's id, or that it was too large; then nothing is kept.</returns>
    /// <exception cref="Journal.JournalUnavailableException">The database is away: put it again.</exception>
    Task<BlobPut> PutAsync(Stream content, CancellationToken cancellation = default);

    /// <summary>Opens a blob for reading from its start to its end; it is fetched as it is read.</summary>
    /// <returns>Null when there is no such blob. Reading throws an <see cref="IOException"/> if it is collected meanwhile.</returns>
    Task<Stream?> OpenAsync(BlobId blob, CancellationToken cancellation = default);

    /// <summary>
    /// Notes that a grain's events will name these blobs; from then on they are not collected. Durable on return.
    /// </summary>
    /// <returns>Those that are not stored, so that no event may name them; none of the others is noted then.</returns>
    Task<ImmutableArray<BlobId>> ReferenceAsync(GrainId grain, IReadOnlyCollection<BlobId> blobs, CancellationToken cancellation = default);

    /// <summary>Takes a grain's references back, for an erasure. Blobs that nobody else names become orphans.</summary>
    Task ReleaseAsync(GrainId grain, IReadOnlyCollection<BlobId> blobs, CancellationToken cancellation = default);

    /// <summary>
    /// Removes blobs that nobody references and that were last put longer ago than <paramref name="age"/>, and what
    /// broken uploads of that age left behind. The age has to cover the time between a put and its reference.
    /// </summary>
    /// <returns>Blobs removed.</returns>
    Task<int> CollectOrphansAsync(TimeSpan age, CancellationToken cancellation = default);
}

/// <summary>SHA-256 of a blob's bytes. Written as 64 lower-case hexadecimal digits.</summary>
public readonly record struct BlobId
{
    private const int TextLength = 64;

    private readonly string? _text;

    private BlobId(string text) => _text = text;

    /// <param name="hash">32 bytes.</param>
    public static BlobId Of(ReadOnlySpan<byte> hash) => hash.Length * 2 == TextLength
        ? new(Convert.ToHexStringLower(hash))
        : throw new ArgumentException("A blob's hash has 32 bytes.", nameof(hash));

    /// <exception cref="FormatException">Not 64 lower-case hexadecimal digits.</exception>
    public static BlobId Parse(string text) => text.Length == TextLength && !text.AsSpan().ContainsAnyExcept("0123456789abcdef")
        ? new(text)
        : throw new FormatException($"'{text}' is not the id of a blob: 64 lower-case hexadecimal digits.");

    public byte[] ToBytes() => Convert.FromHexString(ToString());

    public override string ToString() => _text ?? throw new InvalidOperationException("A default BlobId names no blob.");
}

/// <summary>What came of a put.</summary>
public abstract record BlobPut
{
    private BlobPut() { }

    /// <param name="Size">In bytes.</param>
    public sealed record Stored(BlobId Id, long Size) : BlobPut;

    /// <param name="BytesMax">The limit that it is over.</param>
    public sealed record TooLarge(long BytesMax) : BlobPut;
}
