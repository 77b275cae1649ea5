-- Since when a report's newest version waits for a reviewer, derived from its decisions as its status is: the queue is then a walk along one
-- short index, however many reports were decided long ago.
ALTER TABLE "report" ADD COLUMN "waiting_since" TIMESTAMPTZ(3);

-- Derived from what stands there: nobody changed a report, so that the log has nothing to say of it.
ALTER TABLE report DISABLE TRIGGER USER;
UPDATE report r SET waiting_since = d.decided_at
FROM (
  SELECT DISTINCT ON (x.report_id) x.report_id, x.kind, x.decided_at
  FROM report_decision x JOIN report n ON n.id = x.report_id AND n.latest_version = x.version
  ORDER BY x.report_id, x.id DESC) d
WHERE d.report_id = r.id AND d.kind = 'submitted';
ALTER TABLE report ENABLE TRIGGER USER;

CREATE INDEX report_waiting ON report (waiting_since, id) WHERE waiting_since IS NOT NULL;
GRANT UPDATE (waiting_since) ON report TO weir_app;
