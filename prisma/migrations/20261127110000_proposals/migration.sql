-- What an analyst proposes for the reference lists, and what a reviewer made of it. The payload is the input of the write itself: accepting it
-- makes that write in the reviewer's name, so that nothing can be proposed that could not be written.

CREATE TABLE "proposal" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "reason" TEXT,
    "proposed_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "decision_reason" TEXT,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "proposal_state_id_idx" ON "proposal"("state", "id");
CREATE INDEX "proposal_proposed_by_id_idx" ON "proposal"("proposed_by_id");
CREATE INDEX "proposal_decided_by_id_idx" ON "proposal"("decided_by_id");
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_proposed_by_id_fkey" FOREIGN KEY ("proposed_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE proposal ADD CONSTRAINT proposal_state CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn'));
ALTER TABLE proposal ADD CONSTRAINT proposal_decided CHECK ((state = 'open') = (decided_by_id IS NULL) AND (state = 'open') = (decided_at IS NULL));
ALTER TABLE proposal ADD CONSTRAINT proposal_declined_why CHECK (state <> 'declined' OR decision_reason IS NOT NULL);

ALTER TABLE proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON proposal TO weir_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON proposal TO weir_app;
GRANT UPDATE (state, decided_by_id, decided_at, decision_reason) ON proposal TO weir_app;
GRANT USAGE ON SEQUENCE proposal_id_seq TO weir_app;
-- Who keeps the lists sees every proposal, everybody else their own.
CREATE POLICY shown ON proposal FOR SELECT TO weir_app
  USING (proposed_by_id = (SELECT current_setting('weir.user')::int) OR (SELECT current_setting('weir.role')) IN ('reviewer', 'operator', 'register'));
CREATE POLICY own_name ON proposal FOR INSERT TO weir_app
  WITH CHECK (proposed_by_id = (SELECT current_setting('weir.user')::int) AND state = 'open' AND (SELECT current_setting('weir.role')) IN ('analyst', 'operator'));
-- Decided once, in the own name: by who keeps the lists, or taken back by who made it.
CREATE POLICY decided_once ON proposal FOR UPDATE TO weir_app
  USING (state = 'open' AND (proposed_by_id = (SELECT current_setting('weir.user')::int) OR (SELECT current_setting('weir.role')) IN ('reviewer', 'operator')))
  WITH CHECK (decided_by_id = (SELECT current_setting('weir.user')::int)
    AND CASE state WHEN 'withdrawn' THEN proposed_by_id = (SELECT current_setting('weir.user')::int)
      WHEN 'open' THEN false ELSE (SELECT current_setting('weir.role')) IN ('reviewer', 'operator') END);

CREATE TRIGGER audit_insert AFTER INSERT ON proposal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '');
CREATE TRIGGER audit_update AFTER UPDATE ON proposal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '');
CREATE TRIGGER audit_delete AFTER DELETE ON proposal REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '');

-- Rows of the lists count their changes, so that who edits one sees that somebody else was faster.
ALTER TABLE transit_point ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE substance ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE coverage_period ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- What rests on a point or a substance, in kinds and without numbers: what the asker may not see rests on it all the same. Accounts name both
-- by slug, inside their JSON, in withdrawn reports and older versions too: a report must stay readable as it was written.
CREATE FUNCTION point_rests(int) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT 1 FROM case_file c WHERE c.transit_point_id = $1) THEN 'cases' END,
    CASE WHEN EXISTS (SELECT 1 FROM route_leg r WHERE r.point_id = $1)
      OR EXISTS (SELECT 1 FROM report_version v JOIN transit_point p ON p.id = $1
        WHERE v.account ->> 'point' = p.slug OR v.account @> jsonb_build_object('route', jsonb_build_array(jsonb_build_object('point', p.slug)))) THEN 'reports' END,
    CASE WHEN EXISTS (SELECT 1 FROM coverage_period c WHERE c.point_id = $1) THEN 'coverage' END,
    CASE WHEN EXISTS (SELECT 1 FROM nil_return n WHERE n.point_id = $1) THEN 'nils' END,
    CASE WHEN EXISTS (SELECT 1 FROM marker m WHERE m.point_id = $1) THEN 'markers' END,
    CASE WHEN EXISTS (SELECT 1 FROM transit_point c WHERE c.parent_id = $1) THEN 'points' END], NULL)
$$;
CREATE FUNCTION substance_rests(int) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT 1 FROM case_line l WHERE l.substance_id = $1) THEN 'cases' END,
    CASE WHEN EXISTS (SELECT 1 FROM report_version v JOIN substance s ON s.id = $1
      WHERE v.account @> jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('substance', s.slug)))) THEN 'reports' END,
    CASE WHEN EXISTS (SELECT 1 FROM conversion_factor f WHERE f.substance_id = $1) THEN 'factors' END], NULL)
$$;
REVOKE EXECUTE ON FUNCTION point_rests(int), substance_rests(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION point_rests(int), substance_rests(int) TO weir_app;
