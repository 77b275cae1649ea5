-- Substances whose family changed while factors of a family weigh them: their cases are resolved again in the background, by who sees every
-- case, up to which id. Gone when done. No trigger of the log: it says nothing that somebody decided.
CREATE TABLE substance_weighing (
  substance_id int PRIMARY KEY REFERENCES substance (id) ON DELETE CASCADE,
  weighed_to int NOT NULL DEFAULT 0
);

ALTER TABLE substance_weighing ENABLE ROW LEVEL SECURITY;
ALTER TABLE substance_weighing FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON substance_weighing TO weir_owner USING (true) WITH CHECK (true);
CREATE POLICY everybody ON substance_weighing FOR SELECT TO weir_app USING (true);
-- Whoever changes a family asks for the walk, also from its beginning again; only the walk itself goes on and ends it.
CREATE POLICY keepers_insert ON substance_weighing FOR INSERT TO weir_app
  WITH CHECK ((SELECT current_setting('weir.role')) IN ('reviewer', 'operator') AND weighed_to = 0);
CREATE POLICY keepers_update ON substance_weighing FOR UPDATE TO weir_app
  USING ((SELECT current_setting('weir.role')) IN ('reviewer', 'operator'))
  WITH CHECK (weighed_to = 0 OR (SELECT current_setting('weir.role')) = 'operator');
CREATE POLICY operator_delete ON substance_weighing FOR DELETE TO weir_app USING ((SELECT current_setting('weir.role')) = 'operator');
GRANT SELECT, INSERT, UPDATE, DELETE ON substance_weighing TO weir_app;
