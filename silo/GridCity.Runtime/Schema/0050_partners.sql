-- Which departments help at which cases and are not done: a few rows, built from the events that say so.
CREATE TABLE case_partner (
    version    int NOT NULL,
    department text COLLATE "C" NOT NULL,
    since      timestamptz NOT NULL,
    case_id    text COLLATE "C" NOT NULL,
    PRIMARY KEY (version, case_id, department)
);
CREATE INDEX case_partner_queue ON case_partner (version, department, since, case_id);

-- Few cases have helpers, so that their projection need not read all the others' events.
CREATE INDEX journal_partners_in_commit_order ON journal (xid, position)
    WHERE name IN (
        'case.partner-involved.v1', 'case.partner-done.v1', 'case.partner-dismissed.v1', 'case.returned-to-dispatcher.v1');
