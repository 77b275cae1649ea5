-- Strings stand by chunk, so that a question reads those of the chunks that its filter leaves cases in, and no others: a period leaves few, where
-- cases were logged soon after they happened. One index serves all questions, and a fold.
ALTER TABLE facet_bits DROP CONSTRAINT facet_bits_pkey, ADD CONSTRAINT facet_bits_pkey PRIMARY KEY (chunk, dim, val);
DROP INDEX facet_bits_chunk_idx;

-- As in the migration bits_without_times, each condition and each facet looked up chunk by chunk.
-- Counts the viewer's cases by the bits, from the transaction's snapshot. `asked` is what lib/filter/bits.ts makes of a filter:
--   clauses  how many of 1, 2, … are set
--   some     [{clause, dim, lo, hi, a, b, c}]: a case meets the clause by a value of dim from lo to hi whose parts a and b are among those
--            listed and whose part c lies from c[1] to c[2] (null: any)
--   period   null or {clause, maybe, m0, k0, m1, k1}: from day k0 of month m0 to day k1 of month m1; k0 and k1 null where the months are whole
--   plain    [{key, but, dim, lo, hi, a}]: count by the values of dim the cases that meet all clauses but one (0: all of them)
--   parted   [{key, but, dim, lo, hi, a, b, c, part}]: likewise by a part of its values
-- `extra` are the cases that meet what the bits do not hold; null: all do. Answers (key, val, n) for n > 0; or the one key "walk" where
-- so many cases are not folded yet that their rows are the quicker way.
CREATE OR REPLACE FUNCTION count_bits(asked jsonb, extra int[]) RETURNS TABLE (key text, val int, n int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan SET work_mem = '64MB'
AS $$
#variable_conflict use_column
DECLARE
  zero CONSTANT varbit := repeat('0', 16384)::varbit;
  one CONSTANT varbit := ~zero;
  scopes CONSTANT int[] := current_setting('weir.scopes')::int[];
  public_scopes CONSTANT int[] := ARRAY(SELECT s FROM unnest(scopes) s WHERE s >= 0);
  reader CONSTANT int := current_setting('weir.user')::int;
  period CONSTANT jsonb := nullif(asked -> 'period', 'null');
  m0 CONSTANT int := (period ->> 'm0')::int; k0 CONSTANT int := (period ->> 'k0')::int;
  m1 CONSTANT int := (period ->> 'm1')::int; k1 CONSTANT int := (period ->> 'k1')::int;
  -- Cases counted from their rows: changed since the last fold, and RED.
  apart int[]; none varbit; every varbit;
BEGIN
  apart := ARRAY(SELECT d.pos FROM facet_dirty d UNION SELECT -s FROM unnest(scopes) s WHERE s < 0);
  IF cardinality(apart) > 4000 THEN
    RETURN QUERY SELECT 'walk', NULL::int, 1;
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
    FROM (
        SELECT b.chunk, bit_or(b.bits) AS bits
        FROM generate_series(0, (SELECT max(l.chunk) FROM facet_bits l)) c(chunk) JOIN facet_bits b ON b.chunk = c.chunk AND b.dim = 12
        WHERE b.val = ANY (public_scopes) GROUP BY b.chunk) s LEFT JOIN dirty d ON d.chunk = s.chunk
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
      SELECT c.chunk, s.dim, s.val, s.bits, CASE s.dim WHEN 10 THEN s.val WHEN 11 THEN s.val / 4096 END AS first, CASE s.dim WHEN 10 THEN s.val WHEN 11 THEN s.val / 4096 + s.val % 4096 - 1 END AS last
      FROM seen c
      CROSS JOIN (VALUES (10::smallint, m0, m1, true), (11, 0, m1 * 4096 + 4095, true), (23, 0, 31, k0 IS NOT NULL OR k1 IS NOT NULL), (24, 0, 31, k0 IS NOT NULL OR k1 IS NOT NULL)) w(dim, lo, hi, asked)
      CROSS JOIN LATERAL (
        SELECT b.dim, b.val, b.bits FROM facet_bits b WHERE b.chunk = c.chunk AND b.dim = w.dim AND b.val BETWEEN w.lo AND w.hi
        UNION ALL SELECT r.dim, r.val, r.bits FROM rest r WHERE c.chunk = -1 AND r.dim = w.dim AND r.val BETWEEN w.lo AND w.hi OFFSET 0) s
      WHERE period IS NOT NULL AND w.asked
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
      CROSS JOIN LATERAL (SELECT CASE c.dim WHEN 14 THEN reader ELSE c.lo END AS lo, CASE c.dim WHEN 14 THEN reader ELSE c.hi END AS hi) l
      CROSS JOIN seen k
      CROSS JOIN LATERAL (
        SELECT b.dim, b.val, b.chunk, b.bits FROM facet_bits b WHERE b.chunk = k.chunk AND b.dim = c.dim AND b.val BETWEEN l.lo AND l.hi
        UNION ALL SELECT r.dim, r.val, r.chunk, r.bits FROM rest r WHERE k.chunk = -1 AND r.dim = c.dim AND r.val BETWEEN l.lo AND l.hi OFFSET 0) s
      WHERE (c.a IS NULL OR facet_part(s.dim, s.val, 'a') = ANY (c.a)) AND (c.b IS NULL OR facet_part(s.dim, s.val, 'b') = ANY (c.b))
        AND (c.c IS NULL OR facet_part(s.dim, s.val, 'c') BETWEEN c.c[1] AND c.c[2])
      GROUP BY c.clause, s.chunk
  ), plain AS MATERIALIZED (
    -- of the authors only the reader
    SELECT x.key, x.but, x.dim, CASE x.dim WHEN 14 THEN reader ELSE x.lo END AS lo, CASE x.dim WHEN 14 THEN reader ELSE x.hi END AS hi, x.a FROM jsonb_to_recordset(asked -> 'plain') AS x(key text, but int, dim smallint, lo int, hi int, a int[])
  ), parted AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(asked -> 'parted') AS x(key text, but int, dim smallint, lo int, hi int, a int[], b int[], c int[], part text)
  ), masks AS MATERIALIZED (
    SELECT x.but, x.chunk, x.bits FROM (
      SELECT u.but, m.chunk, bit_and(m.bits) AS bits
      FROM (SELECT 0 AS but UNION SELECT f.but FROM plain f UNION SELECT f.but FROM parted f UNION SELECT (period ->> 'clause')::int WHERE period IS NOT NULL) u
      JOIN met m ON m.clause <= 0 OR m.clause <> u.but
      GROUP BY u.but, m.chunk HAVING count(*) = 1 + (extra IS NOT NULL)::int + (asked ->> 'clauses')::int - (u.but > 0)::int
    ) x WHERE bit_count(x.bits) > 0
  )
  SELECT y.key, y.val, sum(y.n)::int FROM (
    SELECT 'total' AS key, NULL::int AS val, bit_count(m.bits)::int AS n FROM masks m WHERE m.but = 0
    UNION ALL SELECT 'register', NULL, bit_count(s.bits)::int FROM seen s
    UNION ALL SELECT 'maybe', NULL, bit_count(m.bits & t.near & ~t.inside)::int FROM masks m JOIN times t ON t.chunk = m.chunk WHERE m.but = (period ->> 'clause')::int
    -- by values as they are
    UNION ALL SELECT f.key, s.val, bit_count(s.bits & m.bits)::int
      FROM masks m JOIN plain f ON f.but = m.but
      CROSS JOIN LATERAL (
        SELECT b.val, b.bits FROM facet_bits b WHERE b.chunk = m.chunk AND b.dim = f.dim AND b.val BETWEEN f.lo AND f.hi
        UNION ALL SELECT r.val, r.bits FROM rest r WHERE m.chunk = -1 AND r.dim = f.dim AND r.val BETWEEN f.lo AND f.hi OFFSET 0) s
      WHERE f.a IS NULL OR s.val = ANY (f.a)
    -- by a part of them: a case with two values of the same part counts once
    UNION ALL SELECT f.key, o.val, bit_count(o.bits & m.bits)::int
      FROM masks m JOIN parted f ON f.but = m.but
      CROSS JOIN LATERAL (
        SELECT CASE f.part WHEN 'family' THEN array_position(ARRAY(SELECT jsonb_array_elements_text(asked -> 'families')), t.family) - 1 ELSE facet_part(f.dim, s.val, f.part) END AS val, bit_or(s.bits) AS bits
        FROM (
          SELECT b.val, b.bits FROM facet_bits b WHERE b.chunk = m.chunk AND b.dim = f.dim AND b.val BETWEEN f.lo AND f.hi
          UNION ALL SELECT r.val, r.bits FROM rest r WHERE m.chunk = -1 AND r.dim = f.dim AND r.val BETWEEN f.lo AND f.hi OFFSET 0) s
        LEFT JOIN substance t ON f.part = 'family' AND t.id = facet_part(f.dim, s.val, 'a')
        WHERE (f.a IS NULL OR facet_part(f.dim, s.val, 'a') = ANY (f.a)) AND (f.b IS NULL OR facet_part(f.dim, s.val, 'b') = ANY (f.b))
          AND (f.c IS NULL OR facet_part(f.dim, s.val, 'c') BETWEEN f.c[1] AND f.c[2])
        GROUP BY 1) o
  ) y GROUP BY y.key, y.val HAVING sum(y.n) > 0;
END $$;
