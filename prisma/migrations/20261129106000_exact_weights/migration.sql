-- What each case weighs stands in the read model exactly, not only in whole milligrams: a chart of grams without a filter joined every line and every
-- mass of the register, grouped them by case and wrote them to the disk on the way (more than 20 s at 1.6 million cases, which is a timeout).
ALTER TABLE "case_flat" ADD COLUMN "grams_low" DECIMAL, ADD COLUMN "grams" DECIMAL, ADD COLUMN "grams_high" DECIMAL, ADD COLUMN "lacks_grams" BOOLEAN NOT NULL DEFAULT true;

-- Derived from what stands there: nothing that is counted changes.
ALTER TABLE case_flat DISABLE TRIGGER USER;
UPDATE case_flat f SET (grams_low, grams, grams_high, lacks_grams) = (m.low, m.central, m.high, m.lacks)
FROM (
  SELECT y.case_id, trim_scale(sum(coalesce(y.grams_low, 0)) FILTER (WHERE y.grams IS NOT NULL)) AS low, trim_scale(sum(y.grams)) AS central,
    CASE WHEN bool_or(y.grams IS NOT NULL AND y.grams_high IS NULL) THEN NULL ELSE trim_scale(sum(y.grams_high)) END AS high, bool_or(y.grams IS NULL) AS lacks
  FROM line_mass y WHERE y.set_id = (SELECT t.id FROM conversion_set t WHERE t.is_current) GROUP BY y.case_id) m
WHERE m.case_id = f.case_id;
ALTER TABLE case_flat ENABLE TRIGGER USER;

-- As in the migration refresh_by_keys, with these weights.
CREATE OR REPLACE FUNCTION refresh_read_model(ids int[], folds boolean DEFAULT true) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
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
      grams_low, grams, grams_high, lacks_grams, seizing_agency_id, operation_id, kind_set_id, involvement_set_id, source_set_id)
    SELECT c.id, c.date_from, c.date_to,
      CASE WHEN date_trunc('month', c.date_from) = date_trunc('month', c.date_to)
        THEN (extract(year FROM c.date_from) * 12 + extract(month FROM c.date_from) - 1)::int END,
      c.transit_point_id, c.scope_id, c.owner_agency_id,
      array_position(ARRAY['submitted', 'verified', 'returned', 'withdrawn'], c.status) - 1,
      coalesce(array_position(ARRAY['A', 'B', 'C', 'D', 'E', 'F'], s.reliability) - 1, 5),
      coalesce(array_position(ARRAY['1', '2', '3', '4', '5', '6'], r.credibility) - 1, 5),
      array_position(ARRAY['clear', 'green', 'amber', 'amber-strict', 'red'], c.handling) - 1,
      z.id, CASE WHEN cardinality(z.substance_ids) = 1 THEN z.substance_ids[1] ELSE 0 END,
      coalesce((SELECT bit_or(1 << (p.pair / 8)) FROM unnest(x.pairs) p(pair)), 0), round(m.low * 1000)::bigint, round(m.central * 1000)::bigint, round(m.high * 1000)::bigint,
      m.low, m.central, m.high, m.lacks,
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
    CROSS JOIN LATERAL (
      -- By the rule of lib/db/mass.ts. `lacks`: a line has no weight, or there is no line.
      SELECT trim_scale(sum(coalesce(y.grams_low, 0)) FILTER (WHERE y.grams IS NOT NULL)) AS low, trim_scale(sum(y.grams)) AS central,
        CASE WHEN bool_or(y.grams IS NOT NULL AND y.grams_high IS NULL) THEN NULL ELSE trim_scale(sum(y.grams_high)) END AS high,
        coalesce(bool_or(y.grams IS NULL), true) AS lacks
      FROM line_mass y WHERE y.case_id = c.id AND y.set_id = (SELECT t.id FROM conversion_set t WHERE t.is_current)) m
    WHERE c.id = ANY (ids)
  ON CONFLICT (case_id) DO UPDATE SET (d_from, d_to, month, point_id, scope_id, owner_agency_id, status, reliability, credibility, handling, set_id, segment, roles, mg_low, mg, mg_high,
      grams_low, grams, grams_high, lacks_grams, seizing_agency_id, operation_id, kind_set_id, involvement_set_id, source_set_id)
    = (excluded.d_from, excluded.d_to, excluded.month, excluded.point_id, excluded.scope_id, excluded.owner_agency_id, excluded.status, excluded.reliability, excluded.credibility, excluded.handling, excluded.set_id, excluded.segment, excluded.roles, excluded.mg_low, excluded.mg, excluded.mg_high,
      excluded.grams_low, excluded.grams, excluded.grams_high, excluded.lacks_grams, excluded.seizing_agency_id, excluded.operation_id, excluded.kind_set_id, excluded.involvement_set_id, excluded.source_set_id)
    WHERE (f.d_from, f.d_to, f.month, f.point_id, f.scope_id, f.owner_agency_id, f.status, f.reliability, f.credibility, f.handling, f.set_id, f.segment, f.roles, f.mg_low, f.mg, f.mg_high,
      f.grams_low, f.grams, f.grams_high, f.lacks_grams, f.seizing_agency_id, f.operation_id, f.kind_set_id, f.involvement_set_id, f.source_set_id)
      IS DISTINCT FROM (excluded.d_from, excluded.d_to, excluded.month, excluded.point_id, excluded.scope_id, excluded.owner_agency_id, excluded.status, excluded.reliability, excluded.credibility, excluded.handling, excluded.set_id, excluded.segment, excluded.roles, excluded.mg_low, excluded.mg, excluded.mg_high,
      excluded.grams_low, excluded.grams, excluded.grams_high, excluded.lacks_grams, excluded.seizing_agency_id, excluded.operation_id, excluded.kind_set_id, excluded.involvement_set_id, excluded.source_set_id);

  DELETE FROM line_flat w WHERE w.case_id = ANY (ids) AND NOT EXISTS (SELECT 1 FROM case_line l WHERE l.case_id = w.case_id AND l.position = w.position);
  INSERT INTO line_flat AS w (case_id, position, scope_id, substance_id, form, ug)
    SELECT l.case_id, l.position, c.scope_id, l.substance_id, form_place(l.form), round(y.grams * 1000000)::bigint
    FROM case_line l JOIN case_file c ON c.id = l.case_id
    LEFT JOIN line_mass y ON y.case_id = l.case_id AND y.position = l.position AND y.set_id = (SELECT t.id FROM conversion_set t WHERE t.is_current)
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

  -- Who reads the bits counts these cases from their rows until they are folded. Where nobody has folded for long, this write does.
  INSERT INTO facet_dirty (pos) SELECT DISTINCT u.id FROM unnest(ids) u(id);
  IF folds AND (SELECT count(*) FROM (SELECT FROM facet_dirty LIMIT 1001) d) > 1000 THEN PERFORM fold_facets(); END IF;
END $$;
