-- Readings, positions and windows are not history: samples in day partitions that are dropped whole, and the newest
-- checkpoint of each grain that folds them.

CREATE TABLE sample (
    at     timestamptz NOT NULL,
    x      double precision NOT NULL,
    y      double precision,
    grain  text COLLATE "C" NOT NULL,
    series text COLLATE "C" NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX sample_by_series ON sample (grain, series, at);

CREATE TABLE state_checkpoint (
    grain    text COLLATE "C" PRIMARY KEY,
    version  bigint NOT NULL,
    format   int NOT NULL,
    body     bytea NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);

-- Many silos may ask for the same day at once.
CREATE FUNCTION sample_ensure(days date[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    one date;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('gridcity.sample'));
    FOREACH one IN ARRAY days LOOP
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF sample FOR VALUES FROM (%L) TO (%L)',
            'sample_' || to_char(one, 'YYYYMMDD'), one::timestamp AT TIME ZONE 'UTC', (one + 1)::timestamp AT TIME ZONE 'UTC');
    END LOOP;
END $$;

CREATE FUNCTION sample_drop(before date) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    part text;
    dropped int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('gridcity.sample'));
    FOR part IN SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'sample'::regclass
                AND to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') < before LOOP
        EXECUTE format('DROP TABLE %s', part);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
