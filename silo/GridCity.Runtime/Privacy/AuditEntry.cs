using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace GridCity.Runtime.Privacy;

/// <summary>Something that must be answered for: who did what to whom.</summary>
/// <param name="Actor">Id of the person or grain.</param>
/// <param name="Action">Stable name: <c>sealed-field.read</c>, <c>person.erased</c>, ….</param>
/// <param name="Subject">Whom or what it was done to; an opaque id, never a name or a number.</param>
/// <param name="Detail">More words, by stable names; nothing that would have to be erased.</param>
public sealed record AuditEntry(string Actor, string Action, string Subject, ImmutableSortedDictionary<string, string> Detail)
{
    /// <summary>Names in the order of their bytes, as the hash takes them.</summary>
    public static ImmutableSortedDictionary<string, string> NoDetail { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static AuditEntry Of(string actor, string action, string subject, params ReadOnlySpan<(string Name, string Text)> detail)
    {
        var words = NoDetail.ToBuilder();
        foreach (var (name, text) in detail) words.Add(name, text);
        return new(actor, action, subject, words.ToImmutable());
    }
}

/// <summary>An entry in its place in the chain.</summary>
/// <param name="Sequence">1 for the first; no gaps.</param>
/// <param name="At">Database time, in whole microseconds.</param>
/// <param name="Previous">Hash of the link before; 32 zero bytes for the first.</param>
/// <param name="Hash">SHA-256 over everything else.</param>
public sealed record AuditLink(long Sequence, DateTimeOffset At, AuditEntry Entry, ImmutableArray<byte> Previous, ImmutableArray<byte> Hash)
{
    internal static ImmutableArray<byte> NoHash { get; } = [.. new byte[SHA256.HashSizeInBytes]];

    internal static AuditLink After(long sequence, ImmutableArray<byte> previous, DateTimeOffset at, AuditEntry entry)
    {
        var link = new AuditLink(sequence + 1, at, entry, previous, []);
        return link with { Hash = link.ComputeHash() };
    }

    /// <summary>
    /// The canonical form never changes: previous hash, sequence, microseconds since 1970, then actor, action, subject
    /// and each detail's name and text in the order of their bytes; numbers as 8 bytes big-endian, a text as its length
    /// in UTF-8 bytes and the bytes.
    /// </summary>
    internal ImmutableArray<byte> ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Previous.AsSpan());
        Add(hash, Sequence);
        Add(hash, (At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        foreach (var text in new[] { Entry.Actor, Entry.Action, Entry.Subject }) Add(hash, text);
        foreach (var (name, text) in Entry.Detail.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(hash, name);
            Add(hash, text);
        }

        return [.. hash.GetHashAndReset()];
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(hash, bytes.LongLength);
        hash.AppendData(bytes);
    }
}

/// <summary>What a check of the whole chain found.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict() { }

    /// <summary>Every link holds. Keep sequence and hash elsewhere: given to the next check, they prove that no end was cut off.</summary>
    public sealed record Intact(AuditHead Head) : AuditVerdict;

    /// <param name="Sequence">The first link that does not hold.</param>
    /// <param name="Why">For people: missing, changed, or not following.</param>
    public sealed record Broken(long Sequence, string Why) : AuditVerdict;
}

/// <summary>The end of the chain at some time.</summary>
/// <param name="Sequence">0 for an empty log.</param>
public sealed record AuditHead(long Sequence, ImmutableArray<byte> Hash);
