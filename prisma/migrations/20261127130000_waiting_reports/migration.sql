-- The reports that wait and that the viewer may see. Through the policies a short queue cost a scan of all cases: a report is seen if its case
-- is, and the planner looks that up for every case there is. Here the few that wait lead to their cases, under the same scopes.
CREATE FUNCTION waiting_reports() RETURNS TABLE (report_id uuid, case_id int, waiting_since timestamptz(3), owner_agency_id int, handling text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 200
AS $$
  SELECT r.id, r.case_id, r.waiting_since, c.owner_agency_id, c.handling
  -- First what waits (OFFSET 0 keeps it first), by its short index: the scopes would lead to every case that the viewer may see.
  FROM (SELECT x.id, x.case_id, x.waiting_since FROM report x WHERE x.waiting_since IS NOT NULL OFFSET 0) r JOIN case_file c ON c.id = r.case_id
  WHERE c.scope_id IN (SELECT unnest(current_setting('weir.scopes')::int[]))
$$;
REVOKE EXECUTE ON FUNCTION waiting_reports() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION waiting_reports() TO weir_app;
