-- A census on its way into the register. Filled and taken over piece by piece: readers of the journal stop at the oldest
-- running transaction, so none may last as long as a whole census does. What a crash empties is read again.
CREATE UNLOGGED TABLE component_staging (
    code       text COLLATE "C" PRIMARY KEY,
    category   text COLLATE "C" NOT NULL,
    cell       text COLLATE "C" NOT NULL,
    longitude  double precision NOT NULL,
    latitude   double precision NOT NULL,
    department text NOT NULL,
    condition  text NOT NULL
);
