-- What these point at is held by the report and the batch themselves: a check for each row of a file more finds nothing that could be wrong.
ALTER TABLE "import_record" DROP CONSTRAINT "import_record_agency_id_fkey", DROP CONSTRAINT "import_record_source_id_fkey";
ALTER TABLE "import_change" DROP CONSTRAINT "import_change_report_id_fkey";
ALTER TABLE "import_row" DROP CONSTRAINT "import_row_report_id_fkey", DROP CONSTRAINT "import_row_batch_id_fkey";

-- As in the migration audit_at_once; of many new rows what is withheld is left out before the row becomes JSON, not after: accounts are long.
CREATE OR REPLACE FUNCTION audit_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  event bigint := nullif(current_setting('weir.action', true), '')::bigint;
  key text[] := string_to_array(tg_argv[0], ',');
  only_key text := CASE WHEN cardinality(key) = 1 THEN key[1] END;
  hidden text[] := string_to_array(nullif(tg_argv[1], ''), ',');
  columns text;
  many boolean := false;
BEGIN
  IF tg_op = 'INSERT' AND hidden IS NOT NULL THEN
    many := (SELECT count(*) FROM (SELECT 1 FROM new_rows LIMIT 200) x) = 200;
  END IF;
  IF many THEN
    SELECT string_agg(CASE WHEN a.attname = ANY (hidden) THEN format('CASE WHEN x.%1$I IS NOT NULL THEN ''[withheld]'' END AS %1$I', a.attname) ELSE format('x.%I', a.attname) END, ', ' ORDER BY a.attnum)
      INTO columns FROM pg_attribute a WHERE a.attrelid = tg_relid AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE format('INSERT INTO public.audit_change (event_id, table_name, row_key, operation, new_row)
      SELECT $1, $2, CASE WHEN $3 IS NULL THEN public.audit_key(j.r, $4) ELSE j.r ->> $3 END, ''insert'', j.r
      FROM (SELECT to_jsonb(y) AS r FROM (SELECT %s FROM new_rows x) y OFFSET 0) j', columns) USING event, tg_table_name::text, only_key, key;
  ELSIF tg_op = 'INSERT' THEN
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
