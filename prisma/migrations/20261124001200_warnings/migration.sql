-- What no single seizure of a substance is expected to exceed, by unit: kg for every weight, l for every volume, a count's own unit.
-- More is asked about, never refused.
ALTER TABLE substance ADD COLUMN ceilings jsonb NOT NULL DEFAULT '{}';
ALTER TABLE substance ADD CONSTRAINT substance_ceilings CHECK (jsonb_typeof(ceilings) = 'object');

-- What the form asked about a version and its author confirmed with a word of reason: [{code, path, message, values, reason}].
ALTER TABLE report_version ADD COLUMN confirmed jsonb NOT NULL DEFAULT '[]';
ALTER TABLE report_version ADD CONSTRAINT report_version_confirmed CHECK (jsonb_typeof(confirmed) = 'array');

-- The reasons may repeat what a source says: the log withholds them as it does the account.
DROP TRIGGER audit_insert ON report_version;
DROP TRIGGER audit_update ON report_version;
DROP TRIGGER audit_delete ON report_version;
CREATE TRIGGER audit_insert AFTER INSERT ON report_version REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('report_id,number', 'account,confirmed');
CREATE TRIGGER audit_update AFTER UPDATE ON report_version REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('report_id,number', 'account,confirmed');
CREATE TRIGGER audit_delete AFTER DELETE ON report_version REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('report_id,number', 'account,confirmed');

-- The largest of a substance in a unit, however many lines there are.
CREATE INDEX case_line_largest ON case_line (substance_id, unit, quantity DESC);
