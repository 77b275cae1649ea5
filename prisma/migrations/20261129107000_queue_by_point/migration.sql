-- As in the migration in_hand, and of cases at some transit points (`placed`: their ids, 0 for none). Where these have few cases, from the cases
-- to their reports; else along the queue, which then comes to enough of them soon: a queue narrowed to a point was read whole.
DROP FUNCTION waiting_reports(int, int, text, boolean, timestamptz, uuid);
CREATE FUNCTION waiting_reports(most int DEFAULT NULL, owned_by int DEFAULT NULL, handled text DEFAULT NULL, backwards boolean DEFAULT false,
  since timestamptz DEFAULT NULL, at_id uuid DEFAULT NULL, placed int[] DEFAULT NULL)
RETURNS TABLE (report_id uuid, case_id int, waiting_since timestamptz(3), owner_agency_id int, handling text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 200
AS $$
#variable_conflict use_column
DECLARE
  few CONSTANT boolean := placed IS NOT NULL AND 0 <> ALL (placed)
    AND coalesce((SELECT sum(m.cases) FROM (
        SELECT n.cases FROM month_count n WHERE n.dim = 1 AND n.val = ANY (placed)
        UNION ALL SELECT d.cases FROM month_count_delta d WHERE d.dim = 1 AND d.val = ANY (placed)) m), 0) < 5000;
BEGIN
  -- Planned each time, for the limit. One report after another, and its case with it (OFFSET 0): the scopes would lead to every case that the
  -- viewer may see.
  RETURN QUERY EXECUTE format($query$
    SELECT r.id, r.case_id, r.waiting_since, c.owner_agency_id, c.handling
    FROM (SELECT x.id, x.case_id, x.waiting_since FROM %3$s
        AND x.waiting_since IS NOT NULL AND ($4 IS NULL OR (x.waiting_since, x.id) %1$s ($4, $5)) ORDER BY x.waiting_since %2$s, x.id %2$s OFFSET 0) r
      CROSS JOIN LATERAL (SELECT y.owner_agency_id, y.handling, y.scope_id, coalesce(y.transit_point_id, 0) AS point FROM case_file y WHERE y.id = r.case_id OFFSET 0) c
    WHERE c.scope_id = ANY (current_setting('weir.scopes')::int[]) AND ($2 IS NULL OR c.owner_agency_id = $2) AND ($3 IS NULL OR c.handling = $3)
      AND ($6 IS NULL OR c.point = ANY ($6))
    LIMIT $1$query$, CASE WHEN backwards THEN '<' ELSE '>' END, CASE WHEN backwards THEN 'DESC' ELSE 'ASC' END,
      CASE WHEN few THEN 'case_file p JOIN report x ON x.case_id = p.id WHERE p.transit_point_id = ANY ($6)' ELSE 'report x WHERE TRUE' END)
    USING most, owned_by, handled, since, at_id, placed;
END $$;
REVOKE EXECUTE ON FUNCTION waiting_reports(int, int, text, boolean, timestamptz, uuid, int[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION waiting_reports(int, int, text, boolean, timestamptz, uuid, int[]) TO weir_app;
