-- Every transaction begins by asking on which RED cases' teams its viewer is. Everybody who logged a case is on its team, so the answer was
-- looked for among all cases that one ever wrote. It is kept beside the teams now: only members of RED cases, by user, read from the index
-- alone. Triggers keep it; no role that a transaction enters may write it.

CREATE TABLE "red_case_member" (
  "user_id" INTEGER NOT NULL,
  "case_id" INTEGER NOT NULL,
  CONSTRAINT "red_case_member_pkey" PRIMARY KEY ("user_id", "case_id"),
  CONSTRAINT "red_case_member_case_id_user_id_fkey" FOREIGN KEY ("case_id", "user_id") REFERENCES "case_member"("case_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "red_case_member_case_id_idx" ON "red_case_member"("case_id");
ALTER TABLE red_case_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE red_case_member FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON red_case_member TO weir_owner USING (true) WITH CHECK (true);

INSERT INTO red_case_member (user_id, case_id)
  SELECT m.user_id, m.case_id FROM case_member m JOIN case_file c ON c.id = m.case_id WHERE c.handling = 'red';

CREATE FUNCTION note_red_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  -- Whoever makes the case RED meanwhile has not seen this member: wait for them, then look.
  PERFORM 1 FROM case_file c WHERE c.id IN (SELECT n.case_id FROM new_rows n) FOR SHARE;
  INSERT INTO red_case_member (user_id, case_id)
    SELECT n.user_id, n.case_id FROM new_rows n JOIN case_file c ON c.id = n.case_id WHERE c.handling = 'red'
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER note_red AFTER INSERT ON case_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_red_member();

CREATE FUNCTION note_red_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  DELETE FROM red_case_member r WHERE r.case_id = NEW.id AND NEW.handling <> 'red';
  INSERT INTO red_case_member (user_id, case_id)
    SELECT m.user_id, m.case_id FROM case_member m WHERE m.case_id = NEW.id AND NEW.handling = 'red'
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER note_red AFTER UPDATE OF handling ON case_file FOR EACH ROW
  WHEN ((OLD.handling = 'red') IS DISTINCT FROM (NEW.handling = 'red')) EXECUTE FUNCTION note_red_case();
REVOKE EXECUTE ON FUNCTION note_red_member(), note_red_case() FROM PUBLIC;

-- A RED case is its own scope, its number made negative (case_file.scope_id).
CREATE OR REPLACE FUNCTION viewer_settings(u int) RETURNS TABLE (scopes text, agency text, role text, app_role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(CASE
      WHEN w.role IN ('viewer', 'analyst', 'reviewer') THEN
        ARRAY[0, 1000000 + w.agency_id, 2000000 + w.agency_id] || ARRAY(SELECT -r.case_id FROM red_case_member r WHERE r.user_id = w.id)
      WHEN w.role IN ('operator', 'register') THEN
        ARRAY[0] || ARRAY(SELECT 1000000 + a.id FROM agency a) || ARRAY(SELECT 2000000 + a.id FROM agency a)
        || ARRAY(SELECT -c.id FROM case_file c WHERE c.handling = 'red')
    END, '{}')::text, w.agency_id::text, w.role, 'weir_app'
  FROM app_user w WHERE w.id = u AND w.active
$$;
