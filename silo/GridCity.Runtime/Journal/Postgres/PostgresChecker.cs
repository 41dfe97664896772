using System.Collections.Immutable;
using GridCity.Grains;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>Answers <see cref="CheckQuestion"/>s in one statement, so that all of the answer is of one moment.</summary>
internal static class PostgresChecker
{
    private const string Sql =
        """
        SELECT 'head', h.grain, NULL::text, NULL::uuid, NULL::uuid, h.version, NULL::date FROM grain_head h WHERE h.grain = $1
        UNION ALL
        SELECT 'command', c.grain, c.caller, c.id, c.digest, c.version, NULL
        FROM unnest($2::text[], $3::uuid[]) AS i(caller, id) JOIN command c ON c.id = i.id AND c.caller = i.caller
        UNION ALL
        SELECT 'mail', NULL, NULL, NULL, NULL, m.number, m.day
        FROM unnest($4::date[], $5::bigint[]) AS i(day, number) JOIN mail m ON m.day = i.day AND m.number = i.number
        UNION ALL
        SELECT 'timer', NULL, t.name, NULL, NULL, t.generation, NULL
        FROM unnest($6::text[], $7::bigint[]) AS i(name, generation)
        JOIN timer t ON t.grain = $1 AND t.name = i.name AND t.generation = i.generation
        """;

    public static async Task<GrainCheck> CheckAsync(
        NpgsqlDataSource source, GrainId grain, CheckQuestion question, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.AddWithValue(grain.ToString());
        command.Parameters.AddWithValue(question.Commands.Select(c => c.Caller).ToArray());
        command.Parameters.AddWithValue(question.Commands.Select(c => c.CommandId).ToArray());
        command.Parameters.AddWithValue(question.Mail.Select(m => m.Day).ToArray());
        command.Parameters.AddWithValue(question.Mail.Select(m => m.Number).ToArray());
        command.Parameters.AddWithValue(question.Timers.Select(t => t.Name).ToArray());
        command.Parameters.AddWithValue(question.Timers.Select(t => t.Generation).ToArray());
        var answer = new GrainCheck(0, [], [], []);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) answer = With(answer, grain, reader);
        return answer;
    }

    private static GrainCheck With(GrainCheck answer, GrainId grain, NpgsqlDataReader row) => row.GetString(0) switch
    {
        "head" => answer with { Version = row.GetInt64(5) },
        "command" => answer with { Commands = answer.Commands.Add(Kept(row)) },
        "mail" => answer with { MailWaiting = answer.MailWaiting.Add(new(row.GetFieldValue<DateOnly>(6), row.GetInt64(5))) },
        "timer" => answer with { TimersSet = answer.TimersSet.Add(new(grain, row.GetString(2), row.GetInt64(5))) },
        var other => throw new System.Diagnostics.UnreachableException(other),
    };

    private static KeptCommand Kept(NpgsqlDataReader row) => new(
        row.GetString(2), row.GetGuid(3), AppendColumns.AsDigest(row.GetGuid(4)), GrainId.Parse(row.GetString(1)), row.GetInt64(5));
}
