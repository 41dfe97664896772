using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GridCity.Grains;

namespace GridCity.Runtime.Privacy;

/// <summary>Who reads sealed fields, and what for; both go into the audit log.</summary>
/// <param name="Purpose">Stable words, such as <c>case.handling</c>.</param>
public sealed record FieldReader(string Actor, string Purpose);

/// <summary>A sealed value under the name of its field. A value only opens under the name that it was sealed for.</summary>
/// <param name="Field">Stable name: <c>case.description</c>.</param>
public readonly record struct SealedField(string Field, Sealed Value);

/// <summary>
/// Seals what persons tell us, and opens it again for those who may read it. All opening goes through one method, and
/// that one writes the audit log first.
/// </summary>
public sealed class SealedFields(PersonKeys keys, AuditLog audit)
{
    /// <summary>Stable name of a reading in the audit log.</summary>
    public const string ReadAction = "sealed-field.read";

    /// <summary>Stable name of a reading by an index, which keeps keyed hashes and nothing that can be read.</summary>
    public const string IndexAction = "sealed-field.indexed";

    /// <summary>Bytes that sealing adds to what is sealed.</summary>
    public const int OverheadBytes = Envelope.OverheadBytes;

    /// <summary>Most fields named in one audit entry; more are split over several.</summary>
    private const int FieldsPerEntryMax = 50;

    /// <summary>Seals a text for a person.</summary>
    /// <returns>Null when the person was erased: then nothing may be kept.</returns>
    public async Task<Sealed?> SealAsync(Guid person, string field, string text, CancellationToken cancellation = default)
    {
        var bytes = await SealBytesAsync(person, field, Encoding.UTF8.GetBytes(text), cancellation);
        return bytes is null ? null : new(Id(person), Convert.ToBase64String(bytes));
    }

    /// <summary>Seals bytes, such as a photo, for a person; what comes out goes into a blob.</summary>
    /// <returns>Null when the person was erased.</returns>
    public async Task<byte[]?> SealBytesAsync(
        Guid person, string field, ReadOnlyMemory<byte> clear, CancellationToken cancellation = default)
    {
        var found = await keys.KeysAsync([person], cancellation);
        return found[person] is { } key ? Envelope.Seal(key, clear.Span, Label(person, field)) : null;
    }

    /// <summary>Opens texts. The reading is in the audit log before anything is returned.</summary>
    /// <returns>One entry per field, in order; null for a person who was erased.</returns>
    /// <exception cref="CryptographicException">The value was changed, or sealed under another name: our bug or an intruder.</exception>
    public async Task<ImmutableArray<string?>> OpenAsync(
        FieldReader reader, IReadOnlyList<SealedField> fields, CancellationToken cancellation = default)
    {
        var opened = await OpenBytesAsync(
            reader, [.. fields.Select(field => (Guid.Parse(field.Value.Person), field.Field, Convert.FromBase64String(field.Value.Cipher)))], cancellation);
        return [.. opened.Select(bytes => bytes is null ? null : Encoding.UTF8.GetString(bytes))];
    }

    /// <summary>Opens bytes; the one way to anything sealed.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<ImmutableArray<byte[]?>> OpenBytesAsync(
        FieldReader reader, IReadOnlyList<(Guid Person, string Field, byte[] Bytes)> values, CancellationToken cancellation = default)
    {
        var found = await keys.KeysAsync([.. values.Select(value => value.Person)], cancellation);
        await Task.WhenAll(Entries(reader, values).Select(entry => audit.AppendAsync(entry, cancellation)));
        return
        [
            .. values.Select(value => found[value.Person] is { } key ? Envelope.Open(key, value.Bytes, Label(value.Person, value.Field)) : null),
        ];
    }

    /// <summary>
    /// Opens texts for a machine that keeps no word of them, such as the index of a search: each is handed to a function,
    /// and only what that gives leaves. One entry in the audit log says how many there were, before any is opened.
    /// </summary>
    /// <param name="index">Stable name of the index.</param>
    /// <returns>One entry per field, in order; null for a person who was erased, and for what opens with no key of ours.</returns>
    internal async Task<ImmutableArray<(Guid Person, T? Digest)>> DigestAsync<T>(
        string index, IReadOnlyList<SealedField> fields, Func<string, T> digest, CancellationToken cancellation = default)
        where T : class
    {
        if (fields.Count == 0) return [];
        Guid[] people = [.. fields.Select(field => Guid.TryParse(field.Value.Person, out var person) ? person : Guid.Empty)];
        var found = await keys.FindKeysAsync(people, cancellation);
        await audit.AppendAsync(AuditEntry.Of(index, IndexAction, index, ("fields", $"{fields.Count}")), cancellation);
        return [.. fields.Select((field, at) => (people[at], Digested(found.GetValueOrDefault(people[at]), people[at], field, digest)))];
    }

    /// <summary>The written form of a person's id.</summary>
    public static string Id(Guid person) => person.ToString("N");

    private static T? Digested<T>(byte[]? key, Guid person, SealedField field, Func<string, T> digest) where T : class
    {
        if (key is null) return null;
        try
        {
            return digest(Encoding.UTF8.GetString(Envelope.Open(key, Convert.FromBase64String(field.Value.Cipher), Label(person, field.Field))));
        }
        catch (CryptographicException)
        {
            // Changed, or sealed under another name. Whoever reads the field is told so; an index goes on without it.
            return null;
        }
    }

    private static IEnumerable<AuditEntry> Entries(FieldReader reader, IReadOnlyList<(Guid Person, string Field, byte[] Bytes)> values) =>
        from value in values
        group value.Field by value.Person into person
        from part in person.Chunk(FieldsPerEntryMax)
        select AuditEntry.Of(reader.Actor, ReadAction, Id(person.Key), ("fields", string.Join(' ', part)), ("purpose", reader.Purpose));

    private static byte[] Label(Guid person, string field) =>
        [.. "gridcity.sealed-field.v1"u8, .. person.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(field)];
}
