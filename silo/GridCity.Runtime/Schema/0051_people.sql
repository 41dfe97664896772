-- Who works on the city. A user holds posts; a token is for one post and works while user, post and token do.
CREATE TABLE user_account (
    id          text COLLATE "C" PRIMARY KEY,
    label       text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    disabled_at timestamptz
);

-- "areas" are beginnings of cell codes; none is the whole city.
CREATE TABLE user_post (
    id         uuid PRIMARY KEY,
    user_id    text COLLATE "C" NOT NULL REFERENCES user_account (id),
    role       text COLLATE "C" NOT NULL,
    unit       text COLLATE "C" NOT NULL,
    areas      text[] COLLATE "C" NOT NULL,
    sees_phone boolean NOT NULL,
    granted_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
CREATE UNIQUE INDEX user_post_once ON user_post (user_id, role, unit, areas) WHERE revoked_at IS NULL;

-- Tokens that were made before there were users: each of their persons becomes one, with what the tokens let them do.
INSERT INTO user_account (id, label) SELECT DISTINCT person, '' FROM access_token;
INSERT INTO user_post (id, user_id, role, unit, areas, sees_phone)
SELECT gen_random_uuid(), person, role, unit, CASE area WHEN '' THEN '{}' ELSE ARRAY[area] END,
    role IN ('agent', 'clerk', 'administrator')
FROM (SELECT DISTINCT person, role, unit, area FROM access_token) t;
ALTER TABLE access_token ADD post uuid REFERENCES user_post (id);
UPDATE access_token t SET post = p.id FROM user_post p
WHERE (p.user_id, p.role, p.unit) = (t.person, t.role, t.unit)
    AND p.areas = CASE t.area WHEN '' THEN '{}' ELSE ARRAY[t.area] END;
ALTER TABLE access_token ALTER post SET NOT NULL,
    DROP COLUMN person, DROP COLUMN role, DROP COLUMN unit, DROP COLUMN area;
CREATE INDEX access_token_by_post ON access_token (post);
