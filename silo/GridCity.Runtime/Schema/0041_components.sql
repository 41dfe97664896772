-- The register of components 部件 as the last census left it. What is gone keeps its row, because cases name it.

CREATE TABLE component (
    code       text COLLATE "C" PRIMARY KEY,
    category   text COLLATE "C" NOT NULL,
    cell       text COLLATE "C" NOT NULL,
    longitude  double precision NOT NULL,
    latitude   double precision NOT NULL,
    department text NOT NULL,
    condition  text NOT NULL,
    since      timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz
);
-- "Nearest of a category" reads a band of latitude of one category: some hundred entries of half a million.
CREATE INDEX component_by_place ON component (category, latitude, longitude) WHERE removed_at IS NULL;

-- What a later census changed: the component as it was before. The first census writes none.
CREATE TABLE component_change (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code       text COLLATE "C" NOT NULL,
    at         timestamptz NOT NULL DEFAULT now(),
    kind       text NOT NULL,
    edition    text NOT NULL,
    category   text NOT NULL,
    cell       text NOT NULL,
    longitude  double precision NOT NULL,
    latitude   double precision NOT NULL,
    department text NOT NULL,
    condition  text NOT NULL
);
CREATE INDEX component_change_by_code ON component_change (code, number);

CREATE TABLE component_census (
    digest  text PRIMARY KEY,
    edition text NOT NULL,
    at      timestamptz NOT NULL DEFAULT now(),
    number  bigint GENERATED ALWAYS AS IDENTITY
);
