-- Partitions are made ahead of time and dropped when nothing in them can be asked for again. Both functions may be
-- called by every silo at any time.

CREATE FUNCTION uuid_floor(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

CREATE FUNCTION partition_ensure(now timestamptz, days_kept int, days_ahead int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    start timestamptz;
    week interval := interval '7 days';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('gridcity.partition'));
    FOR start IN SELECT generate_series(date_trunc('month', now, 'UTC'), now + interval '2 months', interval '1 month') LOOP
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF journal FOR VALUES FROM (%L) TO (%L)',
            'journal_' || to_char(start AT TIME ZONE 'UTC', 'YYYYMM'), start, date_trunc('month', start + interval '32 days', 'UTC'));
    END LOOP;
    FOR start IN SELECT generate_series(date_bin(week, now - make_interval(days => days_kept), 'epoch'),
                                        now + make_interval(days => days_ahead), week) LOOP
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF command FOR VALUES FROM (%L) TO (%L)',
            'command_' || to_char(start AT TIME ZONE 'UTC', 'YYYYMMDD'), uuid_floor(start), uuid_floor(start + week));
    END LOOP;
    FOR start IN SELECT generate_series(date_trunc('day', now, 'UTC') - interval '1 day',
                                        now + make_interval(days => days_ahead), interval '1 day') LOOP
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF mail FOR VALUES FROM (%L) TO (%L)',
            'mail_' || to_char(start AT TIME ZONE 'UTC', 'YYYYMMDD'),
            (start AT TIME ZONE 'UTC')::date, (start AT TIME ZONE 'UTC')::date + 1);
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF statistic_delta FOR VALUES FROM (%L) TO (%L)',
            'statistic_delta_' || to_char(start AT TIME ZONE 'UTC', 'YYYYMMDD'),
            (start AT TIME ZONE 'UTC')::date, (start AT TIME ZONE 'UTC')::date + 1);
    END LOOP;
END $$;

CREATE FUNCTION partition_drop(now timestamptz, days_kept int) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    part record;
    waiting boolean;
    ends date;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('gridcity.partition'));
    FOR part IN SELECT inhparent::regclass::text AS parent, inhrelid::regclass::text AS name
                FROM pg_inherits WHERE inhparent::regclass::text IN ('command', 'mail', 'statistic_delta') LOOP
        ends := to_date(right(part.name, 8), 'YYYYMMDD') + CASE part.parent WHEN 'command' THEN 7 ELSE 1 END;
        CONTINUE WHEN ends >= (now AT TIME ZONE 'UTC')::date - CASE part.parent WHEN 'command' THEN days_kept ELSE 2 END;
        -- Mail that still waits and deltas not yet folded keep their partition, however old.
        IF part.parent = 'mail' THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', part.name) INTO waiting;
        ELSIF part.parent = 'statistic_delta' THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM %s d, statistic_mark m WHERE (d.xid, d.position) > (m.xid, m.position))',
                part.name) INTO waiting;
        ELSE
            waiting := false;
        END IF;
        CONTINUE WHEN waiting;
        EXECUTE format('DROP TABLE %s', part.name);
        RETURN NEXT part.name;
    END LOOP;
END $$;

SELECT partition_ensure(now(), 31, 8);
