-- A silo that was killed stays "active" in the table until an active one has found it dead. When all are dead, nobody
-- does, and a silo that starts would wait for them in vain: so it may declare one dead itself that has not signed for a
-- while. The cluster's row is locked first, as by every change of the membership.
CREATE FUNCTION orleans_bury(of_cluster text, of_address text, of_port int, of_generation int, silent interval)
    RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM orleans_cluster WHERE id = of_cluster FOR UPDATE;
    -- 3 is an active silo, 6 a dead one. It may have signed since it was looked at.
    UPDATE orleans_silo SET status = 6
    WHERE (cluster, address, port, generation) = (of_cluster, of_address, of_port, of_generation)
      AND status = 3 AND alive_at < now() - silent;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE orleans_cluster SET version = version + 1 WHERE id = of_cluster;
    RETURN true;
END $$;
