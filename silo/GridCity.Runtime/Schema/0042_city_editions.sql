-- Every state of the city's folder that this database has served, in order. "files" holds the whole folder, zipped, of one
-- that was applied to the running city: silos read it there, and go on with it when they start again with an older folder.
CREATE TABLE city_edition (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest     text COLLATE "C" NOT NULL,
    edition    text NOT NULL,
    files      bytea,
    entered_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX city_edition_by_digest ON city_edition (digest, number);
