-- What waits and what came back is found from one's own side and from the reviewer's, at the end where one looks, and only as much as is shown:
-- a file of 300,000 rows makes as many reports that wait, and the start page of who imported it read each of them.

-- Who wrote a report's newest version, while it waits or after it came back; derived from its decisions as its status is.
ALTER TABLE "report" ADD COLUMN "in_hand_of_id" INTEGER;
ALTER TABLE report DISABLE TRIGGER USER;
UPDATE report r SET in_hand_of_id = v.author_id
FROM report_version v
  CROSS JOIN LATERAL (
    SELECT x.kind FROM report_decision x WHERE x.report_id = v.report_id AND x.version = v.number AND x.kind NOT IN ('withdrawn', 'reinstated') ORDER BY x.id DESC LIMIT 1) d
WHERE v.report_id = r.id AND v.number = r.latest_version AND d.kind IN ('submitted', 'returned') AND r.status <> 'withdrawn';
ALTER TABLE report ENABLE TRIGGER USER;
CREATE INDEX report_in_hand ON report (in_hand_of_id, waiting_since, id) WHERE in_hand_of_id IS NOT NULL;
GRANT UPDATE (in_hand_of_id) ON report TO weir_app;

-- As in the migration waiting_reports, from a place in the queue on, the nearest first, and no more than `most` (null: all): `owned_by` an agency,
-- `handled` alike, where they are given.
DROP FUNCTION waiting_reports();
CREATE FUNCTION waiting_reports(most int DEFAULT NULL, owned_by int DEFAULT NULL, handled text DEFAULT NULL, backwards boolean DEFAULT false,
  since timestamptz DEFAULT NULL, at_id uuid DEFAULT NULL)
RETURNS TABLE (report_id uuid, case_id int, waiting_since timestamptz(3), owner_agency_id int, handling text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 200
AS $$
BEGIN
  -- Planned each time, for the limit. One report after another, and its case with it (OFFSET 0): the scopes would lead to every case that the
  -- viewer may see.
  RETURN QUERY EXECUTE format($query$
    SELECT r.id, r.case_id, r.waiting_since, c.owner_agency_id, c.handling
    FROM (SELECT x.id, x.case_id, x.waiting_since FROM report x
        WHERE x.waiting_since IS NOT NULL AND ($4 IS NULL OR (x.waiting_since, x.id) %1$s ($4, $5)) ORDER BY x.waiting_since %2$s, x.id %2$s OFFSET 0) r
      CROSS JOIN LATERAL (SELECT y.owner_agency_id, y.handling, y.scope_id FROM case_file y WHERE y.id = r.case_id OFFSET 0) c
    WHERE c.scope_id = ANY (current_setting('weir.scopes')::int[]) AND ($2 IS NULL OR c.owner_agency_id = $2) AND ($3 IS NULL OR c.handling = $3)
    LIMIT $1$query$, CASE WHEN backwards THEN '<' ELSE '>' END, CASE WHEN backwards THEN 'DESC' ELSE 'ASC' END)
    USING most, owned_by, handled, since, at_id;
END $$;
REVOKE EXECUTE ON FUNCTION waiting_reports(int, int, text, boolean, timestamptz, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION waiting_reports(int, int, text, boolean, timestamptz, uuid) TO weir_app;

-- The reports that the viewer has in hand and may see: those that wait, the newest first, or those that came back. No more than `most` (null: all).
CREATE FUNCTION reports_in_hand(waiting boolean, most int) RETURNS TABLE (report_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 50
AS $$
BEGIN
  RETURN QUERY EXECUTE format($query$
    SELECT r.id
    FROM (SELECT x.id, x.case_id FROM report x WHERE x.in_hand_of_id = $2 AND x.waiting_since %s ORDER BY x.waiting_since DESC, x.id DESC OFFSET 0) r
      CROSS JOIN LATERAL (SELECT y.scope_id FROM case_file y WHERE y.id = r.case_id OFFSET 0) c
    WHERE c.scope_id = ANY (current_setting('weir.scopes')::int[])
    LIMIT $1$query$, CASE WHEN waiting THEN 'IS NOT NULL' ELSE 'IS NULL' END)
    USING most, current_setting('weir.user')::int;
END $$;
REVOKE EXECUTE ON FUNCTION reports_in_hand(boolean, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reports_in_hand(boolean, int) TO weir_app;
