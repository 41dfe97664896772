using GridCity.Grains;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>Answers <see cref="CheckQuestion"/>s in one statement, so that all of the answers are of one moment.</summary>
internal static class PostgresChecker
{
    // Looked up row by row, whatever a planner that saw an empty table thinks of a join; the bounds leave out partitions.
    private const string Sql =
        """
        SELECT 'head', i.n::int, h.grain, NULL::text, NULL::uuid, NULL::uuid, h.version, NULL::date
        FROM unnest($1::text[]) WITH ORDINALITY AS i(grain, n) JOIN grain_head h USING (grain)
        UNION ALL
        SELECT 'command', i.n, c.grain, i.caller, i.id, c.digest, c.version, NULL
        FROM unnest($2::int[], $3::text[], $4::uuid[]) AS i(n, caller, id)
        JOIN LATERAL (SELECT grain, digest, version FROM command c
                      WHERE c.id = i.id AND c.caller = i.caller AND c.id BETWEEN $5 AND $6 LIMIT 1) c ON true
        UNION ALL
        SELECT 'mail', i.n, NULL, NULL, NULL, NULL, i.number, i.day
        FROM unnest($7::int[], $8::date[], $9::bigint[]) AS i(n, day, number)
        JOIN LATERAL (SELECT FROM mail m WHERE m.day = i.day AND m.number = i.number AND m.day BETWEEN $10 AND $11 LIMIT 1) m ON true
        UNION ALL
        SELECT 'timer', i.n, i.grain, i.name, NULL, NULL, i.generation, NULL
        FROM unnest($12::int[], $13::text[], $14::text[], $15::bigint[]) AS i(n, grain, name, generation)
        JOIN timer t ON t.grain = i.grain AND t.name = i.name AND t.generation = i.generation
        """;

    public static async Task<GrainCheck[]> CheckAsync(
        NpgsqlDataSource source, IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.AddWithValue(questions.Select(question => question.Grain.ToString()).ToArray());
        AddCommands(command.Parameters, Numbered(questions, question => question.Commands));
        AddMail(command.Parameters, Numbered(questions, question => question.Mail));
        AddTimers(command.Parameters, Numbered(questions, question => question.Timers));
        var answers = questions.Select(_ => new GrainCheck(0, [], [], [])).ToArray();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var at = reader.GetInt32(1) - 1;
            answers[at] = With(answers[at], questions[at].Grain, reader);
        }

        return answers;
    }

    /// <summary>What all questions ask of one sort, each with its question's number; the first has number 1.</summary>
    private static (int Number, T Asked)[] Numbered<T>(
        IReadOnlyList<CheckQuestion> questions, Func<CheckQuestion, System.Collections.Immutable.ImmutableArray<T>> asked) =>
        [.. questions.SelectMany((question, at) => asked(question).Select(one => (at + 1, one)))];

    private static void AddCommands(NpgsqlParameterCollection parameters, (int Number, (string Caller, Guid CommandId) Asked)[] commands)
    {
        parameters.AddWithValue(Array.ConvertAll(commands, entry => entry.Number));
        parameters.AddWithValue(Array.ConvertAll(commands, entry => entry.Asked.Caller));
        var ids = Array.ConvertAll(commands, entry => entry.Asked.CommandId);
        parameters.AddWithValue(ids);
        AddBounds(parameters, ids);
    }

    private static void AddMail(NpgsqlParameterCollection parameters, (int Number, MailId Asked)[] mail)
    {
        parameters.AddWithValue(Array.ConvertAll(mail, entry => entry.Number));
        var days = Array.ConvertAll(mail, entry => entry.Asked.Day);
        parameters.AddWithValue(days);
        parameters.AddWithValue(Array.ConvertAll(mail, entry => entry.Asked.Number));
        AddBounds(parameters, days);
    }

    private static void AddTimers(NpgsqlParameterCollection parameters, (int Number, TimerKey Asked)[] timers)
    {
        parameters.AddWithValue(Array.ConvertAll(timers, entry => entry.Number));
        parameters.AddWithValue(Array.ConvertAll(timers, entry => entry.Asked.Grain.ToString()));
        parameters.AddWithValue(Array.ConvertAll(timers, entry => entry.Asked.Name));
        parameters.AddWithValue(Array.ConvertAll(timers, entry => entry.Asked.Generation));
    }

    private static void AddBounds<T>(NpgsqlParameterCollection parameters, T[] values)
        where T : struct
    {
        parameters.AddWithValue(values.DefaultIfEmpty().Min());
        parameters.AddWithValue(values.DefaultIfEmpty().Max());
    }

    private static GrainCheck With(GrainCheck answer, GrainId grain, NpgsqlDataReader row) => row.GetString(0) switch
    {
        "head" => answer with { Version = row.GetInt64(6) },
        "command" => answer with { Commands = answer.Commands.Add(Kept(row)) },
        "mail" => answer with { MailWaiting = answer.MailWaiting.Add(new(row.GetFieldValue<DateOnly>(7), row.GetInt64(6))) },
        "timer" => answer with { TimersSet = answer.TimersSet.Add(new(grain, row.GetString(3), row.GetInt64(6))) },
        var other => throw new System.Diagnostics.UnreachableException(other),
    };

    private static KeptCommand Kept(NpgsqlDataReader row) => new(
        row.GetString(3), row.GetGuid(4), AppendColumns.AsDigest(row.GetGuid(5)), GrainId.Parse(row.GetString(2)), row.GetInt64(6));
}
