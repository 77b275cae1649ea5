-- What was decided about a case beside its reports' versions: which report it rests on, and which came from or went to another case.
-- Append-only, as the decisions beside a version are. A move is two rows, one per case, so that each is seen with its own case.
CREATE TABLE "case_decision" (
  "id" SERIAL NOT NULL,
  "case_id" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "report_id" UUID NOT NULL,
  "other_case_id" INTEGER,
  "was_principal" BOOLEAN NOT NULL DEFAULT false,
  "undoes_id" INTEGER,
  "decided_by_id" INTEGER NOT NULL,
  "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "reason" TEXT NOT NULL,
  CONSTRAINT "case_decision_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "case_decision_case_id_id_idx" ON "case_decision"("case_id", "id");
CREATE INDEX "case_decision_report_id_idx" ON "case_decision"("report_id");
CREATE INDEX "case_decision_other_case_id_idx" ON "case_decision"("other_case_id");
CREATE UNIQUE INDEX "case_decision_undoes_id_kind_key" ON "case_decision"("undoes_id", "kind");
CREATE INDEX "case_decision_decided_by_id_idx" ON "case_decision"("decided_by_id");
ALTER TABLE "case_decision" ADD CONSTRAINT "case_decision_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "case_decision" ADD CONSTRAINT "case_decision_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "case_decision" ADD CONSTRAINT "case_decision_other_case_id_fkey" FOREIGN KEY ("other_case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "case_decision" ADD CONSTRAINT "case_decision_undoes_id_fkey" FOREIGN KEY ("undoes_id") REFERENCES "case_decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "case_decision" ADD CONSTRAINT "case_decision_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE case_decision ADD CONSTRAINT case_decision_kind CHECK (kind IN ('principal', 'moved-in', 'moved-out'));
ALTER TABLE case_decision ADD CONSTRAINT case_decision_reason CHECK (reason <> '');
ALTER TABLE case_decision ADD CONSTRAINT case_decision_other CHECK ((kind = 'principal') = (other_case_id IS NULL) AND other_case_id <> case_id);

-- A case whose last report went to another one: its reference leads there.
ALTER TABLE "case_file" ADD COLUMN "resolves_to_id" INTEGER;
CREATE INDEX "case_file_resolves_to_id_idx" ON "case_file"("resolves_to_id");
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_resolves_to_id_fkey" FOREIGN KEY ("resolves_to_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE case_file ADD CONSTRAINT case_file_not_itself CHECK (resolves_to_id <> id);

ALTER TABLE case_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON case_decision TO weir_owner USING (true) WITH CHECK (true);
CREATE POLICY scope ON case_decision TO weir_app USING (EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_decision.case_id));
CREATE POLICY writers_insert ON case_decision AS RESTRICTIVE FOR INSERT TO weir_app
  WITH CHECK ((SELECT current_setting('weir.role')) IN ('analyst', 'reviewer', 'operator', 'register'));
CREATE POLICY own_name ON case_decision AS RESTRICTIVE FOR INSERT TO weir_app
  WITH CHECK (decided_by_id = (SELECT current_setting('weir.user')::int));
GRANT SELECT, INSERT ON case_decision TO weir_app;
GRANT USAGE ON SEQUENCE case_decision_id_seq TO weir_app;
GRANT UPDATE (resolves_to_id) ON case_file TO weir_app;
CREATE TRIGGER audit_insert AFTER INSERT ON case_decision REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '');
CREATE TRIGGER audit_update AFTER UPDATE ON case_decision REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '');
CREATE TRIGGER audit_delete AFTER DELETE ON case_decision REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '');

-- A report goes to another case by a reviewer's hand alone, and to one of the same owner: nobody hands a report to another agency.
GRANT UPDATE (case_id) ON report TO weir_app;
CREATE FUNCTION guard_report_move() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_setting('weir.role', true) IS DISTINCT FROM 'reviewer' AND current_setting('weir.role', true) IS DISTINCT FROM 'operator' THEN
    RAISE EXCEPTION 'only a reviewer moves a report' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM case_file a JOIN case_file b ON a.owner_agency_id = b.owner_agency_id WHERE a.id = OLD.case_id AND b.id = NEW.case_id) THEN
    RAISE EXCEPTION 'the cases belong to two agencies' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION guard_report_move() FROM PUBLIC;
CREATE TRIGGER guard_move BEFORE UPDATE OF case_id ON report FOR EACH ROW WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION guard_report_move();

-- A case without a report counts nowhere and is found by nothing but its reference.
CREATE FUNCTION forget_emptied(ids int[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  DELETE FROM case_flat f WHERE f.case_id = ANY (ids) AND NOT EXISTS (SELECT 1 FROM report r WHERE r.case_id = f.case_id);
  DELETE FROM case_text t WHERE t.case_id = ANY (ids) AND NOT EXISTS (SELECT 1 FROM report r WHERE r.case_id = t.case_id);
$$;
REVOKE EXECUTE ON FUNCTION forget_emptied(int[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_emptied(int[]) TO weir_app;
