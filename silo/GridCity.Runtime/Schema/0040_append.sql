-- A case's printed number never changes, and its row changes with every act: with the number's index on the row, each act
-- would write that index anew. So the number has a table that is only added to, and the row keeps the indexes of the
-- queues that move with it. Lists by place and time are read elsewhere, from what follows the journal.
CREATE TABLE case_number (
    number text COLLATE "C" PRIMARY KEY,
    id     text COLLATE "C" NOT NULL
);
INSERT INTO case_number (number, id) SELECT number, id FROM case_row;
DROP INDEX case_row_by_number;
DROP INDEX case_row_by_cell;

-- Called by the statement of a batch that rests on something that is not so: nothing of it is written.
CREATE FUNCTION append_look_again() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'mail or a head that the batch rests on is gone' USING ERRCODE = 'serialization_failure';
END $$;
