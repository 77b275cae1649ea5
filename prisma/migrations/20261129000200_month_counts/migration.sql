-- Cases by when they were and by one part of a chart's stack (their point, their only substance), kept as counts: the months of a million cases
-- are read from some hundred thousand rows. Writes note by how much a count changes (month_count_delta) and lock no count; a reader adds what is
-- noted to what is counted, from one snapshot, and fold_months() takes the notes into the counts. RED cases are not among them: each is a scope
-- of its own, and always counted from its row. docs/performance.md explains it.
CREATE TABLE "month_count" (
  -- 1 point (0: none), 9 only substance (0: two or more), as in facet_pair
  "dim" SMALLINT NOT NULL,
  "val" INTEGER NOT NULL,
  -- when: see span_of()
  "span" INTEGER NOT NULL,
  "scope_id" INTEGER NOT NULL,
  "status" SMALLINT NOT NULL,
  "cases" INTEGER NOT NULL,
  CONSTRAINT "month_count_pkey" PRIMARY KEY ("dim", "scope_id", "status", "span", "val")
);
CREATE TABLE "month_count_delta" (
  "id" BIGSERIAL NOT NULL,
  "dim" SMALLINT NOT NULL,
  "val" INTEGER NOT NULL,
  "span" INTEGER NOT NULL,
  "scope_id" INTEGER NOT NULL,
  "status" SMALLINT NOT NULL,
  "cases" INTEGER NOT NULL,
  CONSTRAINT "month_count_delta_pkey" PRIMARY KEY ("id")
);
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['month_count', 'month_count_delta']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO weir_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY scope ON %I FOR SELECT TO weir_app USING (scope_id IN (SELECT unnest(current_setting(''weir.scopes'')::int[])))', t);
    EXECUTE format('GRANT SELECT ON %I TO weir_app', t);
  END LOOP;
END $$;

-- The months that an interval touches, as one number: the first (year * 12 + month - 1) * 4096 + how many; -1 without a date.
CREATE FUNCTION span_of(d_from date, d_to date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce((extract(year FROM d_from)::int * 12 + extract(month FROM d_from)::int - 1) * 4096
  + (extract(year FROM d_to)::int - extract(year FROM d_from)::int) * 12 + extract(month FROM d_to)::int - extract(month FROM d_from)::int + 1, -1);

-- What each case counts as: the one place that says it.
CREATE VIEW month_pair AS
  SELECT f.case_id, v.dim::smallint AS dim, v.val, span_of(f.d_from, f.d_to) AS span, f.scope_id, f.status
  FROM case_flat f CROSS JOIN LATERAL (VALUES (1, coalesce(f.point_id, 0)), (9, f.segment)) v(dim, val) WHERE f.scope_id >= 0;

-- Takes what is noted into the counts. One at a time: whoever comes meanwhile leaves it to the other.
CREATE FUNCTION fold_months() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(7201, 2) THEN RETURN; END IF;
  WITH gone AS (DELETE FROM month_count_delta RETURNING *)
  INSERT INTO month_count AS m (dim, val, span, scope_id, status, cases)
    SELECT g.dim, g.val, g.span, g.scope_id, g.status, sum(g.cases) FROM gone g GROUP BY 1, 2, 3, 4, 5 HAVING sum(g.cases) <> 0
    ON CONFLICT (dim, scope_id, status, span, val) DO UPDATE SET cases = m.cases + excluded.cases;
  DELETE FROM month_count WHERE cases = 0;
END $$;

-- Notes what a statement changes. Where so much waits that readers would feel it, the write folds.
CREATE FUNCTION note_months() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  many boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    WITH n AS (
      INSERT INTO month_count_delta (dim, val, span, scope_id, status, cases)
        SELECT v.dim, v.val, span_of(x.d_from, x.d_to), x.scope_id, x.status, count(*)
        FROM new_rows x CROSS JOIN LATERAL (VALUES (1, coalesce(x.point_id, 0)), (9, x.segment)) v(dim, val) WHERE x.scope_id >= 0
        GROUP BY 1, 2, 3, 4, 5 RETURNING id)
    SELECT min(n.id) / 20000 <> max(n.id) / 20000 INTO many FROM n;
  ELSIF TG_OP = 'UPDATE' THEN
    WITH n AS (
      INSERT INTO month_count_delta (dim, val, span, scope_id, status, cases)
        SELECT v.dim, v.val, span_of(x.d_from, x.d_to), x.scope_id, x.status, sum(x.by)
        FROM (SELECT o.*, -1 AS by FROM old_rows o UNION ALL SELECT n.*, 1 FROM new_rows n) x
        CROSS JOIN LATERAL (VALUES (1, coalesce(x.point_id, 0)), (9, x.segment)) v(dim, val) WHERE x.scope_id >= 0
        GROUP BY 1, 2, 3, 4, 5 HAVING sum(x.by) <> 0 RETURNING id)
    SELECT min(n.id) / 20000 <> max(n.id) / 20000 INTO many FROM n;
  ELSE
    WITH n AS (
      INSERT INTO month_count_delta (dim, val, span, scope_id, status, cases)
        SELECT v.dim, v.val, span_of(x.d_from, x.d_to), x.scope_id, x.status, -count(*)
        FROM old_rows x CROSS JOIN LATERAL (VALUES (1, coalesce(x.point_id, 0)), (9, x.segment)) v(dim, val) WHERE x.scope_id >= 0
        GROUP BY 1, 2, 3, 4, 5 RETURNING id)
    SELECT min(n.id) / 20000 <> max(n.id) / 20000 INTO many FROM n;
  END IF;
  IF many THEN PERFORM fold_months(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note_months_added AFTER INSERT ON case_flat REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_months();
CREATE TRIGGER note_months_changed AFTER UPDATE ON case_flat REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_months();
CREATE TRIGGER note_months_gone AFTER DELETE ON case_flat REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_months();

-- For the background job: as before, and the months.
CREATE OR REPLACE FUNCTION fold_read_model() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_setting('weir.role') IS DISTINCT FROM 'operator' THEN
    RAISE EXCEPTION 'the read model is the operator''s to fold' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM fold_months();
  RETURN fold_facets();
END $$;
CREATE OR REPLACE FUNCTION waits_for_fold() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT FROM facet_dirty) OR EXISTS (SELECT FROM month_count_delta) $$;

-- By how much counts and notes together miss the cases. One statement: one snapshot.
CREATE VIEW month_difference AS
  SELECT x.dim, x.val, x.span, x.scope_id, x.status, sum(x.cases)::int AS cases
  FROM (
    SELECT p.dim, p.val, p.span, p.scope_id, p.status, count(*) AS cases FROM month_pair p GROUP BY 1, 2, 3, 4, 5
    UNION ALL SELECT m.dim, m.val, m.span, m.scope_id, m.status, -m.cases FROM month_count m
    UNION ALL SELECT d.dim, d.val, d.span, d.scope_id, d.status, -d.cases FROM month_count_delta d
  ) x GROUP BY 1, 2, 3, 4, 5 HAVING sum(x.cases) <> 0;

-- What `weir readmodel:check` and `readmodel:rebuild` ask for. Mending is a note like any other, so that it may be done while the register is in use.
CREATE FUNCTION check_month_counts() RETURNS TABLE (reference text, part text, fields text[]) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_setting('weir.role') IS DISTINCT FROM 'operator' THEN
    RAISE EXCEPTION 'the read model is the operator''s to check' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
    SELECT CASE WHEN d.span < 0 THEN '(undated)' ELSE to_char(make_date(d.span / 4096 / 12, d.span / 4096 % 12 + 1, 1), 'YYYY-MM') END, 'month_count',
      array_agg(DISTINCT CASE d.dim WHEN 1 THEN 'point' ELSE 'segment' END)
    FROM month_difference d GROUP BY 1 ORDER BY 1;
END $$;
CREATE FUNCTION rebuild_month_counts() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_setting('weir.role') IS DISTINCT FROM 'operator' THEN
    RAISE EXCEPTION 'the read model is the operator''s to rebuild' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO month_count_delta (dim, val, span, scope_id, status, cases) SELECT d.dim, d.val, d.span, d.scope_id, d.status, d.cases FROM month_difference d;
  PERFORM fold_months();
END $$;

REVOKE EXECUTE ON FUNCTION fold_months(), note_months(), check_month_counts(), rebuild_month_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_month_counts(), rebuild_month_counts() TO weir_app;

-- The cases there are.
INSERT INTO month_count (dim, val, span, scope_id, status, cases)
  SELECT p.dim, p.val, p.span, p.scope_id, p.status, count(*) FROM month_pair p GROUP BY 1, 2, 3, 4, 5;
