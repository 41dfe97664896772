using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Persons;

/// <summary>
/// Opens in a stored event what is sealed for one person, wherever it stands, and takes out whom else it names. Each opening
/// is audited.
/// </summary>
internal sealed class SealedMembers(SealedFields fields, Guid person, FieldReader reader)
{
    /// <summary>An export is for people: Chinese text stays readable.</summary>
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string PersonMember = "person";
    private const string CipherMember = "cipher";
    private const string ReporterMember = "reporter";

    /// <summary>Under which name the member of an event was sealed.</summary>
    private static readonly FrozenDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["description"] = Reporters.DescriptionField,
        ["contact"] = Reporters.ContactField,
        ["callerName"] = Reporters.NameField,
        ["sealedReason"] = Reporters.ContestField,
        ["intake"] = Reporters.IntakeField,
    }.ToFrozenDictionary();

    private readonly string _id = SealedFields.Id(person);

    /// <returns>The same content with the person's texts in the clear; null for one that opens no more.</returns>
    public async Task<JsonNode> OpenAsync(JsonNode content, CancellationToken cancellation)
    {
        if (content is JsonArray list)
            foreach (var item in list.OfType<JsonNode>()) await OpenAsync(item, cancellation);
        if (content is not JsonObject members) return content;
        foreach (var (name, value) in members.ToList())
        {
            if (name == ReporterMember && Text(value) != _id) members.Remove(name);
            else if (Cipher(value) is { } seal) members[name] = await OpenAsync(name, seal, cancellation);
            else if (value is not null) await OpenAsync(value, cancellation);
        }

        return content;
    }

    /// <returns>Null for bytes that open no more.</returns>
    public async Task<byte[]?> OpenAsync(byte[] photo, CancellationToken cancellation) =>
        (await fields.OpenBytesAsync(reader, [(person, PersonBlobs.Field, photo)], cancellation))[0];

    private async Task<JsonNode?> OpenAsync(string name, (string Person, string Cipher) seal, CancellationToken cancellation)
    {
        if (seal.Person != _id || !Fields.TryGetValue(name, out var field)) return null;
        return (await fields.OpenAsync(reader, [new(field, new(seal.Person, seal.Cipher))], cancellation))[0];
    }

    private static (string, string)? Cipher(JsonNode? value) =>
        value is JsonObject { Count: 2 } seal && Text(seal[PersonMember]) is { } whose && Text(seal[CipherMember]) is { } cipher
            ? (whose, cipher)
            : null;

    private static string? Text(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var known) ? known : null;
}
