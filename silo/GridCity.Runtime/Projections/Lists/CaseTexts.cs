using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Privacy;
using Npgsql;
using NpgsqlTypes;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>Makes the search's rows of founding events, and keeps no word of a person who was erased meanwhile.</summary>
public sealed class CaseTexts(SealedFields fields, WordHashes hashes)
{
    /// <summary>Who reads for the index, in the audit log.</summary>
    public const string Reader = "case-list";

    /// <summary>The name under which a report's description is sealed.</summary>
    public const string DescriptionField = "case.description";

    private const string CopySql =
        """
        COPY case_text (edition, id, cell, category, registered_at, person, open_words, words, longitude, latitude, tile)
        FROM STDIN (FORMAT BINARY)
        """;

    private const string ErasedSql = "SELECT person FROM person_key WHERE person = ANY ($1) AND erased_at IS NOT NULL";

    private static readonly string[] Founding =
    [
        StoredNames.Of<CaseEvent.Registered>(), StoredNames.Of<CaseEvent.Recognised>(), StoredNames.Of<CaseEvent.SelfHandled>(),
    ];

    /// <summary>Reads what founded cases; sealed words leave this method as hashes only.</summary>
    internal async Task<ImmutableArray<CaseText>> ReadAsync(ImmutableArray<JournalEvent> events, CancellationToken cancellation)
    {
        ImmutableArray<(string Id, Report Report, DateTimeOffset At)> founded =
            [.. events.Where(happened => Founding.Contains(happened.Name)).Select(Read)];
        List<SealedField> told = [.. founded.Select(one => one.Report.Description).OfType<Sealed>().Select(text => new SealedField(DescriptionField, text))];
        var digests = new Queue<(Guid Person, long[]? Hashes)>(await fields.DigestAsync(Reader, told, hashes.Of, cancellation));
        return [.. founded.Select(one => Text(one.Id, one.Report, one.At, one.Report.Description is null ? default : digests.Dequeue()))];
    }

    /// <summary>Writes them. The caller has the projection's turn: an erasure that is not seen here purges after it.</summary>
    internal static async Task WriteAsync(
        ImmutableArray<CaseText> texts, AreaLevels levels, NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (texts.IsEmpty) return;
        var erased = await ErasedAsync([.. texts.Select(text => text.Person).OfType<Guid>().Distinct()], connection, cancellation);
        await using var copy = await connection.BeginBinaryImportAsync(CopySql, cancellation);
        foreach (var text in texts)
            await WriteAsync(copy, text.Person is { } person && erased.Contains(person) ? text.WithoutSealed() : text, levels, cancellation);
        await copy.CompleteAsync(cancellation);
    }

    private static (string Id, Report Report, DateTimeOffset At) Read(JournalEvent happened) =>
        CaseKind.Kind.ReadEvent(happened.Name, happened.Json.Span) switch
        {
            CaseEvent.Registered e => (happened.Grain.Key, e.Report, e.At),
            CaseEvent.Recognised e => (happened.Grain.Key, e.Report, e.At),
            CaseEvent.SelfHandled e => (happened.Grain.Key, e.Report, e.At),
            var other => throw new System.Diagnostics.UnreachableException($"{other.GetType().Name} founds no case."),
        };

    private CaseText Text(string id, Report report, DateTimeOffset at, (Guid Person, long[]? Hashes) told)
    {
        var open = hashes.Of(report.Address);
        long[] heard = [.. (told.Hashes ?? []).Except(open).Take(WordHashes.CountMax)];
        return new(id, report.Cell, report.Category, at, report.Place, heard.Length == 0 ? null : told.Person, open, heard);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, CaseText text, AreaLevels levels, CancellationToken cancellation)
    {
        await copy.StartRowAsync(cancellation);
        await copy.WriteAsync(CaseListProjection.Edition, NpgsqlDbType.Integer, cancellation);
        await copy.WriteAsync(text.Id, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(text.Cell, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(text.Category, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(text.RegisteredAt.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellation);
        await WriteOrNullAsync(copy, text.Person, NpgsqlDbType.Uuid, cancellation);
        await copy.WriteAsync(PlaceNumbers.Count + text.Open.Length, NpgsqlDbType.Integer, cancellation);
        await copy.WriteAsync<long[]>(
            [.. PlaceNumbers.Of(levels.Around(text.Cell), text.RegisteredAt), .. text.Open, .. text.Sealed],
            NpgsqlDbType.Array | NpgsqlDbType.Bigint, cancellation);
        await WriteOrNullAsync(copy, text.Place?.Longitude, NpgsqlDbType.Double, cancellation);
        await WriteOrNullAsync(copy, text.Place?.Latitude, NpgsqlDbType.Double, cancellation);
        await WriteOrNullAsync(copy, text.Place is { } place ? Tiles.Of(place) : (long?)null, NpgsqlDbType.Bigint, cancellation);
    }

    private static Task WriteOrNullAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellation)
        where T : struct =>
        value is { } known ? copy.WriteAsync(known, type, cancellation) : copy.WriteNullAsync(cancellation);

    private static async Task<HashSet<Guid>> ErasedAsync(Guid[] people, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var erased = new HashSet<Guid>();
        if (people.Length == 0) return erased;
        await using var command = new NpgsqlCommand(ErasedSql, connection);
        command.Parameters.AddWithValue(people);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) erased.Add(reader.GetGuid(0));
        return erased;
    }
}
