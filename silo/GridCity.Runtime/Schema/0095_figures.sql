-- What happened in each hour, per area of every level: what cockpits show beside what is open. Built from the journal by
-- checkpoint, so that nothing of it slows an act down. "kind" 0 counts all cases, 1 those of a source and 2 those of a
-- department, each under its "key"; cells have only kind 0.
CREATE TABLE figure_hour (
    edition         int NOT NULL,
    kind            smallint NOT NULL,
    digits          smallint NOT NULL,
    area            text COLLATE "C" NOT NULL,
    key             text COLLATE "C" NOT NULL,
    hour            timestamptz NOT NULL,
    registered      int NOT NULL,
    filed           int NOT NULL,
    dispatched      int NOT NULL,
    handled         int NOT NULL,
    handled_late    int NOT NULL,
    reworked        int NOT NULL,
    closed          int NOT NULL,
    closed_late     int NOT NULL,
    ended_otherwise int NOT NULL,
    went_overdue    int NOT NULL,
    open_change     int NOT NULL,
    overdue_change  int NOT NULL,
    PRIMARY KEY (edition, kind, digits, area, key, hour)
) WITH (fillfactor = 85);

-- Which open cases are counted as overdue: so that each is taken off once, however it ends.
CREATE TABLE figure_overdue (
    edition int NOT NULL,
    id      text COLLATE "C" NOT NULL,
    PRIMARY KEY (edition, id)
);
