-- What lists, search and the look for duplicates read: built from the journal by checkpoint, within a second of the
-- commit, so that nothing of it slows an act down. Each edition of the projection has partitions of its own: a new one
-- is built beside the old one, which goes on answering, and the old one is then dropped whole.

-- True once an edition has caught up for the first time.
ALTER TABLE projection_checkpoint ADD COLUMN live boolean NOT NULL DEFAULT false;

CREATE TABLE case_list (
    edition       int NOT NULL,
    id            text COLLATE "C" NOT NULL,
    version       bigint NOT NULL,
    number        text COLLATE "C" NOT NULL,
    stage         text COLLATE "C" NOT NULL,
    district      text COLLATE "C" NOT NULL,
    street        text COLLATE "C" NOT NULL,
    community     text COLLATE "C" NOT NULL,
    cell          text COLLATE "C" NOT NULL,
    category      text COLLATE "C" NOT NULL,
    department    text COLLATE "C" NOT NULL,
    holder        text COLLATE "C" NOT NULL,
    source        text COLLATE "C" NOT NULL,
    overdue       boolean NOT NULL,
    supervised    boolean NOT NULL DEFAULT false,
    urges         int NOT NULL DEFAULT 0,
    -- 2 under a shift leader's eyes, 1 urged, else 0.
    urgency       smallint GENERATED ALWAYS AS (CASE WHEN supervised THEN 2 WHEN urges > 0 THEN 1 ELSE 0 END) STORED,
    registered_at timestamptz NOT NULL,
    stage_since   timestamptz NOT NULL,
    due_at        timestamptz,
    closed_at     timestamptz,
    longitude     double precision,
    latitude      double precision,
    tile          bigint,
    PRIMARY KEY (edition, id)
) PARTITION BY LIST (edition);

-- One index for each list of docs/queues.md. Those of open cases stay small; those of all cases hold columns that
-- hardly ever change.
CREATE INDEX case_list_open ON case_list (registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_due ON case_list (due_at, id) WHERE closed_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX case_list_open_overdue ON case_list (registered_at, id) WHERE closed_at IS NULL AND overdue;
CREATE INDEX case_list_open_department ON case_list (department, registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_department_stage ON case_list (department, stage, registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_department_overdue ON case_list (department, registered_at, id) WHERE closed_at IS NULL AND overdue;
CREATE INDEX case_list_open_holder ON case_list (holder, stage_since, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_category ON case_list (category, registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_urgency ON case_list (urgency, registered_at, id) WHERE closed_at IS NULL AND urgency > 0;
CREATE INDEX case_list_open_district ON case_list (district, registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_street ON case_list (street, registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_community ON case_list (community, registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_district_stage ON case_list (district, stage, registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_street_stage ON case_list (street, stage, registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_community_stage ON case_list (community, stage, registered_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_list_all ON case_list (registered_at, id);
CREATE INDEX case_list_all_category ON case_list (category, registered_at, id);
CREATE INDEX case_list_all_department ON case_list (department, registered_at, id);
CREATE INDEX case_list_all_source ON case_list (source, registered_at, id);
CREATE INDEX case_list_all_district ON case_list (district, registered_at, id);
CREATE INDEX case_list_all_street ON case_list (street, registered_at, id);
CREATE INDEX case_list_all_community ON case_list (community, registered_at, id);
CREATE INDEX case_list_ended_stage ON case_list (stage, closed_at, id) WHERE closed_at IS NOT NULL;
-- Where duplicates are looked for.
CREATE INDEX case_list_open_tile ON case_list (tile, registered_at) WHERE closed_at IS NULL AND tile IS NOT NULL;

-- Written once per case. "words" holds first the areas that the cell lies in and spans of days as numbers, then keyed
-- hashes of words: those of texts that are not sealed, and behind the first "open_words" those of what a person said,
-- which go when the person is erased. One array, because the index goes through arrays one by one: apart, a search would
-- go through all cases with these words before it comes to those of a day.
CREATE TABLE case_text (
    edition       int NOT NULL,
    id            text COLLATE "C" NOT NULL,
    cell          text COLLATE "C" NOT NULL,
    category      text COLLATE "C" NOT NULL,
    registered_at timestamptz NOT NULL,
    person        uuid,
    open_words    int NOT NULL,
    words         bigint[] NOT NULL,
    longitude     double precision,
    latitude      double precision,
    tile          bigint,
    PRIMARY KEY (edition, id)
) PARTITION BY LIST (edition);
CREATE INDEX case_text_words ON case_text USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 1024);
CREATE INDEX case_text_person ON case_text (person) WHERE person IS NOT NULL;

CREATE FUNCTION case_list_ensure(wanted int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('gridcity.case_list'));
    EXECUTE format('CREATE TABLE IF NOT EXISTS case_list_%s PARTITION OF case_list FOR VALUES IN (%s) WITH (fillfactor = 85)', wanted, wanted);
    EXECUTE format('CREATE TABLE IF NOT EXISTS case_text_%s PARTITION OF case_text FOR VALUES IN (%s)', wanted, wanted);
END $$;

CREATE FUNCTION case_list_keep_only(wanted int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    part text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('gridcity.case_list'));
    FOR part IN SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent IN ('case_list'::regclass, 'case_text'::regclass)
                AND inhrelid::regclass::text NOT IN ('case_list_' || wanted, 'case_text_' || wanted) LOOP
        EXECUTE format('DROP TABLE %s', part);
    END LOOP;
END $$;

SELECT case_list_ensure(1);
