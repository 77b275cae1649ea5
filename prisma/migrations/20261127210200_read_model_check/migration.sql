-- What `weir readmodel:check` and `readmodel:rebuild` ask for. The rows that a case ought to have are what refresh_read_model makes of it:
-- there is no second definition that could drift from the first. The check makes them, compares, and takes them back.

CREATE FUNCTION rebuild_read_model(ids int[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_setting('weir.role') IS DISTINCT FROM 'operator' THEN
    RAISE EXCEPTION 'the read model is the operator''s to rebuild' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Whoever writes a case locks it first: what is made here is of its last committed state.
  PERFORM 1 FROM case_file c WHERE c.id = ANY (ids) ORDER BY c.id FOR SHARE;
  PERFORM refresh_read_model(ids);
  DELETE FROM red_case_member r WHERE r.case_id = ANY (ids)
    AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id = r.case_id AND c.handling = 'red');
  INSERT INTO red_case_member (user_id, case_id)
    SELECT m.user_id, m.case_id FROM case_member m JOIN case_file c ON c.id = m.case_id
    WHERE c.id = ANY (ids) AND c.handling = 'red' ON CONFLICT DO NOTHING;
END $$;

-- The rows of some cases, each under its table and key.
CREATE FUNCTION read_model_rows(ids int[]) RETURNS TABLE (case_id int, part text, place int, content jsonb)
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT f.case_id, 'case_flat', 0, to_jsonb(f) FROM case_flat f WHERE f.case_id = ANY (ids)
  UNION ALL SELECT t.case_id, 'case_text', 0, to_jsonb(t) FROM case_text t WHERE t.case_id = ANY (ids)
  UNION ALL SELECT w.case_id, 'line_flat', w.position, to_jsonb(w) FROM line_flat w WHERE w.case_id = ANY (ids)
  UNION ALL SELECT r.case_id, 'red_case_member', r.user_id, to_jsonb(r) FROM red_case_member r WHERE r.case_id = ANY (ids)
$$;

CREATE FUNCTION check_read_model(ids int[]) RETURNS TABLE (reference text, part text, fields text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE stored jsonb; counted jsonb;
BEGIN
  IF current_setting('weir.role') IS DISTINCT FROM 'operator' THEN
    RAISE EXCEPTION 'the read model is the operator''s to check' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM 1 FROM case_file c WHERE c.id = ANY (ids) ORDER BY c.id FOR SHARE;
  SELECT jsonb_agg(to_jsonb(r)) INTO stored FROM read_model_rows(ids) r;
  BEGIN
    PERFORM rebuild_read_model(ids);
    SELECT jsonb_agg(to_jsonb(r)) INTO counted FROM read_model_rows(ids) r;
    RAISE EXCEPTION 'compared' USING ERRCODE = 'WR001'; -- takes back what was made; the variables keep what was read
  EXCEPTION WHEN SQLSTATE 'WR001' THEN NULL;
  END;
  RETURN QUERY
    SELECT c.reference, d.part,
      -- Where a row is too many or missing there are no fields to name.
      CASE WHEN d.was IS NULL OR d.ought IS NULL THEN '{}'::text[]
        ELSE ARRAY(SELECT k FROM jsonb_object_keys(d.was || d.ought) k WHERE d.was -> k IS DISTINCT FROM d.ought -> k ORDER BY k) END
    FROM (
      SELECT coalesce(s.case_id, n.case_id) AS case_id, coalesce(s.part, n.part) AS part, coalesce(s.place, n.place) AS place,
        s.content AS was, n.content AS ought
      FROM jsonb_to_recordset(coalesce(stored, '[]')) AS s(case_id int, part text, place int, content jsonb)
      FULL JOIN jsonb_to_recordset(coalesce(counted, '[]')) AS n(case_id int, part text, place int, content jsonb)
        ON n.case_id = s.case_id AND n.part = s.part AND n.place = s.place
      WHERE s.content IS DISTINCT FROM n.content) d
    JOIN case_file c ON c.id = d.case_id
    ORDER BY c.id, d.part, d.place;
END $$;
REVOKE EXECUTE ON FUNCTION rebuild_read_model(int[]), read_model_rows(int[]), check_read_model(int[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rebuild_read_model(int[]), check_read_model(int[]) TO weir_app;
