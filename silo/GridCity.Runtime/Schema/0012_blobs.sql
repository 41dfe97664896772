-- Photos and recordings, named by what they hold. Chunks are written one by one under an upload, so that a slow sender
-- keeps no transaction open: readers of the journal stop at the oldest one.

CREATE TABLE blob_upload (
    id    uuid PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE blob_chunk (
    upload uuid NOT NULL REFERENCES blob_upload (id) ON DELETE CASCADE,
    number int NOT NULL,
    body   bytea NOT NULL,
    PRIMARY KEY (upload, number)
);
-- Photos do not shrink any more: not worth trying.
ALTER TABLE blob_chunk ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE blob (
    hash      bytea PRIMARY KEY,
    size      bigint NOT NULL,
    upload    uuid NOT NULL UNIQUE REFERENCES blob_upload (id),
    stored_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE blob_reference (
    blob  bytea NOT NULL REFERENCES blob (hash),
    grain text COLLATE "C" NOT NULL,
    PRIMARY KEY (blob, grain)
);
CREATE INDEX blob_reference_by_grain ON blob_reference (grain);
