-- How people sign in. A password is kept as its hash, the secret of the second factor sealed with a key of the city's key
-- file: a copy of the database opens nothing. "second_factor_step" is the last step whose code was used: each works once.
CREATE TABLE sign_in_account (
    user_id            text COLLATE "C" PRIMARY KEY REFERENCES user_account (id),
    password           text,
    second_factor      bytea,
    second_factor_step bigint NOT NULL DEFAULT 0
);

-- Tries that did not succeed, also of accounts that do not exist. Before "next_at" none is looked at.
CREATE TABLE sign_in_attempt (
    account  text COLLATE "C" PRIMARY KEY,
    failures int NOT NULL,
    next_at  timestamptz NOT NULL
);

-- A session is kept as the hash of what its cookie holds. Times are the silos', which agree with the database's.
CREATE TABLE web_session (
    hash       bytea PRIMARY KEY,
    user_id    text COLLATE "C" NOT NULL REFERENCES user_account (id),
    post       uuid NOT NULL REFERENCES user_post (id),
    created_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
);
CREATE INDEX web_session_by_user ON web_session (user_id);
