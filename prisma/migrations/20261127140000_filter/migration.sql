-- Every key of the filter answered from the read model: what of a case is several (kinds of lines, involvements, sources) as the number of a
-- set that occurs together, what is words (seizing agency, operation) as the number of its spelling, and one narrow row per line for grams.

-- A name in addresses that tells nothing of how many sources there are.
ALTER TABLE "source" ADD COLUMN "slug" TEXT;
ALTER TABLE source DISABLE TRIGGER USER;
UPDATE source SET slug = coalesce(register_key, left(replace(gen_random_uuid()::text, '-', ''), 12));
ALTER TABLE source ENABLE TRIGGER USER;
ALTER TABLE source ALTER COLUMN slug SET NOT NULL, ALTER COLUMN slug SET DEFAULT left(replace(gen_random_uuid()::text, '-', ''), 12);
CREATE UNIQUE INDEX "source_slug_key" ON "source"("slug");
ALTER TABLE source ADD CONSTRAINT source_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

-- Sets hold numbers alone, as substance_set does: kind is substance * 16 + form, pair is role * 8 + arrest status (places in lib/codes.ts).
CREATE TABLE "kind_set" (
  "id" SERIAL NOT NULL,
  "kinds" INTEGER[],
  CONSTRAINT "kind_set_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "kind_set_kinds_key" ON "kind_set"("kinds");
CREATE TABLE "involvement_set" (
  "id" SERIAL NOT NULL,
  "pairs" INTEGER[],
  CONSTRAINT "involvement_set_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "involvement_set_pairs_key" ON "involvement_set"("pairs");
CREATE TABLE "source_set" (
  "id" SERIAL NOT NULL,
  "source_ids" INTEGER[],
  CONSTRAINT "source_set_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "source_set_source_ids_key" ON "source_set"("source_ids");

-- Words that cases share, folded as the search folds: two spellings that differ in case, spacing or hyphens are one. How it is written is
-- read from a case that the viewer may see.
CREATE TABLE "seizing_agency" (
  "id" SERIAL NOT NULL,
  "key" TEXT NOT NULL,
  CONSTRAINT "seizing_agency_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "seizing_agency_key_key" ON "seizing_agency"("key");
CREATE TABLE "operation_name" (
  "id" SERIAL NOT NULL,
  "key" TEXT NOT NULL,
  CONSTRAINT "operation_name_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "operation_name_key_key" ON "operation_name"("key");

ALTER TABLE "case_flat"
  ADD COLUMN "seizing_agency_id" INTEGER,
  ADD COLUMN "operation_id" INTEGER,
  ADD COLUMN "kind_set_id" INTEGER,
  ADD COLUMN "involvement_set_id" INTEGER,
  ADD COLUMN "source_set_id" INTEGER;
CREATE INDEX "case_flat_seizing_agency" ON "case_flat"("seizing_agency_id", "case_id" DESC);
CREATE INDEX "case_flat_operation" ON "case_flat"("operation_id", "case_id" DESC);

-- A line of a case: what min and max compare.
CREATE TABLE "line_flat" (
  "case_id" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "scope_id" INTEGER NOT NULL,
  "substance_id" INTEGER NOT NULL,
  "form" SMALLINT NOT NULL,
  -- micrograms under the current conversion set, rounded; null where unknown
  "ug" BIGINT,
  CONSTRAINT "line_flat_pkey" PRIMARY KEY ("case_id", "position")
);
CREATE INDEX "line_flat_ug" ON "line_flat"("ug", "case_id") INCLUDE ("scope_id", "substance_id", "form");
ALTER TABLE "line_flat" ADD CONSTRAINT "line_flat_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_flat"("case_id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['kind_set', 'involvement_set', 'source_set', 'seizing_agency', 'operation_name', 'line_flat']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO weir_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON %I TO weir_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['kind_set', 'involvement_set', 'source_set']
  LOOP
    EXECUTE format('CREATE POLICY everybody ON %I FOR SELECT TO weir_app USING (true)', t);
  END LOOP;
END $$;
CREATE POLICY scope ON line_flat FOR SELECT TO weir_app
  USING (scope_id IN (SELECT unnest(current_setting('weir.scopes')::int[])));
-- The name of an operation must not tell that a case exists.
CREATE POLICY seen ON seizing_agency FOR SELECT TO weir_app
  USING (EXISTS (SELECT 1 FROM case_flat f WHERE f.seizing_agency_id = seizing_agency.id));
CREATE POLICY seen ON operation_name FOR SELECT TO weir_app
  USING (EXISTS (SELECT 1 FROM case_flat f WHERE f.operation_id = operation_name.id));

-- A spelling as a key: null where it holds nothing, or says "none", which is what the filter calls a case without one.
CREATE FUNCTION stated_key(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(nullif(public.search_norm(t), ''), 'none') $$;
GRANT EXECUTE ON FUNCTION stated_key(text) TO weir_app;

CREATE FUNCTION form_place(form text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT array_position(ARRAY['crystal', 'powder', 'tablet', 'capsule', 'liquid', 'plant', 'resin', 'blotter', 'other', 'unknown'], form) - 1 $$;

-- What of a case is several, in order and without doubles: empty, never null.
CREATE FUNCTION case_sets(ids int[]) RETURNS TABLE (case_id int, substances int[], kinds int[], pairs int[], sources int[])
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT c.id, coalesce(l.substances, '{}'), coalesce(l.kinds, '{}'), coalesce(i.pairs, '{}'), coalesce(r.sources, '{}')
  FROM case_file c
  CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT l.substance_id ORDER BY l.substance_id) AS substances,
      array_agg(DISTINCT l.substance_id * 16 + form_place(l.form) ORDER BY l.substance_id * 16 + form_place(l.form)) AS kinds
    FROM case_line l WHERE l.case_id = c.id) l
  CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT p.pair ORDER BY p.pair) AS pairs
    FROM involvement v CROSS JOIN LATERAL (SELECT (array_position(ARRAY['organiser', 'financier', 'producer', 'chemist', 'supplier', 'wholesaler', 'broker', 'recruiter', 'transporter', 'courier', 'body-courier', 'storekeeper', 'lookout', 'corrupt-official', 'money-mover', 'distributor', 'user', 'unknown'], v.role) - 1) * 8 + array_position(ARRAY['arrested', 'charged', 'convicted', 'released', 'at-large', 'deceased', 'unknown'], v.arrest) - 1) p(pair)
    WHERE v.case_id = c.id) i
  CROSS JOIN LATERAL (SELECT array_agg(DISTINCT r.source_id ORDER BY r.source_id) AS sources FROM report r WHERE r.case_id = c.id) r
  WHERE c.id = ANY (ids)
$$;
-- As in the migration read_model, with the sets, the spellings and the lines.
CREATE OR REPLACE FUNCTION refresh_read_model(ids int[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public
AS $$
BEGIN
  IF ids IS NULL OR cardinality(ids) = 0 THEN RETURN; END IF;

  -- Only what is new takes a number: a conflict would use one up all the same.
  WITH s AS MATERIALIZED (SELECT * FROM case_sets(ids)),
    k AS (INSERT INTO kind_set (kinds) SELECT DISTINCT s.kinds FROM s WHERE NOT EXISTS (SELECT 1 FROM kind_set z WHERE z.kinds = s.kinds) ON CONFLICT (kinds) DO NOTHING),
    i AS (INSERT INTO involvement_set (pairs) SELECT DISTINCT s.pairs FROM s WHERE NOT EXISTS (SELECT 1 FROM involvement_set z WHERE z.pairs = s.pairs) ON CONFLICT (pairs) DO NOTHING),
    r AS (INSERT INTO source_set (source_ids) SELECT DISTINCT s.sources FROM s WHERE NOT EXISTS (SELECT 1 FROM source_set z WHERE z.source_ids = s.sources) ON CONFLICT (source_ids) DO NOTHING)
  INSERT INTO substance_set (substance_ids) SELECT DISTINCT s.substances FROM s WHERE NOT EXISTS (SELECT 1 FROM substance_set z WHERE z.substance_ids = s.substances) ON CONFLICT (substance_ids) DO NOTHING;
  INSERT INTO seizing_agency (key) SELECT DISTINCT k.key FROM case_file c CROSS JOIN LATERAL stated_key(c.seizing_agency) k(key)
    WHERE c.id = ANY (ids) AND k.key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seizing_agency z WHERE z.key = k.key) ON CONFLICT (key) DO NOTHING;
  INSERT INTO operation_name (key) SELECT DISTINCT k.key FROM case_file c CROSS JOIN LATERAL stated_key(c.operation) k(key)
    WHERE c.id = ANY (ids) AND k.key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM operation_name z WHERE z.key = k.key) ON CONFLICT (key) DO NOTHING;

  INSERT INTO case_flat AS f (case_id, d_from, d_to, month, point_id, scope_id, owner_agency_id, status, reliability, credibility, handling, set_id, segment, roles, mg_low, mg, mg_high,
      seizing_agency_id, operation_id, kind_set_id, involvement_set_id, source_set_id)
    SELECT c.id, c.date_from, c.date_to,
      CASE WHEN date_trunc('month', c.date_from) = date_trunc('month', c.date_to)
        THEN (extract(year FROM c.date_from) * 12 + extract(month FROM c.date_from) - 1)::int END,
      c.transit_point_id, c.scope_id, c.owner_agency_id,
      array_position(ARRAY['submitted', 'verified', 'returned', 'withdrawn'], c.status) - 1,
      coalesce(array_position(ARRAY['A', 'B', 'C', 'D', 'E', 'F'], s.reliability) - 1, 5),
      coalesce(array_position(ARRAY['1', '2', '3', '4', '5', '6'], r.credibility) - 1, 5),
      array_position(ARRAY['clear', 'green', 'amber', 'amber-strict', 'red'], c.handling) - 1,
      z.id, CASE WHEN cardinality(z.substance_ids) = 1 THEN z.substance_ids[1] ELSE 0 END,
      coalesce((SELECT bit_or(1 << (p.pair / 8)) FROM unnest(x.pairs) p(pair)), 0), m.low, m.central, m.high,
      a.id, o.id, k.id, i.id, u.id
    FROM case_file c
    JOIN case_sets(ids) x ON x.case_id = c.id
    LEFT JOIN report r ON r.id = c.principal_report_id
    LEFT JOIN source s ON s.id = r.source_id
    JOIN substance_set z ON z.substance_ids = x.substances
    JOIN kind_set k ON k.kinds = x.kinds
    JOIN involvement_set i ON i.pairs = x.pairs
    JOIN source_set u ON u.source_ids = x.sources
    LEFT JOIN seizing_agency a ON a.key = stated_key(c.seizing_agency)
    LEFT JOIN operation_name o ON o.key = stated_key(c.operation)
    LEFT JOIN LATERAL (
      -- An unbounded line makes the case's upper bound unbounded; a line without grams adds nothing and is told by the lines themselves.
      SELECT round(sum(coalesce(y.grams_low, 0)) FILTER (WHERE y.grams IS NOT NULL) * 1000)::bigint AS low,
        round(sum(y.grams) * 1000)::bigint AS central,
        CASE WHEN bool_or(y.grams IS NOT NULL AND y.grams_high IS NULL) THEN NULL ELSE round(sum(y.grams_high) * 1000)::bigint END AS high
      FROM line_mass y JOIN conversion_set t ON t.id = y.set_id AND t.is_current WHERE y.case_id = c.id) m ON true
    WHERE c.id = ANY (ids)
  ON CONFLICT (case_id) DO UPDATE SET (d_from, d_to, month, point_id, scope_id, owner_agency_id, status, reliability, credibility, handling, set_id, segment, roles, mg_low, mg, mg_high,
      seizing_agency_id, operation_id, kind_set_id, involvement_set_id, source_set_id)
    = (excluded.d_from, excluded.d_to, excluded.month, excluded.point_id, excluded.scope_id, excluded.owner_agency_id, excluded.status, excluded.reliability, excluded.credibility, excluded.handling, excluded.set_id, excluded.segment, excluded.roles, excluded.mg_low, excluded.mg, excluded.mg_high,
      excluded.seizing_agency_id, excluded.operation_id, excluded.kind_set_id, excluded.involvement_set_id, excluded.source_set_id)
    WHERE (f.d_from, f.d_to, f.month, f.point_id, f.scope_id, f.owner_agency_id, f.status, f.reliability, f.credibility, f.handling, f.set_id, f.segment, f.roles, f.mg_low, f.mg, f.mg_high,
      f.seizing_agency_id, f.operation_id, f.kind_set_id, f.involvement_set_id, f.source_set_id)
      IS DISTINCT FROM (excluded.d_from, excluded.d_to, excluded.month, excluded.point_id, excluded.scope_id, excluded.owner_agency_id, excluded.status, excluded.reliability, excluded.credibility, excluded.handling, excluded.set_id, excluded.segment, excluded.roles, excluded.mg_low, excluded.mg, excluded.mg_high,
      excluded.seizing_agency_id, excluded.operation_id, excluded.kind_set_id, excluded.involvement_set_id, excluded.source_set_id);

  DELETE FROM line_flat w WHERE w.case_id = ANY (ids) AND NOT EXISTS (SELECT 1 FROM case_line l WHERE l.case_id = w.case_id AND l.position = w.position);
  INSERT INTO line_flat AS w (case_id, position, scope_id, substance_id, form, ug)
    SELECT l.case_id, l.position, c.scope_id, l.substance_id, form_place(l.form), round(y.grams * 1000000)::bigint
    FROM case_line l JOIN case_file c ON c.id = l.case_id
    LEFT JOIN conversion_set t ON t.is_current
    LEFT JOIN line_mass y ON y.case_id = l.case_id AND y.position = l.position AND y.set_id = t.id
    WHERE l.case_id = ANY (ids)
  ON CONFLICT (case_id, position) DO UPDATE SET (scope_id, substance_id, form, ug) = (excluded.scope_id, excluded.substance_id, excluded.form, excluded.ug)
    WHERE (w.scope_id, w.substance_id, w.form, w.ug) IS DISTINCT FROM (excluded.scope_id, excluded.substance_id, excluded.form, excluded.ug);

  INSERT INTO case_text AS t (case_id, scope_id, d_from, txt)
    SELECT c.id, c.scope_id, c.date_from,
      search_norm(concat_ws(' | ', c.reference, c.operation, c.place, c.note,
        (SELECT string_agg(r.external_reference, ' | ' ORDER BY r.external_reference) FROM report r WHERE r.case_id = c.id)))
    FROM case_file c WHERE c.id = ANY (ids)
  ON CONFLICT (case_id) DO UPDATE SET (scope_id, d_from, txt) = (excluded.scope_id, excluded.d_from, excluded.txt)
    WHERE (t.scope_id, t.d_from, t.txt) IS DISTINCT FROM (excluded.scope_id, excluded.d_from, excluded.txt);
END $$;

-- The rows there are, in slices.
DO $$
DECLARE ids int[]; last int := 0;
BEGIN
  LOOP
    SELECT array_agg(x.case_id), max(x.case_id) INTO ids, last FROM (SELECT case_id FROM case_flat WHERE case_id > last ORDER BY case_id LIMIT 20000) x;
    EXIT WHEN ids IS NULL;
    PERFORM refresh_read_model(ids);
  END LOOP;
END $$;
ALTER TABLE case_flat ALTER COLUMN kind_set_id SET NOT NULL, ALTER COLUMN involvement_set_id SET NOT NULL, ALTER COLUMN source_set_id SET NOT NULL;
