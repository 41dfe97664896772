-- Which keys of the city have been used, by their fingerprints: a silo with another key file is told so at its start.
-- Row 0 stands for the look-up key. A retired key wraps nothing new.
CREATE TABLE city_key (
    id          int PRIMARY KEY,
    fingerprint bytea NOT NULL,
    since       timestamptz NOT NULL DEFAULT now(),
    retired_at  timestamptz
);

-- A person's data key, wrapped by a key of the city. Without "wrapped" nothing sealed for the person opens ever again.
CREATE TABLE person_key (
    person    uuid PRIMARY KEY,
    city_key  int NOT NULL,
    wrapped   bytea,
    made_at   timestamptz NOT NULL DEFAULT now(),
    erased_at timestamptz,
    erased_by text,
    purged_at timestamptz,
    CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL))
);
CREATE INDEX person_key_to_purge ON person_key (person) WHERE erased_at IS NOT NULL AND purged_at IS NULL;

-- From the keyed hash of a telephone number or another contact to its person.
CREATE TABLE person_lookup (
    hash   bytea PRIMARY KEY,
    person uuid NOT NULL
);
CREATE INDEX person_lookup_by_person ON person_lookup (person);

-- Who did what to whom. Each row's hash covers the one before, so that no row can be changed or taken out unseen.
CREATE TABLE audit (
    sequence bigint PRIMARY KEY,
    at       timestamptz NOT NULL,
    actor    text NOT NULL,
    action   text NOT NULL,
    subject  text NOT NULL,
    detail   jsonb NOT NULL,
    previous bytea NOT NULL,
    hash     bytea NOT NULL
);
CREATE INDEX audit_by_subject ON audit (subject, sequence);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is only ever appended to.';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
