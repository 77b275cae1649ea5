-- Counts as bit strings: a case is a position, its number; a value that cases can have is a string of bits, one per position, in chunks of
-- 16,384. A filter is an AND of ORs of them, and a count the number of bits that are left. docs/performance.md explains it.
-- The strings follow the cases late (fold_facets); facet_dirty names those that they do not know yet, in the same transaction as the write.
-- Whoever reads takes these positions out and counts them from their rows, from the same snapshot: exact at commit.

CREATE TABLE "facet_bits" (
  "dim" SMALLINT NOT NULL,
  "val" INTEGER NOT NULL,
  "chunk" INTEGER NOT NULL,
  "bits" VARBIT NOT NULL,
  CONSTRAINT "facet_bits_pkey" PRIMARY KEY ("dim", "val", "chunk")
);
-- 2 KB in the row itself: nothing to fetch from elsewhere or to unpack.
ALTER TABLE facet_bits ALTER COLUMN bits SET STORAGE PLAIN;
CREATE INDEX "facet_bits_chunk_idx" ON "facet_bits"("chunk");
CREATE TABLE "facet_dirty" (
  "id" BIGSERIAL NOT NULL,
  "pos" INTEGER NOT NULL,
  CONSTRAINT "facet_dirty_pkey" PRIMARY KEY ("id")
);
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['facet_bits', 'facet_dirty']
  LOOP
    -- Nobody entered reads these: they tell of cases that a viewer may not see. count_bits applies the scope.
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO weir_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

-- The bars that a line of so many micrograms stands in: one, or on a bound both of its sides; 15 without grams. The bounds are lib/filter/grams.ts.
CREATE FUNCTION gram_bars(ug bigint) RETURNS SETOF int LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(width_bucket(ug, b.bounds), 15) FROM (SELECT '{1000000,3000000,10000000,30000000,100000000,300000000,1000000000,3000000000,10000000000,30000000000,100000000000,300000000000,1000000000000}'::bigint[] AS bounds) b
  UNION ALL SELECT width_bucket(ug, b.bounds) - 1 FROM (SELECT '{1000000,3000000,10000000,30000000,100000000,300000000,1000000000,3000000000,10000000000,30000000000,100000000000,300000000000,1000000000000}'::bigint[] AS bounds) b WHERE ug = ANY (b.bounds)
$$;

-- What a case counts under: the one list of dimensions (lib/filter/bits.ts names them). Codes are places in lib/codes.ts; 0 is "none".
CREATE VIEW facet_pair AS
  SELECT f.case_id AS pos, f.scope_id, v.dim::smallint AS dim, v.val::int AS val
  FROM case_flat f
  JOIN involvement_set i ON i.id = f.involvement_set_id
  JOIN kind_set k ON k.id = f.kind_set_id
  JOIN source_set u ON u.id = f.source_set_id
  CROSS JOIN LATERAL (
    SELECT 1 AS dim, coalesce(f.point_id, 0) AS val
    UNION ALL SELECT 2, f.status
    UNION ALL SELECT 3, coalesce(f.seizing_agency_id, 0)
    UNION ALL SELECT 4, f.owner_agency_id
    UNION ALL SELECT 5, f.reliability
    UNION ALL SELECT 6, f.credibility
    UNION ALL SELECT 7, f.handling
    UNION ALL SELECT 8, coalesce(f.operation_id, 0)
    -- the only substance, or 0
    UNION ALL SELECT 9, f.segment
    -- the month that the interval lies in; of an interval that lies in no one month: its first month * 4096 + how many it touches; -1 undated
    UNION ALL SELECT 10, f.month WHERE f.month IS NOT NULL
    UNION ALL SELECT 11, coalesce(first.month * 4096 + last.month - first.month + 1, -1)
      FROM (SELECT (extract(year FROM f.d_from) * 12 + extract(month FROM f.d_from) - 1)::int AS month) first,
        (SELECT (extract(year FROM f.d_to) * 12 + extract(month FROM f.d_to) - 1)::int AS month) last
      WHERE f.month IS NULL
    UNION ALL SELECT 12, f.scope_id
    UNION ALL SELECT 13, unnest(u.source_ids)
    UNION ALL SELECT 14, r.author_id FROM report r WHERE r.case_id = f.case_id
    -- role * 8 + arrest status, and each by itself
    UNION ALL SELECT 15, unnest(i.pairs)
    UNION ALL SELECT 16, p.pair / 8 FROM unnest(i.pairs) p(pair)
    UNION ALL SELECT 17, p.pair % 8 FROM unnest(i.pairs) p(pair)
    -- substance * 16 + form, and each by itself
    UNION ALL SELECT 18, unnest(k.kinds)
    UNION ALL SELECT 19, l.kind / 16 FROM unnest(k.kinds) l(kind)
    UNION ALL SELECT 20, l.kind % 16 FROM unnest(k.kinds) l(kind)
    -- kind * 16 + bar of the grams, and the bar by itself; 15 is "no grams"
    UNION ALL SELECT 21, (w.substance_id * 16 + w.form) * 16 + g.bar FROM line_flat w CROSS JOIN LATERAL gram_bars(w.ug) g(bar) WHERE w.case_id = f.case_id
    UNION ALL SELECT 22, g.bar FROM line_flat w CROSS JOIN LATERAL gram_bars(w.ug) g(bar) WHERE w.case_id = f.case_id
    -- day of the month of the first and the last day
    UNION ALL SELECT 23, extract(day FROM f.d_from)::int WHERE f.d_from IS NOT NULL
    UNION ALL SELECT 24, extract(day FROM f.d_to)::int WHERE f.d_to IS NOT NULL
  ) v;

-- Takes what facet_dirty names into the strings; of RED cases nothing: each is a scope of its own, and always counted from its row.
-- One at a time: whoever comes meanwhile leaves it to the other. Returns how many cases it took.
CREATE FUNCTION fold_facets() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  zero CONSTANT varbit := repeat('0', 16384)::varbit;
  noted int[]; these int[]; piece int;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7201, 1) THEN RETURN 0; END IF;
  WITH gone AS (DELETE FROM facet_dirty RETURNING pos) SELECT array_agg(DISTINCT g.pos) INTO noted FROM gone g;
  FOR piece, these IN SELECT p.pos / 16384, array_agg(p.pos) FROM unnest(noted) p(pos) GROUP BY 1 ORDER BY 1
  LOOP
    UPDATE facet_bits b SET bits = b.bits & ~m.bits
      FROM (SELECT bit_or(set_bit(zero, p.pos % 16384, 1)) AS bits FROM unnest(these) p(pos)) m
      WHERE b.chunk = piece AND bit_count(b.bits & m.bits) > 0;
    INSERT INTO facet_bits AS b (dim, val, chunk, bits)
      SELECT p.dim, p.val, piece, bit_or(set_bit(zero, p.pos % 16384, 1)) FROM facet_pair p WHERE p.pos = ANY (these) AND p.scope_id >= 0 GROUP BY p.dim, p.val
      ON CONFLICT (dim, val, chunk) DO UPDATE SET bits = b.bits | excluded.bits;
    DELETE FROM facet_bits b WHERE b.chunk = piece AND bit_count(b.bits) = 0;
  END LOOP;
  RETURN coalesce(cardinality(noted), 0);
END $$;

-- As in the migration filter; new is what is noted and folded at its end.
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

  -- Who reads the bits counts these cases from their rows until they are folded. Where nobody has folded for long, this write does.
  INSERT INTO facet_dirty (pos) SELECT DISTINCT u.id FROM unnest(ids) u(id);
  IF (SELECT count(*) FROM (SELECT FROM facet_dirty LIMIT 1001) d) > 1000 THEN PERFORM fold_facets(); END IF;
END $$;

-- A row that goes takes its bits along.
CREATE FUNCTION note_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO facet_dirty (pos) SELECT o.case_id FROM old_rows o;
  RETURN NULL;
END $$;
CREATE TRIGGER note_gone AFTER DELETE ON case_flat REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_gone();

-- For the background job.
CREATE FUNCTION fold_read_model() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_setting('weir.role') IS DISTINCT FROM 'operator' THEN
    RAISE EXCEPTION 'the read model is the operator''s to fold' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN fold_facets();
END $$;
CREATE FUNCTION waits_for_fold() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT FROM facet_dirty) $$;

-- What `weir readmodel:check` and `readmodel:rebuild` ask for, chunk by chunk. Positions without a case are looked at too.
CREATE FUNCTION facet_chunks() RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT 1 + greatest((SELECT coalesce(max(c.id), 0) / 16384 FROM case_file c), (SELECT coalesce(max(b.chunk), 0) FROM facet_bits b)) $$;

CREATE FUNCTION rebuild_facet_bits(piece int) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_setting('weir.role') IS DISTINCT FROM 'operator' THEN
    RAISE EXCEPTION 'the read model is the operator''s to rebuild' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO facet_dirty (pos) SELECT generate_series(piece * 16384, piece * 16384 + 16383);
  PERFORM fold_facets();
END $$;

-- The cases whose bits are not what facet_pair makes of them, with the dimensions in which they differ. One statement: one snapshot.
CREATE FUNCTION check_facet_bits(piece int) RETURNS TABLE (reference text, part text, fields text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  zero CONSTANT varbit := repeat('0', 16384)::varbit;
BEGIN
  IF current_setting('weir.role') IS DISTINCT FROM 'operator' THEN
    RAISE EXCEPTION 'the read model is the operator''s to check' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
    WITH waiting AS (
      SELECT coalesce(bit_or(set_bit(zero, d.pos % 16384, 1)), zero) AS bits FROM facet_dirty d WHERE d.pos / 16384 = piece
    ), stored AS (
      SELECT b.dim, b.val, b.bits & ~w.bits AS bits FROM facet_bits b CROSS JOIN waiting w WHERE b.chunk = piece
    ), counted AS (
      SELECT p.dim, p.val, bit_or(set_bit(zero, p.pos % 16384, 1)) & ~w.bits AS bits
      FROM facet_pair p CROSS JOIN waiting w WHERE p.pos BETWEEN piece * 16384 AND piece * 16384 + 16383 AND p.scope_id >= 0 GROUP BY p.dim, p.val, w.bits
    ), differing AS (
      SELECT dim, coalesce(s.bits, zero) # coalesce(c.bits, zero) AS bits FROM stored s FULL JOIN counted c USING (dim, val)
      WHERE coalesce(s.bits, zero) <> coalesce(c.bits, zero)
    )
    SELECT coalesce(max(c.reference), '#' || (piece * 16384 + g.at)), 'facet_bits', array_agg(DISTINCT n.name ORDER BY n.name)
    FROM differing d CROSS JOIN generate_series(0, 16383) g(at)
    JOIN unnest(ARRAY['point', 'status', 'agency', 'owner', 'reliability', 'credibility', 'handling', 'operation', 'segment', 'month', 'span', 'scope',
      'source', 'author', 'pair', 'role', 'arrest', 'kind', 'substance', 'form', 'weight', 'bar', 'first_day', 'last_day']) WITH ORDINALITY n(name, dim) ON n.dim = d.dim
    LEFT JOIN case_file c ON c.id = piece * 16384 + g.at
    WHERE get_bit(d.bits, g.at) = 1 GROUP BY g.at ORDER BY g.at;
END $$;

REVOKE EXECUTE ON FUNCTION gram_bars(bigint), fold_facets(), note_gone(), fold_read_model(), waits_for_fold(), facet_chunks(), rebuild_facet_bits(int), check_facet_bits(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fold_read_model(), waits_for_fold(), facet_chunks(), rebuild_facet_bits(int), check_facet_bits(int) TO weir_app;

-- The cases there are, chunk by chunk.
DO $$
DECLARE piece int;
BEGIN
  FOR piece IN SELECT DISTINCT f.case_id / 16384 FROM case_flat f ORDER BY 1
  LOOP
    INSERT INTO facet_dirty (pos) SELECT f.case_id FROM case_flat f WHERE f.case_id / 16384 = piece;
    PERFORM fold_facets();
  END LOOP;
END $$;

-- Which of a value's parts a condition is about: substance, form and bar of 18 and 21, role and arrest status of 15; else the value itself.
CREATE FUNCTION facet_part(dim smallint, val int, part text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE part
    WHEN 'a' THEN CASE dim WHEN 15 THEN val / 8 WHEN 18 THEN val / 16 WHEN 21 THEN val / 256 ELSE val END
    WHEN 'b' THEN CASE dim WHEN 15 THEN val % 8 WHEN 18 THEN val % 16 WHEN 21 THEN val / 16 % 16 END
    WHEN 'c' THEN val % 16 END
$$;

-- Counts the viewer's cases by the bits, from the transaction's snapshot. `asked` is what lib/filter/bits.ts makes of a filter:
--   clauses  how many of 1, 2, … are set
--   some     [{clause, dim, lo, hi, a, b, c}]: a case meets the clause by a value of dim from lo to hi whose parts a and b are among those
--            listed and whose part c lies from c[1] to c[2] (null: any)
--   period   null or {clause, maybe, m0, k0, m1, k1}: from day k0 of month m0 to day k1 of month m1; k0 and k1 null where the months are whole
--   facets   [{key, but, dim, lo, hi, a, b, c, part}]: count by the values of dim, or by one of their parts, the cases that meet all clauses
--            but one (0: all of them)
--   cross    dimensions of which to count each value in each span of time
-- `extra` are the cases that meet what the bits do not hold; null: all do. Answers (key, val, val2, n) for n > 0; or the one key "walk" where
-- so many cases are not folded yet that their rows are the quicker way.
CREATE FUNCTION count_bits(asked jsonb, extra int[]) RETURNS TABLE (key text, val int, val2 int, n int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  zero CONSTANT varbit := repeat('0', 16384)::varbit;
  one CONSTANT varbit := ~zero;
  scopes CONSTANT int[] := current_setting('weir.scopes')::int[];
  public_scopes CONSTANT int[] := ARRAY(SELECT s FROM unnest(scopes) s WHERE s >= 0);
  reader CONSTANT int := current_setting('weir.user')::int;
  crossed CONSTANT int[] := ARRAY(SELECT jsonb_array_elements_text(asked -> 'cross')::int);
  period CONSTANT jsonb := nullif(asked -> 'period', 'null');
  m0 CONSTANT int := (period ->> 'm0')::int; k0 CONSTANT int := (period ->> 'k0')::int;
  m1 CONSTANT int := (period ->> 'm1')::int; k1 CONSTANT int := (period ->> 'k1')::int;
  -- Cases counted from their rows: changed since the last fold, and RED.
  apart int[]; none varbit; every varbit;
BEGIN
  apart := ARRAY(SELECT d.pos FROM facet_dirty d UNION SELECT -s FROM unnest(scopes) s WHERE s < 0);
  IF cardinality(apart) > 4000 THEN
    RETURN QUERY SELECT 'walk', NULL::int, NULL::int, 1;
    RETURN;
  END IF;
  apart := ARRAY(SELECT f.case_id FROM case_flat f WHERE f.case_id = ANY (apart) AND f.scope_id = ANY (scopes) ORDER BY f.case_id);
  -- They make a chunk of their own, -1, as wide as they are many.
  none := repeat('0', cardinality(apart))::varbit;
  every := ~none;

  RETURN QUERY
  WITH rest AS MATERIALIZED (
    SELECT p.dim, p.val, -1 AS chunk, bit_or(set_bit(none, (r.at - 1)::int, 1))::varbit AS bits
    FROM unnest(apart) WITH ORDINALITY r(id, at) JOIN facet_pair p ON p.pos = r.id GROUP BY p.dim, p.val
  ), dirty AS MATERIALIZED (
    SELECT d.pos / 16384 AS chunk, bit_or(set_bit(zero, d.pos % 16384, 1)) AS bits FROM facet_dirty d GROUP BY 1
  ), seen AS MATERIALIZED (
    SELECT s.chunk, s.bits & coalesce(~d.bits, one) AS bits
    FROM (SELECT b.chunk, bit_or(b.bits) AS bits FROM facet_bits b WHERE b.dim = 12 AND b.val = ANY (public_scopes) GROUP BY b.chunk) s LEFT JOIN dirty d ON d.chunk = s.chunk
    UNION ALL SELECT -1, every WHERE cardinality(apart) > 0
  ), words AS (
    SELECT e.pos / 64 AS word, bit_or(1::bigint << (63 - e.pos % 64)) AS bits FROM unnest(extra) e(pos) GROUP BY 1
  ), allowed AS MATERIALIZED (
    SELECT x.chunk, string_agg(coalesce(w.bits, 0)::bit(64)::text, '' ORDER BY g.at)::varbit AS bits
    FROM (SELECT DISTINCT w.word / 256 AS chunk FROM words w) x CROSS JOIN generate_series(0, 255) g(at) LEFT JOIN words w ON w.word = x.chunk * 256 + g.at
    WHERE extra IS NOT NULL GROUP BY x.chunk
    UNION ALL SELECT -1, bit_or(set_bit(none, (r.at - 1)::int, 1)) FROM unnest(apart) WITH ORDINALITY r(id, at) WHERE extra IS NOT NULL AND r.id = ANY (extra) HAVING count(*) > 0
  ), spans AS MATERIALIZED (
    -- Of each chunk: who lies inside the period's months, of them those of the first and of the last month; who touches them, likewise.
    SELECT t.chunk, bit_or(t.bits) FILTER (WHERE t.first >= m0 AND t.last <= m1) AS within,
      bit_or(t.bits) FILTER (WHERE k0 IS NOT NULL AND t.first = m0 AND t.last <= m1) AS within_first, bit_or(t.bits) FILTER (WHERE k1 IS NOT NULL AND t.first >= m0 AND t.last = m1) AS within_last,
      bit_or(t.bits) FILTER (WHERE t.last >= m0 AND t.first <= m1) AS near,
      bit_or(t.bits) FILTER (WHERE k0 IS NOT NULL AND t.last = m0 AND t.first <= m1) AS near_first, bit_or(t.bits) FILTER (WHERE k1 IS NOT NULL AND t.last >= m0 AND t.first = m1) AS near_last,
      bit_or(t.bits) FILTER (WHERE t.dim = 23 AND t.val >= k0) AS starts_after, bit_or(t.bits) FILTER (WHERE t.dim = 24 AND t.val <= k1) AS ends_before,
      bit_or(t.bits) FILTER (WHERE t.dim = 24 AND t.val >= k0) AS ends_after, bit_or(t.bits) FILTER (WHERE t.dim = 23 AND t.val <= k1) AS starts_before
    FROM (
      SELECT s.chunk, s.dim, s.val, s.bits, s.val AS first, s.val AS last FROM (SELECT * FROM facet_bits UNION ALL SELECT * FROM rest) s
        WHERE period IS NOT NULL AND s.dim = 10 AND s.val BETWEEN m0 AND m1
      UNION ALL SELECT s.chunk, s.dim, s.val, s.bits, s.val / 4096, s.val / 4096 + s.val % 4096 - 1 FROM (SELECT * FROM facet_bits UNION ALL SELECT * FROM rest) s
        WHERE period IS NOT NULL AND s.dim = 11 AND s.val >= 0 AND s.val / 4096 <= m1 AND s.val / 4096 + s.val % 4096 - 1 >= m0
      UNION ALL SELECT s.chunk, s.dim, s.val, s.bits, NULL, NULL FROM (SELECT * FROM facet_bits UNION ALL SELECT * FROM rest) s
        WHERE (k0 IS NOT NULL OR k1 IS NOT NULL) AND s.dim IN (23, 24)
    ) t GROUP BY t.chunk
  ), times AS MATERIALIZED (
    -- Of the first month those who start (touching: end) before its day fall out, of the last month those who end (start) after it.
    SELECT p.chunk,
      coalesce(p.within, z.bits) & ~(coalesce(p.within_first, z.bits) & ~coalesce(p.starts_after, z.bits)) & ~(coalesce(p.within_last, z.bits) & ~coalesce(p.ends_before, z.bits)) AS inside,
      coalesce(p.near, z.bits) & ~(coalesce(p.near_first, z.bits) & ~coalesce(p.ends_after, z.bits)) & ~(coalesce(p.near_last, z.bits) & ~coalesce(p.starts_before, z.bits)) AS near
    FROM spans p CROSS JOIN LATERAL (SELECT CASE WHEN p.chunk < 0 THEN none ELSE zero END AS bits) z
  ), met AS MATERIALIZED (
    SELECT 0 AS clause, s.chunk, s.bits FROM seen s
    UNION ALL SELECT -1, x.chunk, x.bits FROM allowed x
    UNION ALL SELECT (period ->> 'clause')::int, t.chunk, CASE WHEN (period ->> 'maybe')::boolean THEN t.near ELSE t.inside END FROM times t
    UNION ALL SELECT c.clause, s.chunk, bit_or(s.bits)
      FROM jsonb_to_recordset(asked -> 'some') AS c(clause int, dim smallint, lo int, hi int, a int[], b int[], c int[])
      JOIN (SELECT * FROM facet_bits UNION ALL SELECT * FROM rest) s ON s.dim = c.dim AND s.val BETWEEN c.lo AND c.hi
      WHERE (c.a IS NULL OR facet_part(s.dim, s.val, 'a') = ANY (c.a)) AND (c.b IS NULL OR facet_part(s.dim, s.val, 'b') = ANY (c.b))
        AND (c.c IS NULL OR facet_part(s.dim, s.val, 'c') BETWEEN c.c[1] AND c.c[2]) AND (s.dim <> 14 OR s.val = reader)
      GROUP BY c.clause, s.chunk
  ), facets AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(asked -> 'facets') AS x(key text, but int, dim smallint, lo int, hi int, a int[], b int[], c int[], part text)
  ), masks AS MATERIALIZED (
    SELECT x.but, x.chunk, x.bits FROM (
      SELECT u.but, m.chunk, bit_and(m.bits) AS bits
      FROM (SELECT 0 AS but UNION SELECT f.but FROM facets f UNION SELECT (period ->> 'clause')::int WHERE period IS NOT NULL) u
      JOIN met m ON m.clause <= 0 OR m.clause <> u.but
      GROUP BY u.but, m.chunk HAVING count(*) = 1 + (extra IS NOT NULL)::int + (asked ->> 'clauses')::int - (u.but > 0)::int
    ) x WHERE bit_count(x.bits) > 0
  )
  SELECT y.key, y.val, y.val2, sum(y.n)::int FROM (
    SELECT 'total' AS key, NULL::int AS val, NULL::int AS val2, bit_count(m.bits)::int AS n FROM masks m WHERE m.but = 0
    UNION ALL SELECT 'register', NULL, NULL, bit_count(s.bits)::int FROM seen s
    UNION ALL SELECT 'maybe', NULL, NULL, bit_count(m.bits & t.near & ~t.inside)::int FROM masks m JOIN times t ON t.chunk = m.chunk WHERE m.but = (period ->> 'clause')::int
    -- by values as they are
    UNION ALL SELECT f.key, s.val, NULL, bit_count(s.bits & m.bits)::int
      FROM facets f JOIN (SELECT * FROM facet_bits UNION ALL SELECT * FROM rest) s ON s.dim = f.dim AND s.val BETWEEN f.lo AND f.hi
      JOIN masks m ON m.but = f.but AND m.chunk = s.chunk
      WHERE f.part IS NULL AND (f.a IS NULL OR s.val = ANY (f.a)) AND (s.dim <> 14 OR s.val = reader)
    -- by a part of them: a case with two values of the same part counts once
    UNION ALL SELECT o.key, o.val, NULL, bit_count(o.bits & m.bits)::int FROM (
        SELECT f.key, f.but, s.chunk, CASE f.part WHEN 'family' THEN array_position(ARRAY(SELECT jsonb_array_elements_text(asked -> 'families')), t.family) - 1 ELSE facet_part(s.dim, s.val, f.part) END AS val, bit_or(s.bits) AS bits
        FROM facets f JOIN (SELECT * FROM facet_bits UNION ALL SELECT * FROM rest) s ON s.dim = f.dim AND s.val BETWEEN f.lo AND f.hi
        LEFT JOIN substance t ON f.part = 'family' AND t.id = facet_part(s.dim, s.val, 'a')
        WHERE f.part IS NOT NULL AND (f.a IS NULL OR facet_part(s.dim, s.val, 'a') = ANY (f.a)) AND (f.b IS NULL OR facet_part(s.dim, s.val, 'b') = ANY (f.b))
          AND (f.c IS NULL OR facet_part(s.dim, s.val, 'c') BETWEEN f.c[1] AND f.c[2])
        GROUP BY 1, 2, 3, 4) o
      JOIN masks m ON m.but = o.but AND m.chunk = o.chunk
    -- by when they were, as one number (dimension 11; a month is one that touches one), and by a dimension of which each case has one value
    UNION ALL SELECT 'cross' || s.dim, s.time, s.val, bit_count(s.bits & s.others)::int FROM (
        SELECT g.dim, g.val, CASE w.dim WHEN 10 THEN w.val * 4096 + 1 ELSE w.val END AS time, w.bits, g.others
        FROM (SELECT g.dim, g.val, g.chunk, g.bits & m.bits AS others
          FROM masks m JOIN (SELECT * FROM facet_bits UNION ALL SELECT * FROM rest) g ON g.dim = ANY (crossed) AND g.chunk = m.chunk WHERE m.but = 0 OFFSET 0) g
        JOIN (SELECT * FROM facet_bits UNION ALL SELECT * FROM rest) w ON w.dim IN (10, 11) AND w.chunk = g.chunk
        WHERE bit_count(g.others) > 0) s
  ) y WHERE y.n > 0 GROUP BY y.key, y.val, y.val2;
END $$;
REVOKE EXECUTE ON FUNCTION facet_part(smallint, int, text), count_bits(jsonb, int[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_bits(jsonb, int[]) TO weir_app;
