using NpgsqlTypes;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>
/// One statement per batch of appends. First the heads, in key order so that two silos never wait for each other in a
/// circle; a grain's head moves only while what the append rests on is still there. Everything else is written for the
/// winners. A data-modifying WITH sees one snapshot, but the head's compare-and-set sees the newest version: whoever
/// consumed the same mail or timer meanwhile has moved that head, so the check by snapshot is exact.
/// </summary>
internal static class AppendStatement
{
    /// <summary>Returned instead of a grain when this silo's epoch is no longer the lease's.</summary>
    public const string Fenced = "";

    /// <summary>
    /// The plan is made once, perhaps while the tables are empty, and must still be right a year later: no scans, no
    /// merges, and the statement itself keeps the tables out of joins (<c>OFFSET 0</c>, <c>= ANY (ARRAY(…))</c>), because
    /// a join that reads a whole index looks cheap to a planner that knows an empty table.
    /// </summary>
    public const string ConnectionSettings =
        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_mergejoin = off; " +
        "SET synchronous_commit = on; SET TimeZone = 'UTC'";

    /// <summary>
    /// Looks first: an append loses when its command's id is kept, its mail is gone, or its grain has no head. Never
    /// wrong, and a fifth of what the database does for a batch.
    /// </summary>
    public const string Looking = Input + LookingFirst + Written + Answered;

    /// <summary>
    /// Writes at once and looks at what it wrote: if anything was not as the batch rests on, the whole batch fails
    /// (unique_violation, serialization_failure) and nothing is written; <see cref="Looking"/> then finds the losers.
    /// </summary>
    public const string Trusting = Input + TrustingFirst + Written + Answered + Proven;

    private const string Input =
        """
        WITH held AS (SELECT FROM lease WHERE name = 'silo' AND epoch = $1 FOR SHARE),
        stamp AS MATERIALIZED (SELECT pg_current_xact_id()::text::bigint AS xid),
        asked AS (SELECT * FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS t(grain, expected, next)),
        kept_in AS (SELECT * FROM unnest($5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::bigint[])
                    AS t(grain, caller, id, digest, version)),
        eaten_in AS (SELECT * FROM unnest($10::text[], $11::date[], $12::bigint[]) AS t(grain, day, number)),
        fired_in AS (SELECT * FROM unnest($13::text[], $14::text[], $15::bigint[], $16::boolean[])
                     AS t(grain, name, generation, gone)),
        stopped AS (
            SELECT i.grain FROM fired_in i
            WHERE NOT EXISTS (SELECT FROM timer t WHERE t.grain = i.grain AND t.name = i.name
                              AND t.generation = i.generation OFFSET 0)),

        """;

    private const string LookingFirst =
        """
        spent AS (
            SELECT i.grain FROM kept_in i
            WHERE EXISTS (SELECT FROM command c WHERE c.id = i.id AND c.caller = i.caller
                          AND c.id BETWEEN $60 AND $61 OFFSET 0)
            UNION ALL
            SELECT i.grain FROM eaten_in i
            WHERE NOT EXISTS (SELECT FROM mail m WHERE m.day = i.day AND m.number = i.number
                              AND m.day BETWEEN $62 AND $63 OFFSET 0)
            UNION ALL
            SELECT grain FROM stopped),
        won AS (
            INSERT INTO grain_head (grain, version, expected)
            SELECT grain, next, expected FROM asked
            WHERE ($1 = 0 OR EXISTS (SELECT FROM held)) AND grain NOT IN (SELECT grain FROM spent)
              AND (expected = 0 OR EXISTS (SELECT FROM grain_head h WHERE h.grain = asked.grain OFFSET 0))
            ORDER BY grain
            ON CONFLICT (grain) DO UPDATE SET version = excluded.version, expected = excluded.expected
            WHERE grain_head.version = excluded.expected
            RETURNING grain),

        """;

    private const string TrustingFirst =
        """
        won AS (
            INSERT INTO grain_head (grain, version, expected)
            SELECT grain, next, expected FROM asked
            WHERE ($1 = 0 OR EXISTS (SELECT FROM held)) AND grain NOT IN (SELECT grain FROM stopped)
            ORDER BY grain
            ON CONFLICT (grain) DO UPDATE SET version = excluded.version, expected = excluded.expected
            WHERE grain_head.version = excluded.expected
            RETURNING grain, expected <> 0 AND xmax = 0 AS is_headless),

        """;

    private const string Written =
        """
        events AS (
            INSERT INTO journal (xid, version, grain, name, actor, body)
            SELECT stamp.xid, i.version, i.grain, i.name, i.actor, i.body
            FROM unnest($17::text[], $18::bigint[], $19::text[], $20::text[], $21::jsonb[])
                 AS i(grain, version, name, actor, body)
            JOIN won USING (grain) CROSS JOIN stamp),
        kept AS (
            INSERT INTO command (id, digest, version, caller, grain)
            SELECT i.id, i.digest, i.version, i.caller, i.grain FROM kept_in i JOIN won USING (grain)),
        posted AS (
            INSERT INTO mail (day, number, source, target, name, body)
            SELECT i.day, i.number, i.grain, i.target, i.name, i.body
            FROM unnest($22::text[], $23::date[], $24::bigint[], $25::text[], $26::text[], $27::jsonb[])
                 AS i(grain, day, number, target, name, body)
            JOIN won USING (grain)),
        eaten AS (
            DELETE FROM mail
            WHERE day BETWEEN $62 AND $63 AND day = ANY (ARRAY(SELECT DISTINCT day FROM eaten_in))
              AND number = ANY (ARRAY(SELECT number FROM eaten_in JOIN won USING (grain)))
            RETURNING number),
        timers_set AS (
            INSERT INTO timer (grain, name, generation, due, command, body)
            SELECT i.grain, i.name, i.generation, i.due, i.command, i.body
            FROM unnest($28::text[], $29::text[], $30::bigint[], $31::timestamptz[], $32::text[], $33::jsonb[])
                 AS i(grain, name, generation, due, command, body)
            JOIN won USING (grain)
            ON CONFLICT (grain, name) DO UPDATE SET generation = excluded.generation, due = excluded.due,
                command = excluded.command, body = excluded.body),
        gone AS (
            SELECT grain, name FROM (
                SELECT grain, name FROM fired_in WHERE gone
                UNION ALL SELECT * FROM unnest($34::text[], $35::text[])) AS i(grain, name) JOIN won USING (grain)),
        timers_gone AS (
            DELETE FROM timer
            WHERE grain = ANY (ARRAY(SELECT grain FROM gone)) AND (grain, name) IN (SELECT grain, name FROM gone)),
        case_rows AS (
            INSERT INTO case_row (id, version, number, stage, cell, category, department, holder, source, overdue,
                                  registered_at, stage_since, due_at, closed_at)
            SELECT i.id, i.version, i.number, i.stage, i.cell, i.category, i.department, i.holder, i.source, i.overdue,
                   i.registered_at, i.stage_since, i.due_at, i.closed_at
            FROM unnest($36::text[], $37::text[], $38::bigint[], $39::text[], $40::text[], $41::text[], $42::text[],
                        $43::text[], $44::text[], $45::text[], $46::boolean[], $47::timestamptz[], $48::timestamptz[],
                        $49::timestamptz[], $50::timestamptz[])
                 AS i(grain, id, version, number, stage, cell, category, department, holder, source, overdue,
                      registered_at, stage_since, due_at, closed_at)
            JOIN won USING (grain)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, stage = excluded.stage, cell = excluded.cell,
                category = excluded.category, department = excluded.department, holder = excluded.holder,
                overdue = excluded.overdue, stage_since = excluded.stage_since, due_at = excluded.due_at,
                closed_at = excluded.closed_at),
        numbers AS (
            INSERT INTO case_number (number, id)
            SELECT i.number, i.id FROM unnest($51::text[], $52::text[], $53::text[]) AS i(grain, number, id)
            JOIN won USING (grain)),
        deltas AS (
            INSERT INTO statistic_delta (xid, day, amount, cell, category, measure)
            SELECT stamp.xid, i.day, i.amount, i.cell, i.category, i.measure
            FROM unnest($54::text[], $55::date[], $56::int[], $57::text[], $58::text[], $59::text[])
                 AS i(grain, day, amount, cell, category, measure)
            JOIN won USING (grain) CROSS JOIN stamp)

        """;

    private const string Answered =
        """
        SELECT grain FROM won
        UNION ALL SELECT '' WHERE $1 <> 0 AND NOT EXISTS (SELECT FROM held)
        """;

    // "xmax" is 0 on a row that was inserted: a head that should have been there. Ids kept twice stop at their key.
    private const string Proven =
        """

        UNION ALL SELECT append_look_again()
        WHERE EXISTS (SELECT FROM won WHERE is_headless)
           OR (SELECT count(*) FROM eaten) <> (SELECT count(*) FROM eaten_in JOIN won USING (grain))
        """;

    /// <summary>Types of the parameters, in order; <see cref="AppendColumns"/> fills them.</summary>
    public static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Bigint,
        Text, Bigint, Bigint,
        Text, Text, Uuid, Uuid, Bigint,
        Text, Date, Bigint,
        Text, Text, Bigint, Boolean,
        Text, Bigint, Text, Text, Jsonb,
        Text, Date, Bigint, Text, Text, Jsonb,
        Text, Text, Bigint, Moment, Text, Jsonb,
        Text, Text,
        Text, Text, Bigint, Text, Text, Text, Text, Text, Text, Text, Boolean, Moment, Moment, Moment, Moment,
        Text, Text, Text,
        Text, Date, NpgsqlDbType.Array | NpgsqlDbType.Integer, Text, Text, Text,
        NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Date, NpgsqlDbType.Date,
    ];

    /// <summary>
    /// The last parameters: between which command ids and days of mail the batch lies. Only they let the server leave
    /// the other partitions out before it begins; looking into sixty costs it more than the rows of a small batch.
    /// </summary>
    public const int BoundsCount = 4;

    private const NpgsqlDbType Text = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Bigint = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
    private const NpgsqlDbType Uuid = NpgsqlDbType.Array | NpgsqlDbType.Uuid;
    private const NpgsqlDbType Date = NpgsqlDbType.Array | NpgsqlDbType.Date;
    private const NpgsqlDbType Boolean = NpgsqlDbType.Array | NpgsqlDbType.Boolean;
    private const NpgsqlDbType Jsonb = NpgsqlDbType.Array | NpgsqlDbType.Jsonb;
    private const NpgsqlDbType Moment = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
}
