-- Indicators, markers and assessments become lists that people keep: rows count their changes, a value remembers what it was before, and a
-- marker may stand at several points.

ALTER TABLE indicator ADD COLUMN note text;
ALTER TABLE indicator ADD COLUMN source_id int REFERENCES source (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE indicator ADD COLUMN version int NOT NULL DEFAULT 1;
CREATE INDEX indicator_source_id_idx ON indicator (source_id);
ALTER TABLE indicator ADD CONSTRAINT indicator_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE marker ADD COLUMN version int NOT NULL DEFAULT 1;
ALTER TABLE assessment ADD COLUMN version int NOT NULL DEFAULT 1;

-- A value belongs to a place; where that place is, or lies in, a transit point, charts of the point show it.
ALTER TABLE indicator_value ADD COLUMN point_id int REFERENCES transit_point (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE indicator_value ADD COLUMN version int NOT NULL DEFAULT 1;
ALTER TABLE indicator_value ADD COLUMN recorded_at timestamptz(3) NOT NULL DEFAULT now();
ALTER TABLE indicator_value ADD COLUMN recorded_by_id int REFERENCES app_user (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX indicator_value_place_code_idx ON indicator_value (place_code);
CREATE INDEX indicator_value_point_id_idx ON indicator_value (point_id);
CREATE INDEX indicator_value_recorded_by_id_idx ON indicator_value (recorded_by_id);
ALTER TABLE indicator_value ADD CONSTRAINT indicator_value_within CHECK ((value >= low) IS NOT FALSE AND (value <= high) IS NOT FALSE);
-- What one source says of one place and one period is one value: said otherwise later, it is a change of that value.
CREATE UNIQUE INDEX indicator_value_one ON indicator_value (indicator_id, place_code, date_from, date_to, coalesce(source_id, 0));

-- What a value was before it changed. Written by the trigger below and by nothing else.
CREATE TABLE indicator_revision (
  value_id int NOT NULL REFERENCES indicator_value (id) ON DELETE CASCADE ON UPDATE CASCADE,
  version int NOT NULL,
  edtf text NOT NULL,
  qualifier text NOT NULL,
  value numeric,
  low numeric,
  high numeric,
  words text,
  recorded_at timestamptz(3) NOT NULL,
  recorded_by_id int REFERENCES app_user (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT indicator_revision_pkey PRIMARY KEY (value_id, version)
);
CREATE INDEX indicator_revision_recorded_by_id_idx ON indicator_revision (recorded_by_id);
ALTER TABLE indicator_revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicator_revision FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON indicator_revision TO weir_owner USING (true) WITH CHECK (true);
CREATE POLICY everybody ON indicator_revision FOR SELECT TO weir_app USING (true);
GRANT SELECT ON indicator_revision TO weir_app;

-- Who recorded a value is the viewer of the transaction, whatever a statement says; what it replaces is kept. No trigger of the log on the
-- revisions: the log has the change of the value itself.
CREATE FUNCTION keep_indicator_value() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF tg_op = 'UPDATE' THEN NEW.version := OLD.version + 1; END IF;
  IF tg_op = 'UPDATE' AND (OLD.edtf, OLD.qualifier, OLD.value, OLD.low, OLD.high, OLD.words)
    IS NOT DISTINCT FROM (NEW.edtf, NEW.qualifier, NEW.value, NEW.low, NEW.high, NEW.words)
  THEN
    NEW.recorded_at := OLD.recorded_at;
    NEW.recorded_by_id := OLD.recorded_by_id;
    RETURN NEW;
  END IF;
  NEW.recorded_at := now();
  NEW.recorded_by_id := nullif(current_setting('weir.user', true), '')::int;
  IF tg_op = 'UPDATE' THEN
    INSERT INTO indicator_revision (value_id, version, edtf, qualifier, value, low, high, words, recorded_at, recorded_by_id)
      VALUES (OLD.id, OLD.version, OLD.edtf, OLD.qualifier, OLD.value, OLD.low, OLD.high, OLD.words, OLD.recorded_at, OLD.recorded_by_id);
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION keep_indicator_value() FROM PUBLIC;
CREATE TRIGGER keep BEFORE INSERT OR UPDATE ON indicator_value FOR EACH ROW EXECUTE FUNCTION keep_indicator_value();

-- Where a marker belongs; without a point it belongs to the whole border.
CREATE TABLE marker_point (
  marker_id int NOT NULL REFERENCES marker (id) ON DELETE CASCADE ON UPDATE CASCADE,
  point_id int NOT NULL REFERENCES transit_point (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT marker_point_pkey PRIMARY KEY (marker_id, point_id)
);
CREATE INDEX marker_point_point_id_idx ON marker_point (point_id);
INSERT INTO marker_point (marker_id, point_id) SELECT id, point_id FROM marker WHERE point_id IS NOT NULL;
ALTER TABLE marker DROP COLUMN point_id;
ALTER TABLE marker_point ENABLE ROW LEVEL SECURITY;
ALTER TABLE marker_point FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON marker_point TO weir_owner USING (true) WITH CHECK (true);
CREATE POLICY everybody ON marker_point FOR SELECT TO weir_app USING (true);
CREATE POLICY keepers_insert ON marker_point FOR INSERT TO weir_app
  WITH CHECK ((SELECT current_setting('weir.role')) IN ('reviewer', 'operator', 'register'));
CREATE POLICY keepers_delete ON marker_point FOR DELETE TO weir_app
  USING ((SELECT current_setting('weir.role')) IN ('reviewer', 'operator', 'register'));
GRANT SELECT, INSERT, DELETE ON marker_point TO weir_app;
CREATE TRIGGER audit_insert AFTER INSERT ON marker_point REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('marker_id,point_id', '');
CREATE TRIGGER audit_update AFTER UPDATE ON marker_point REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('marker_id,point_id', '');
CREATE TRIGGER audit_delete AFTER DELETE ON marker_point REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('marker_id,point_id', '');

CREATE OR REPLACE FUNCTION point_rests(int) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT 1 FROM case_file c WHERE c.transit_point_id = $1) THEN 'cases' END,
    CASE WHEN EXISTS (SELECT 1 FROM route_leg r WHERE r.point_id = $1)
      OR EXISTS (SELECT 1 FROM report_version v JOIN transit_point p ON p.id = $1
        WHERE v.account ->> 'point' = p.slug OR v.account @> jsonb_build_object('route', jsonb_build_array(jsonb_build_object('point', p.slug)))) THEN 'reports' END,
    CASE WHEN EXISTS (SELECT 1 FROM coverage_period c WHERE c.point_id = $1) THEN 'coverage' END,
    CASE WHEN EXISTS (SELECT 1 FROM nil_return n WHERE n.point_id = $1) THEN 'nils' END,
    CASE WHEN EXISTS (SELECT 1 FROM marker_point m WHERE m.point_id = $1) THEN 'markers' END,
    CASE WHEN EXISTS (SELECT 1 FROM indicator_value i WHERE i.point_id = $1) THEN 'indicators' END,
    CASE WHEN EXISTS (SELECT 1 FROM transit_point c WHERE c.parent_id = $1) THEN 'points' END], NULL)
$$;

-- What shipped before: the place is a transit point, or lies in one.
UPDATE indicator_value v SET point_id = p.id FROM transit_point p
  WHERE v.register_key IN ('yanji-registered-1991', 'yanji-registered-2010', 'yanbian-ice-from-dprk-2010') AND p.slug = 'yanbian';
