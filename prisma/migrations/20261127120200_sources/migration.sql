-- Sources are kept: edited by those whose they are, and merged where two are one.

ALTER TABLE source ADD COLUMN merged_into_id int REFERENCES source (id) ON DELETE RESTRICT;
ALTER TABLE source ADD COLUMN merged_by_id int REFERENCES app_user (id) ON DELETE RESTRICT;
ALTER TABLE source ADD COLUMN merged_at timestamptz(3);
ALTER TABLE source ADD CONSTRAINT source_merged CHECK (merged_into_id <> id AND (merged_into_id IS NULL) = (merged_at IS NULL));
CREATE INDEX source_merged_into_id_idx ON source (merged_into_id);
CREATE INDEX source_merged_by_id_idx ON source (merged_by_id);

-- Who may change a source: its agency; of the shared list, reviewers.
CREATE POLICY keepers_update ON source AS RESTRICTIVE FOR UPDATE TO weir_app
  USING ((SELECT current_setting('weir.role')) IN ('operator', 'register')
    OR owner_agency_id = (SELECT current_setting('weir.agency')::int)
    OR (shared AND (SELECT current_setting('weir.role')) = 'reviewer'));

-- Where a merged source's reports stand. A report's account says what it said: the mapping is applied when a case is resolved, so that a
-- merge can be taken back. Ids only, of sources that the caller may not see too.
CREATE FUNCTION merged_sources() RETURNS TABLE (id int, root int) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public
AS $$
  WITH RECURSIVE way AS (
    SELECT s.id, s.merged_into_id AS at, 1 AS step FROM source s WHERE s.merged_into_id IS NOT NULL
    UNION ALL
    SELECT way.id, s.merged_into_id, way.step + 1 FROM way JOIN source s ON s.id = way.at WHERE s.merged_into_id IS NOT NULL AND way.step < 50)
  SELECT DISTINCT ON (way.id) way.id, way.at FROM way ORDER BY way.id, way.step DESC
$$;

-- Cases whose read model is still to follow their source: few are done at once, many by background work.
CREATE TABLE case_refresh (case_id int PRIMARY KEY REFERENCES case_file (id) ON DELETE CASCADE);
ALTER TABLE case_refresh ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_refresh FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON case_refresh TO weir_owner USING (true) WITH CHECK (true);

-- Refreshes cases, the first of them at once. Their rows are locked first, as resolving does. Returns how many are left to background work.
CREATE FUNCTION refresh_cases_of(ids int[]) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE now_ids int[];
BEGIN
  SELECT coalesce(array_agg(x ORDER BY x), '{}') INTO now_ids FROM (SELECT DISTINCT unnest(ids) AS x ORDER BY 1 LIMIT 2000) u;
  INSERT INTO case_refresh SELECT DISTINCT u FROM unnest(ids) u WHERE NOT u = ANY (now_ids) ON CONFLICT DO NOTHING;
  PERFORM 1 FROM case_file c WHERE c.id = ANY (now_ids) ORDER BY c.id FOR NO KEY UPDATE;
  PERFORM refresh_read_model(now_ids);
  RETURN (SELECT count(*) FROM case_refresh r WHERE r.case_id = ANY (ids));
END $$;

-- After a change of its reliability: the cases that rest on it, whoever may see them.
CREATE FUNCTION source_graded(source_id int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  -- A report being logged on it waits, or is waited for: it must not be forgotten.
  PERFORM 1 FROM source s WHERE s.id = $1 FOR UPDATE;
  RETURN refresh_cases_of(ARRAY(SELECT DISTINCT r.case_id FROM report r WHERE r.source_id = $1));
END $$;

-- Up to so many of those left over. Returns how many were done.
CREATE FUNCTION refresh_left_cases(most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE ids int[];
BEGIN
  SELECT coalesce(array_agg(x.case_id ORDER BY x.case_id), '{}') INTO ids
    FROM (SELECT r.case_id FROM case_refresh r ORDER BY r.case_id LIMIT most FOR UPDATE SKIP LOCKED) x;
  PERFORM 1 FROM case_file c WHERE c.id = ANY (ids) ORDER BY c.id FOR NO KEY UPDATE;
  PERFORM refresh_read_model(ids);
  DELETE FROM case_refresh r WHERE r.case_id = ANY (ids);
  RETURN cardinality(ids);
END $$;

CREATE FUNCTION cases_left_to_refresh() RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT count(*)::int FROM case_refresh $$;

-- Reports of two sources that one agency logged under the same reference: they cannot stand on one source. All agencies' are found, and
-- the caller shows those that the viewer sees.
CREATE FUNCTION source_clashes(loser int, survivor int) RETURNS TABLE (reference text, loser_report uuid, survivor_report uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT a.external_reference, a.id, b.id FROM report a
    JOIN report b ON b.agency_id = a.agency_id AND b.external_reference = a.external_reference AND b.source_id = survivor
  WHERE a.source_id = loser ORDER BY a.external_reference
$$;

-- Moves the reports of one source to another. The caller has checked who may, and that nothing clashes. Returns how many reports moved.
CREATE FUNCTION merge_source(loser int, survivor int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  ids int[];
  moved int;
BEGIN
  IF current_setting('weir.role') NOT IN ('reviewer', 'operator') THEN RAISE EXCEPTION 'only a reviewer merges sources' USING ERRCODE = '42501'; END IF;
  PERFORM 1 FROM source s WHERE s.id IN (loser, survivor) ORDER BY s.id FOR UPDATE;
  UPDATE source SET merged_into_id = survivor, merged_at = now(), merged_by_id = current_setting('weir.user')::int
    WHERE id = loser AND merged_into_id IS NULL AND EXISTS (SELECT 1 FROM source o WHERE o.id = survivor AND o.merged_into_id IS NULL);
  IF NOT FOUND THEN RAISE EXCEPTION 'one of the two is merged already' USING ERRCODE = '40001'; END IF;
  ids := ARRAY(SELECT DISTINCT r.case_id FROM report r WHERE r.source_id = loser ORDER BY 1);
  PERFORM 1 FROM case_file c WHERE c.id = ANY (ids) ORDER BY c.id FOR NO KEY UPDATE;
  UPDATE report SET source_id = survivor WHERE source_id = loser;
  GET DIAGNOSTICS moved = ROW_COUNT;
  PERFORM refresh_cases_of(ids);
  RETURN moved;
END $$;

-- Takes a merge back: reports whose account names the source, or one merged into it, stand on it again. Returns how many.
CREATE FUNCTION unmerge_source(loser int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  survivor int;
  root_id int;
  ids int[];
  moved int;
BEGIN
  IF current_setting('weir.role') NOT IN ('reviewer', 'operator') THEN RAISE EXCEPTION 'only a reviewer separates sources' USING ERRCODE = '42501'; END IF;
  SELECT s.merged_into_id, m.root INTO survivor, root_id FROM source s JOIN merged_sources() m ON m.id = s.id WHERE s.id = loser;
  IF survivor IS NULL THEN RAISE EXCEPTION 'it is not merged' USING ERRCODE = '40001'; END IF;
  PERFORM 1 FROM source s WHERE s.id IN (loser, survivor, root_id) ORDER BY s.id FOR UPDATE;
  UPDATE source SET merged_into_id = NULL, merged_at = NULL, merged_by_id = NULL WHERE id = loser;
  ids := ARRAY(SELECT DISTINCT r.case_id FROM report r WHERE r.source_id = root_id ORDER BY 1);
  PERFORM 1 FROM case_file c WHERE c.id = ANY (ids) ORDER BY c.id FOR NO KEY UPDATE;
  UPDATE report r SET source_id = loser
    FROM report_version v LEFT JOIN merged_sources() m ON m.id = (v.account ->> 'source')::int
    WHERE r.source_id = root_id AND v.report_id = r.id AND v.number = coalesce(r.verified_version, r.latest_version)
      AND coalesce(m.root, (v.account ->> 'source')::int) = loser;
  GET DIAGNOSTICS moved = ROW_COUNT;
  PERFORM refresh_cases_of(ids);
  RETURN moved;
END $$;

REVOKE EXECUTE ON FUNCTION merged_sources(), refresh_cases_of(int[]), source_graded(int), refresh_left_cases(int), cases_left_to_refresh(),
  source_clashes(int, int), merge_source(int, int), unmerge_source(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merged_sources(), source_graded(int), refresh_left_cases(int), cases_left_to_refresh(), source_clashes(int, int),
  merge_source(int, int), unmerge_source(int) TO weir_app;
