-- A reference is made before the event that names the blob; when that event was refused, nobody may ever name it. A
-- reference is proven once an event was found to name it, and taken back when after a while none does.
ALTER TABLE blob_reference ADD since timestamptz NOT NULL DEFAULT now(), ADD proven boolean NOT NULL DEFAULT false;
UPDATE blob_reference SET proven = true;
CREATE INDEX blob_reference_unproven ON blob_reference (since) WHERE NOT proven;
