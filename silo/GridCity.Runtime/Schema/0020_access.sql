-- Who may ask, and what a silo hands out. A token is kept as its hash: a copy of the database opens nothing.
CREATE TABLE access_token (
    id         uuid PRIMARY KEY,
    hash       bytea NOT NULL UNIQUE,
    person     text COLLATE "C" NOT NULL,
    role       text COLLATE "C" NOT NULL,
    unit       text COLLATE "C" NOT NULL,
    area       text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);

-- The next printed number not yet handed out. A silo takes a block; what it does not use is a gap, never a double.
CREATE TABLE number_block (
    name text COLLATE "C" PRIMARY KEY,
    next bigint NOT NULL
);
INSERT INTO number_block VALUES ('case', 1);

-- The cities loaded into this database: when first, and with which file last.
CREATE TABLE city (
    code       text COLLATE "C" PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now(),
    digest     text COLLATE "C" NOT NULL
);
