-- Named starting points for new reports: what an analyst types again and again. Never a name of somebody, never a figure of one event.
CREATE TABLE "report_template" (
  "id" UUID NOT NULL,
  "user_id" INTEGER NOT NULL,
  "agency_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "shared" BOOLEAN NOT NULL DEFAULT false,
  "body" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "report_template_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "report_template_user_id_name_key" ON "report_template"("user_id", "name");
CREATE INDEX "report_template_agency_id_idx" ON "report_template"("agency_id");
ALTER TABLE "report_template" ADD CONSTRAINT "report_template_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "report_template" ADD CONSTRAINT "report_template_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE report_template ADD CONSTRAINT report_template_name CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 80);

ALTER TABLE report_template ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_template FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON report_template TO weir_owner USING (true) WITH CHECK (true);
-- One's own, and what colleagues share in the agency; written by its owner alone.
CREATE POLICY visible ON report_template FOR SELECT TO weir_app
  USING (user_id = (SELECT current_setting('weir.user')::int) OR (shared AND agency_id = (SELECT current_setting('weir.agency')::int)));
CREATE POLICY own_insert ON report_template FOR INSERT TO weir_app
  WITH CHECK (user_id = (SELECT current_setting('weir.user')::int) AND agency_id = (SELECT current_setting('weir.agency')::int)
    AND (SELECT current_setting('weir.role')) IN ('analyst', 'reviewer', 'operator'));
CREATE POLICY own_update ON report_template FOR UPDATE TO weir_app
  USING (user_id = (SELECT current_setting('weir.user')::int)) WITH CHECK (user_id = (SELECT current_setting('weir.user')::int));
CREATE POLICY own_delete ON report_template FOR DELETE TO weir_app USING (user_id = (SELECT current_setting('weir.user')::int));
GRANT SELECT, INSERT, DELETE ON report_template TO weir_app;
GRANT UPDATE (name, shared, updated_at) ON report_template TO weir_app;

-- The body repeats what a report says in words: it does not stand in the log.
CREATE TRIGGER audit_insert AFTER INSERT ON report_template REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'body');
CREATE TRIGGER audit_update AFTER UPDATE ON report_template REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'body');
CREATE TRIGGER audit_delete AFTER DELETE ON report_template REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'body');
