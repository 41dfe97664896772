using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCity.Runtime.Blobs;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Privacy;

namespace GridCity.Silo.Persons;

/// <summary>
/// All that the city knows of a person as one JSON text, made piece by piece: the cases with their histories, photos, and
/// who has read any of it. What others said and who they are is not in it.
/// </summary>
internal sealed class PersonExport(
    PersonRecord record, PersonBlobs blobs, IBlobStore store, IJournal journal, SealedFields fields, TimeProvider time)
{
    private const string Format = "gridcity.person.v1";
    private const string Purpose = "person.export";

    /// <summary>Pieces of UTF-8 that make the JSON text when put together.</summary>
    public async IAsyncEnumerable<byte[]> WriteAsync(
        PersonFacts facts, string actor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var opener = new SealedMembers(fields, facts.Person, new(actor, Purpose));
        yield return Text($"{{{Member("format", Format)},{Member("person", SealedFields.Id(facts.Person))},"
            + $"{Member("known_since", facts.MadeAt)},{Member("exported_at", time.GetUtcNow())},\"cases\":[");
        var first = true;
        foreach (var one in await record.CasesAsync(facts, cancellation))
        {
            var events = await journal.LoadUpToAsync(one.Case, long.MaxValue, cancellation);
            yield return Piece(await CaseAsync(one, events, opener, cancellation), ref first);
        }

        yield return Text("],\"photos\":[");
        first = true;
        foreach (var blob in await blobs.OfAsync(facts.Person, cancellation))
            yield return Piece(await PhotoAsync(blob, opener, cancellation), ref first);
        yield return Text("],\"readings\":[");
        first = true;
        foreach (var (at, entry) in await record.ReadingsAsync(facts.Person, cancellation))
            yield return Piece(Reading(at, entry), ref first);
        yield return Text("]}\n");
    }

    private static async Task<JsonObject> CaseAsync(
        PersonCase one, IReadOnlyList<JournalEvent> events, SealedMembers opener, CancellationToken cancellation)
    {
        var written = new JsonArray();
        foreach (var happened in events)
            written.Add(new JsonObject
            {
                ["version"] = happened.Version,
                ["at"] = happened.RecordedAt,
                ["event"] = happened.Name,
                ["actor"] = happened.Actor,
                ["content"] = await opener.OpenAsync(JsonNode.Parse(happened.Json.Span)!, cancellation),
            });
        return new() { ["case_id"] = one.Case.Key, ["is_reporter"] = one.IsReporter, ["events"] = written };
    }

    private async Task<JsonObject> PhotoAsync(BlobId blob, SealedMembers opener, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await using (var stream = await store.OpenAsync(blob, cancellation))
            if (stream is not null) await stream.CopyToAsync(content, cancellation);
        var clear = await opener.OpenAsync(content.ToArray(), cancellation);
        return new() { ["id"] = blob.ToString(), ["content"] = clear is null ? null : Convert.ToBase64String(clear) };
    }

    private static JsonObject Reading(DateTimeOffset at, AuditEntry entry) => new()
    {
        ["at"] = at,
        ["actor"] = entry.Actor,
        ["action"] = entry.Action,
        ["detail"] = new JsonObject(entry.Detail.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
    };

    private static byte[] Piece(JsonObject one, ref bool first)
    {
        var text = first ? one.ToJsonString(SealedMembers.Readable) : "," + one.ToJsonString(SealedMembers.Readable);
        first = false;
        return Text(text);
    }

    private static string Member(string name, JsonNode value) => $"\"{name}\":{value.ToJsonString()}";

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
