-- What Orleans' ADO.NET providers ask for: who is in the cluster, and the state of its own storage. They read their
-- statements from OrleansQuery by key and bind parameters and columns by name; keys and names are therefore theirs,
-- everything else is ours.

CREATE TABLE orleansquery (
    querykey  text PRIMARY KEY,
    querytext text NOT NULL
);

-- The membership of a cluster changes one step at a time: every change names the version that it was decided on.
CREATE TABLE orleans_cluster (
    id      text COLLATE "C" PRIMARY KEY,
    version int NOT NULL DEFAULT 0
);

CREATE TABLE orleans_silo (
    cluster      text COLLATE "C" NOT NULL REFERENCES orleans_cluster,
    address      text COLLATE "C" NOT NULL,
    port         int NOT NULL,
    generation   int NOT NULL,
    name         text NOT NULL,
    host         text NOT NULL,
    status       int NOT NULL,
    gateway_port int NOT NULL,
    suspicions   text,
    started_at   timestamptz NOT NULL,
    alive_at     timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
);

-- The hashes come first: two integers tell nearly all rows apart. No column but those of the key is indexed, and room
-- is left, so that a new version of a state stays on its page.
CREATE TABLE orleans_state (
    id_hash    int NOT NULL,
    type_hash  int NOT NULL,
    id_high    bigint NOT NULL,
    id_low     bigint NOT NULL,
    extension  text COLLATE "C" NOT NULL,
    type       text COLLATE "C" NOT NULL,
    service    text COLLATE "C" NOT NULL,
    version    int NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    payload    bytea,
    PRIMARY KEY (id_hash, type_hash, id_high, id_low, extension, type, service)
) WITH (fillfactor = 70);

-- Each change is one statement: the cluster's version moves only if nobody moved it meanwhile, and the silo's row is
-- written only if it moved. They answer whether it did.
CREATE FUNCTION orleans_join(of_cluster text, seen int, joining orleans_silo) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM orleans_silo s WHERE (s.cluster, s.address, s.port, s.generation)
               = (of_cluster, joining.address, joining.port, joining.generation)) THEN
        RETURN false;
    END IF;
    UPDATE orleans_cluster SET version = seen + 1 WHERE id = of_cluster AND version = seen;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO orleans_silo SELECT joining.*;
    RETURN true;
END $$;

-- Gives the new version, or nothing when another writer was first.
CREATE FUNCTION orleans_state_write(
    of_id_hash int, of_id_high bigint, of_id_low bigint, of_type_hash int, of_type text, of_extension text, of_service text,
    seen int, written bytea) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    made int;
BEGIN
    IF seen IS NULL THEN
        INSERT INTO orleans_state (id_hash, type_hash, id_high, id_low, extension, type, service, version, payload)
        VALUES (of_id_hash, of_type_hash, of_id_high, of_id_low, coalesce(of_extension, ''), of_type, of_service, 1, written)
        ON CONFLICT DO NOTHING RETURNING version INTO made;
    ELSE
        UPDATE orleans_state s SET version = seen + 1, written_at = now(), payload = written
        WHERE s.id_hash = of_id_hash AND s.type_hash = of_type_hash AND s.id_high = of_id_high AND s.id_low = of_id_low
          AND s.extension = coalesce(of_extension, '') AND s.type = of_type AND s.service = of_service AND s.version = seen
        RETURNING s.version INTO made;
    END IF;
    RETURN made;
END $$;

-- The membership as rows: one with the version alone when the cluster has no such silo.
CREATE VIEW orleans_membership AS
SELECT c.id AS cluster, c.version AS version, s.address AS address, s.port AS port, s.generation AS generation,
       s.name AS siloname, s.host AS hostname, s.status AS status, s.gateway_port AS proxyport, s.suspicions AS suspecttimes,
       s.started_at AS starttime, s.alive_at AS iamalivetime
FROM orleans_cluster c LEFT JOIN orleans_silo s ON s.cluster = c.id;

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $q$
    WITH made AS (INSERT INTO orleans_cluster (id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING id)
    SELECT EXISTS (SELECT FROM made)
$q$),
('InsertMembershipKey', $q$
    SELECT orleans_join(@DeploymentId, @Version, ROW(@DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName,
        @Status, @ProxyPort, NULL, @StartTime, @IAmAliveTime)::orleans_silo)
$q$),
('UpdateMembershipKey', $q$
    WITH moved AS (
        UPDATE orleans_cluster SET version = version + 1 WHERE id = @DeploymentId AND version = @Version RETURNING id),
    changed AS (
        UPDATE orleans_silo s SET status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime FROM moved
        WHERE s.cluster = moved.id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
        RETURNING s.port)
    SELECT EXISTS (SELECT FROM changed)
$q$),
('UpdateIAmAlivetimeKey', $q$
    UPDATE orleans_silo SET alive_at = @IAmAliveTime
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$q$),
('MembershipReadRowKey', $q$
    SELECT c.version, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes,
           m.starttime, m.iamalivetime
    FROM orleans_cluster c LEFT JOIN orleans_membership m
        ON m.cluster = c.id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    WHERE c.id = @DeploymentId
$q$),
('MembershipReadAllKey', $q$
    SELECT version, address, port, generation, siloname, hostname, status, proxyport, suspecttimes, starttime, iamalivetime
    FROM orleans_membership WHERE cluster = @DeploymentId
$q$),
('GatewaysQueryKey', $q$
    SELECT address, proxyport, generation FROM orleans_membership
    WHERE cluster = @DeploymentId AND status = @Status AND proxyport > 0
$q$),
-- 3 is an active silo: one whose host is only slow to say so must not vanish.
('CleanupDefunctSiloEntriesKey', $q$
    DELETE FROM orleans_silo WHERE cluster = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3
$q$),
('DeleteMembershipTableEntriesKey', $q$
    WITH gone AS (DELETE FROM orleans_silo WHERE cluster = @DeploymentId)
    DELETE FROM orleans_cluster WHERE id = @DeploymentId
$q$),
('WriteToStorageKey', $q$
    SELECT orleans_state_write(@GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString,
        @GrainIdExtensionString, @ServiceId, @GrainStateVersion, @PayloadBinary) AS newgrainstateversion
$q$),
('ReadFromStorageKey', $q$
    SELECT payload AS payloadbinary, version FROM orleans_state
    WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND id_high = @GrainIdN0 AND id_low = @GrainIdN1
      AND extension = coalesce(@GrainIdExtensionString, '') AND type = @GrainTypeString AND service = @ServiceId
$q$),
('ClearStorageKey', $q$
    SELECT orleans_state_write(@GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString,
        @GrainIdExtensionString, @ServiceId, @GrainStateVersion, NULL) AS newgrainstateversion
$q$),
('DeleteStorageKey', $q$
    DELETE FROM orleans_state
    WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND id_high = @GrainIdN0 AND id_low = @GrainIdN1
      AND extension = coalesce(@GrainIdExtensionString, '') AND type = @GrainTypeString AND service = @ServiceId
      AND version = @GrainStateVersion
    RETURNING version + 1 AS newgrainstateversion
$q$);
