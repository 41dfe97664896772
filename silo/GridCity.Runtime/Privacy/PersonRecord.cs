using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Privacy;

/// <summary>What is known of a person apart from what is sealed.</summary>
/// <param name="ErasedAt">Null while the person's fields open.</param>
public sealed record PersonFacts(Guid Person, DateTimeOffset MadeAt, DateTimeOffset? ErasedAt);

/// <param name="IsReporter">False for a case that another one of the person's was merged into or is part of.</param>
public sealed record PersonCase(GrainId Case, bool IsReporter);

/// <summary>
/// Where a person stands in the city's records. Looks through the journal from the person's first day on: that is asked
/// for a few times a year, and an index for it would cost every report.
/// </summary>
public sealed class PersonRecord(NpgsqlDataSource source)
{
    /// <summary>A key is made before the first event that rests on it; database clocks may be set back a little.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private const string FactsSql = "SELECT made_at, erased_at FROM person_key WHERE person = $1";

    private const string CasesSql =
        """
        SELECT grain, bool_or(name <> 'case.taken-in.v1') FROM journal
        WHERE recorded_at >= $2
            AND name IN ('case.registered.v1', 'case.recognised.v1', 'case.self-handled.v1', 'case.taken-in.v1')
            AND (body @> jsonb_build_object('report', jsonb_build_object('reporter', $1))
                OR body @> jsonb_build_object('report', jsonb_build_object('description', jsonb_build_object('person', $1)))
                OR body @> jsonb_build_object('report', jsonb_build_object('callerName', jsonb_build_object('person', $1)))
                OR body @> jsonb_build_object('case', jsonb_build_object('reporter', $1)))
        GROUP BY grain ORDER BY grain
        """;

    private const string ReadingsSql = "SELECT at, actor, action, detail::text FROM audit WHERE subject = $1 ORDER BY sequence";

    /// <returns>Null for somebody who never was a person here.</returns>
    public Task<PersonFacts?> FactsAsync(Guid person, CancellationToken cancellation) => PostgresJournal.Guarded(async () =>
    {
        await using var command = source.CreateCommand(FactsSql);
        command.Parameters.AddWithValue(person);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new PersonFacts(person, reader.GetFieldValue<DateTimeOffset>(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1))
            : null;
    });

    /// <summary>Cases that the person reported, and those that such a case hangs on.</summary>
    public Task<ImmutableArray<PersonCase>> CasesAsync(PersonFacts facts, CancellationToken cancellation) =>
        PostgresJournal.Guarded(async () =>
        {
            var found = ImmutableArray.CreateBuilder<PersonCase>();
            await using var command = source.CreateCommand(CasesSql);
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue(SealedFields.Id(facts.Person));
            command.Parameters.AddWithValue((facts.MadeAt - Before).UtcDateTime);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) found.Add(new(GrainId.Parse(reader.GetString(0)), reader.GetBoolean(1)));
            return found.ToImmutable();
        });

    /// <summary>Everything in the audit log that was done to the person, oldest first.</summary>
    public Task<ImmutableArray<(DateTimeOffset At, AuditEntry Entry)>> ReadingsAsync(Guid person, CancellationToken cancellation) =>
        PostgresJournal.Guarded(async () =>
        {
            var found = ImmutableArray.CreateBuilder<(DateTimeOffset, AuditEntry)>();
            var subject = SealedFields.Id(person);
            await using var command = source.CreateCommand(ReadingsSql);
            command.Parameters.AddWithValue(subject);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                found.Add((
                    reader.GetFieldValue<DateTimeOffset>(0),
                    new(reader.GetString(1), reader.GetString(2), subject, AuditDetail.Read(reader.GetString(3)))));
            return found.ToImmutable();
        });
}
