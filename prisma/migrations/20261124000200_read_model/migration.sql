-- The read model: one narrow row per case, a row of searchable text, and the one function that writes both.
-- Why integers, dates and bigint: under row-level security an index serves leakproof operators only.

CREATE INDEX case_flat_red ON case_flat (scope_id) WHERE scope_id < 0;
-- Cases whose interval does not lie in one month: few, always counted from rows.
CREATE INDEX case_flat_undated ON case_flat (d_from) WHERE month IS NULL;

-- NFKC, lower case, spacing folded; hyphens and middle dots are nobody's to remember.
CREATE FUNCTION search_norm(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT btrim(regexp_replace(regexp_replace(lower(normalize(t, NFKC)), '[-‐‑‒–—·・‧ㆍ]', '', 'g'), '\s+', ' ', 'g')) $$;

-- Pairs of CJK characters and triples of other words: a trigram index does not serve two-character Chinese or Korean words.
CREATE FUNCTION search_grams(t text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT coalesce(array_agg(DISTINCT g), '{}') FROM (
    SELECT substr(r.m[1], i, 2) AS g
      FROM regexp_matches(public.search_norm(t), '([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+)', 'g') r(m), generate_series(1, length(r.m[1]) - 1) i
    UNION ALL
    SELECT substr(w.m[1], i, 3)
      FROM regexp_matches(public.search_norm(t), '([^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\s[:punct:]]+)', 'g') w(m), generate_series(1, length(w.m[1]) - 2) i
  ) x
$$;
CREATE INDEX case_text_grams ON case_text USING gin (public.search_grams(txt));

-- Exactly "contains", after search_norm. Newest first. Applies the viewer's scopes itself, because it runs as the owner.
CREATE FUNCTION search_cases(q text, lim int) RETURNS SETOF int LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
  RETURN QUERY SELECT case_id FROM case_text
    WHERE public.search_grams(txt) @> public.search_grams(q) AND position(public.search_norm(q) IN txt) > 0
      AND scope_id IN (SELECT unnest(current_setting('weir.scopes')::int[]))
    ORDER BY d_from DESC NULLS LAST, case_id DESC LIMIT lim;
END $$;

-- Called by resolveCases alone, in the write's transaction, after the cases' rows are in place.
CREATE FUNCTION refresh_read_model(ids int[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public
AS $$
BEGIN
  IF ids IS NULL OR cardinality(ids) = 0 THEN RETURN; END IF;

  INSERT INTO substance_set (substance_ids)
    SELECT DISTINCT coalesce((SELECT array_agg(DISTINCT l.substance_id ORDER BY l.substance_id) FROM case_line l WHERE l.case_id = c.id), '{}')
      FROM case_file c WHERE c.id = ANY (ids)
    ON CONFLICT (substance_ids) DO NOTHING;

  INSERT INTO case_flat AS f (case_id, d_from, d_to, month, point_id, scope_id, owner_agency_id, status, reliability, credibility, handling, set_id, segment, roles, mg_low, mg, mg_high)
    SELECT c.id, c.date_from, c.date_to,
      CASE WHEN date_trunc('month', c.date_from) = date_trunc('month', c.date_to)
        THEN (extract(year FROM c.date_from) * 12 + extract(month FROM c.date_from) - 1)::int END,
      c.transit_point_id, c.scope_id, c.owner_agency_id,
      array_position(ARRAY['submitted', 'verified', 'returned', 'withdrawn'], c.status) - 1,
      coalesce(array_position(ARRAY['A', 'B', 'C', 'D', 'E', 'F'], s.reliability) - 1, 5),
      coalesce(array_position(ARRAY['1', '2', '3', '4', '5', '6'], r.credibility) - 1, 5),
      array_position(ARRAY['clear', 'green', 'amber', 'amber-strict', 'red'], c.handling) - 1,
      z.id, CASE WHEN cardinality(z.substance_ids) = 1 THEN z.substance_ids[1] ELSE 0 END,
      coalesce(i.roles, 0), m.low, m.central, m.high
    FROM case_file c
    LEFT JOIN report r ON r.id = c.principal_report_id
    LEFT JOIN source s ON s.id = r.source_id
    CROSS JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT l.substance_id ORDER BY l.substance_id), '{}') AS substances FROM case_line l WHERE l.case_id = c.id) lines
    JOIN substance_set z ON z.substance_ids = lines.substances
    LEFT JOIN LATERAL (
      SELECT bit_or(1 << (array_position(ARRAY['organiser', 'financier', 'producer', 'chemist', 'supplier', 'wholesaler', 'broker', 'recruiter', 'transporter', 'courier', 'body-courier', 'storekeeper', 'lookout', 'corrupt-official', 'money-mover', 'distributor', 'user', 'unknown'], v.role) - 1)) AS roles
      FROM involvement v WHERE v.case_id = c.id) i ON true
    LEFT JOIN LATERAL (
      -- An unbounded line makes the case's upper bound unbounded; a line without grams adds nothing and is told by the lines themselves.
      SELECT round(sum(coalesce(y.grams_low, 0)) FILTER (WHERE y.grams IS NOT NULL) * 1000)::bigint AS low,
        round(sum(y.grams) * 1000)::bigint AS central,
        CASE WHEN bool_or(y.grams IS NOT NULL AND y.grams_high IS NULL) THEN NULL ELSE round(sum(y.grams_high) * 1000)::bigint END AS high
      FROM line_mass y JOIN conversion_set t ON t.id = y.set_id AND t.is_current WHERE y.case_id = c.id) m ON true
    WHERE c.id = ANY (ids)
  ON CONFLICT (case_id) DO UPDATE SET (d_from, d_to, month, point_id, scope_id, owner_agency_id, status, reliability, credibility, handling, set_id, segment, roles, mg_low, mg, mg_high)
    = (excluded.d_from, excluded.d_to, excluded.month, excluded.point_id, excluded.scope_id, excluded.owner_agency_id, excluded.status, excluded.reliability, excluded.credibility, excluded.handling, excluded.set_id, excluded.segment, excluded.roles, excluded.mg_low, excluded.mg, excluded.mg_high)
    WHERE (f.d_from, f.d_to, f.month, f.point_id, f.scope_id, f.owner_agency_id, f.status, f.reliability, f.credibility, f.handling, f.set_id, f.segment, f.roles, f.mg_low, f.mg, f.mg_high)
      IS DISTINCT FROM (excluded.d_from, excluded.d_to, excluded.month, excluded.point_id, excluded.scope_id, excluded.owner_agency_id, excluded.status, excluded.reliability, excluded.credibility, excluded.handling, excluded.set_id, excluded.segment, excluded.roles, excluded.mg_low, excluded.mg, excluded.mg_high);

  INSERT INTO case_text AS t (case_id, scope_id, d_from, txt)
    SELECT c.id, c.scope_id, c.date_from,
      search_norm(concat_ws(' | ', c.reference, c.operation, c.place, c.note,
        (SELECT string_agg(r.external_reference, ' | ' ORDER BY r.external_reference) FROM report r WHERE r.case_id = c.id)))
    FROM case_file c WHERE c.id = ANY (ids)
  ON CONFLICT (case_id) DO UPDATE SET (scope_id, d_from, txt) = (excluded.scope_id, excluded.d_from, excluded.txt)
    WHERE (t.scope_id, t.d_from, t.txt) IS DISTINCT FROM (excluded.scope_id, excluded.d_from, excluded.txt);
END $$;
