namespace GridCity.Bench.Ceiling;

/// <summary>
/// The same rows into the same tables and indexes as the product's append, and nothing else: no lease, no
/// compare-and-set, no look-up of ids, no loser. What is left is what the database can write at most.
/// </summary>
internal static class PlainStatement
{
    public const string Sql =
        """
        WITH heads AS (
            INSERT INTO grain_head (grain, version, expected)
            SELECT * FROM unnest($2::text[], $4::bigint[], $3::bigint[])
            ON CONFLICT (grain) DO UPDATE SET version = excluded.version, expected = excluded.expected),
        stamp AS MATERIALIZED (SELECT pg_current_xact_id()::text::bigint AS xid),
        events AS (
            INSERT INTO journal (xid, version, grain, name, actor, body)
            SELECT stamp.xid, i.version, i.grain, i.name, i.actor, i.body
            FROM unnest($17::text[], $18::bigint[], $19::text[], $20::text[], $21::jsonb[])
                 AS i(grain, version, name, actor, body), stamp),
        kept AS (
            INSERT INTO command (id, digest, version, caller, grain)
            SELECT * FROM unnest($7::uuid[], $8::uuid[], $9::bigint[], $6::text[], $5::text[])),
        posted AS (
            INSERT INTO mail (day, number, source, target, name, body)
            SELECT * FROM unnest($23::date[], $24::bigint[], $22::text[], $25::text[], $26::text[], $27::jsonb[])),
        eaten AS (
            DELETE FROM mail WHERE day = ANY ($11) AND number = ANY ($12)),
        timers_set AS (
            INSERT INTO timer (grain, name, generation, due, command, body)
            SELECT * FROM unnest($28::text[], $29::text[], $30::bigint[], $31::timestamptz[], $32::text[], $33::jsonb[])
            ON CONFLICT (grain, name) DO UPDATE SET generation = excluded.generation, due = excluded.due,
                command = excluded.command, body = excluded.body),
        timers_gone AS (
            DELETE FROM timer WHERE grain = ANY ($34)),
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
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, stage = excluded.stage, cell = excluded.cell,
                category = excluded.category, department = excluded.department, holder = excluded.holder,
                overdue = excluded.overdue, stage_since = excluded.stage_since, due_at = excluded.due_at,
                closed_at = excluded.closed_at),
        numbers AS (
            INSERT INTO case_number (number, id) SELECT * FROM unnest($52::text[], $53::text[])),
        deltas AS (
            INSERT INTO statistic_delta (xid, day, amount, cell, category, measure)
            SELECT stamp.xid, i.day, i.amount, i.cell, i.category, i.measure
            FROM unnest($54::text[], $55::date[], $56::int[], $57::text[], $58::text[], $59::text[])
                 AS i(grain, day, amount, cell, category, measure)
            CROSS JOIN stamp)
        SELECT 1
        """;
}
