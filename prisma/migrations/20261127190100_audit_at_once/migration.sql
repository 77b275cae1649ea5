-- The log of a bulk write: each row is turned into JSON once, and the key of one column read from it. What stands in the log is as before.

CREATE OR REPLACE FUNCTION audit_withhold(r jsonb, hidden text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE
AS $$ SELECT r || coalesce((SELECT jsonb_object_agg(h, '[withheld]') FROM unnest(hidden) h WHERE jsonb_typeof(r -> h) <> 'null'), '{}') $$;

CREATE OR REPLACE FUNCTION audit_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  event bigint := nullif(current_setting('weir.action', true), '')::bigint;
  key text[] := string_to_array(tg_argv[0], ',');
  only_key text := CASE WHEN cardinality(key) = 1 THEN key[1] END;
  hidden text[] := string_to_array(nullif(tg_argv[1], ''), ',');
BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO audit_change (event_id, table_name, row_key, operation, new_row)
      SELECT event, tg_table_name, CASE WHEN only_key IS NULL THEN public.audit_key(j.r, key) ELSE j.r ->> only_key END, 'insert',
        CASE WHEN hidden IS NULL THEN j.r ELSE public.audit_withhold(j.r, hidden) END
      FROM (SELECT to_jsonb(n) AS r FROM new_rows n OFFSET 0) j;
  ELSIF tg_op = 'UPDATE' THEN
    INSERT INTO audit_change (event_id, table_name, row_key, operation, old_row, new_row)
      SELECT event, tg_table_name, n.k, 'update', CASE WHEN hidden IS NULL THEN o.r ELSE public.audit_withhold(o.r, hidden) END,
        CASE WHEN hidden IS NULL THEN n.r ELSE public.audit_withhold(n.r, hidden) END
      FROM (SELECT j.r, CASE WHEN only_key IS NULL THEN public.audit_key(j.r, key) ELSE j.r ->> only_key END AS k FROM (SELECT to_jsonb(x) AS r FROM new_rows x OFFSET 0) j OFFSET 0) n
      JOIN (SELECT j.r, CASE WHEN only_key IS NULL THEN public.audit_key(j.r, key) ELSE j.r ->> only_key END AS k FROM (SELECT to_jsonb(x) AS r FROM old_rows x OFFSET 0) j OFFSET 0) o ON o.k = n.k
      WHERE o.r <> n.r;
  ELSE
    INSERT INTO audit_change (event_id, table_name, row_key, operation, old_row)
      SELECT event, tg_table_name, CASE WHEN only_key IS NULL THEN public.audit_key(j.r, key) ELSE j.r ->> only_key END, 'delete',
        CASE WHEN hidden IS NULL THEN j.r ELSE public.audit_withhold(j.r, hidden) END
      FROM (SELECT to_jsonb(o) AS r FROM old_rows o OFFSET 0) j;
  END IF;
  RETURN NULL;
END $$;
