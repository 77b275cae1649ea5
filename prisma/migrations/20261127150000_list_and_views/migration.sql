-- The list by grade: A1 first. One column, because an index serves only plain comparisons of columns under row-level security.
ALTER TABLE "case_flat" ADD COLUMN "grade" SMALLINT GENERATED ALWAYS AS ((reliability * 6 + credibility)::smallint) STORED;
CREATE INDEX "case_flat_grade" ON "case_flat"("grade", "case_id");

-- Saved views: a shared one is read in the agency, and its owner's alone to change or remove.
CREATE UNIQUE INDEX "saved_view_user_id_name_key" ON "saved_view"("user_id", "name");
ALTER TABLE saved_view ADD CONSTRAINT saved_view_name CHECK (name <> '' AND length(name) <= 80);
ALTER TABLE saved_view ADD CONSTRAINT saved_view_query CHECK (length(query) <= 4000);
DROP POLICY own ON saved_view;
CREATE POLICY readable ON saved_view FOR SELECT TO weir_app
  USING (user_id = (SELECT current_setting('weir.user')::int) OR agency_id = (SELECT current_setting('weir.agency')::int));
CREATE POLICY own_insert ON saved_view FOR INSERT TO weir_app
  WITH CHECK (user_id = (SELECT current_setting('weir.user')::int) AND (agency_id IS NULL OR agency_id = (SELECT current_setting('weir.agency')::int)));
CREATE POLICY own_update ON saved_view FOR UPDATE TO weir_app
  USING (user_id = (SELECT current_setting('weir.user')::int))
  WITH CHECK (user_id = (SELECT current_setting('weir.user')::int) AND (agency_id IS NULL OR agency_id = (SELECT current_setting('weir.agency')::int)));
CREATE POLICY own_delete ON saved_view FOR DELETE TO weir_app USING (user_id = (SELECT current_setting('weir.user')::int));

-- A view's name and what it searches for are somebody's words: the log tells that it changed, not what it says.
DROP TRIGGER audit_insert ON saved_view;
DROP TRIGGER audit_update ON saved_view;
DROP TRIGGER audit_delete ON saved_view;
CREATE TRIGGER audit_insert AFTER INSERT ON saved_view REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'name,query');
CREATE TRIGGER audit_update AFTER UPDATE ON saved_view REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'name,query');
CREATE TRIGGER audit_delete AFTER DELETE ON saved_view REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'name,query');

-- The view that somebody's list opens with: their own, or one that a colleague shares.
CREATE TABLE "default_view" (
  "user_id" INTEGER NOT NULL,
  "view_id" INTEGER NOT NULL,
  CONSTRAINT "default_view_pkey" PRIMARY KEY ("user_id")
);
CREATE INDEX "default_view_view_id_idx" ON "default_view"("view_id");
ALTER TABLE "default_view" ADD CONSTRAINT "default_view_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "default_view" ADD CONSTRAINT "default_view_view_id_fkey" FOREIGN KEY ("view_id") REFERENCES "saved_view"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE default_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE default_view FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON default_view TO weir_owner USING (true) WITH CHECK (true);
CREATE POLICY own ON default_view TO weir_app USING (user_id = (SELECT current_setting('weir.user')::int))
  WITH CHECK (user_id = (SELECT current_setting('weir.user')::int) AND EXISTS (SELECT 1 FROM saved_view v WHERE v.id = view_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON default_view TO weir_app;
CREATE TRIGGER audit_insert AFTER INSERT ON default_view REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('user_id', '');
CREATE TRIGGER audit_update AFTER UPDATE ON default_view REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('user_id', '');
CREATE TRIGGER audit_delete AFTER DELETE ON default_view REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('user_id', '');
