-- The log. The code appends one action event and names it to the transaction; triggers write the row changes beside it.
-- A row change without an event went past the code.

CREATE FUNCTION append_event(action text, subject_type text, subject_id text, reason text, details jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE event bigint;
BEGIN
  INSERT INTO audit_event (actor_id, actor_role, agency_id, action, subject_type, subject_id, reason, details)
    VALUES (current_setting('weir.user')::int, current_setting('weir.role'), current_setting('weir.agency')::int, $1, $2, $3, $4, $5)
    RETURNING id INTO event;
  PERFORM set_config('weir.action', event::text, true);
  RETURN event;
END $$;

-- For what happens outside a viewer's transaction: sign-ins and their failures, accounts from the command line.
CREATE FUNCTION append_system_event(actor int, action text, subject_type text, subject_id text, reason text, details jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE event bigint;
BEGIN
  INSERT INTO audit_event (actor_id, actor_role, agency_id, action, subject_type, subject_id, reason, details)
    SELECT actor, coalesce(w.role, 'nobody'), w.agency_id, $2, $3, $4, $5, $6 FROM (SELECT 1) one LEFT JOIN app_user w ON w.id = actor
    RETURNING id INTO event;
  PERFORM set_config('weir.action', event::text, true);
  RETURN event;
END $$;

-- One statement, one set of rows. Arguments: the key's columns, then the columns whose values must not stand in the log.
CREATE FUNCTION audit_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  event bigint := nullif(current_setting('weir.action', true), '')::bigint;
  key text[] := string_to_array(tg_argv[0], ',');
  hidden text[] := string_to_array(coalesce(tg_argv[1], ''), ',');
BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO audit_change (event_id, table_name, row_key, operation, new_row)
      SELECT event, tg_table_name, public.audit_key(to_jsonb(n), key), 'insert', public.audit_withhold(to_jsonb(n), hidden) FROM new_rows n;
  ELSIF tg_op = 'UPDATE' THEN
    INSERT INTO audit_change (event_id, table_name, row_key, operation, old_row, new_row)
      SELECT event, tg_table_name, public.audit_key(to_jsonb(n), key), 'update', public.audit_withhold(to_jsonb(o), hidden), public.audit_withhold(to_jsonb(n), hidden)
      FROM new_rows n JOIN old_rows o ON public.audit_key(to_jsonb(o), key) = public.audit_key(to_jsonb(n), key)
      WHERE to_jsonb(o) <> to_jsonb(n);
  ELSE
    INSERT INTO audit_change (event_id, table_name, row_key, operation, old_row)
      SELECT event, tg_table_name, public.audit_key(to_jsonb(o), key), 'delete', public.audit_withhold(to_jsonb(o), hidden) FROM old_rows o;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION audit_key(r jsonb, key text[]) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT string_agg(r ->> k, '/' ORDER BY ord) FROM unnest(key) WITH ORDINALITY u(k, ord) $$;

-- A withheld value stays visible as a value, so that one sees that it was there.
CREATE FUNCTION audit_withhold(r jsonb, hidden text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE
AS $$ SELECT r || coalesce((SELECT jsonb_object_agg(h, '[withheld]') FROM unnest(hidden) h WHERE r ->> h IS NOT NULL), '{}') $$;

DO $$
DECLARE t record;
BEGIN
  -- Projections of a report (lines, involvements, assets, routes, read model) follow from its versions and are not audited again.
  -- The auditor reads the log and no cases: what a source says in words does not stand in it.
  -- Accounts of report_version are append-only themselves: the log points at them and repeats nothing of them.
  FOR t IN SELECT * FROM (VALUES
    ('agency', 'id', ''), ('app_user', 'id', 'password_hash'),
    ('transit_point', 'id', ''), ('transit_point_alias', 'point_id,term', ''), ('coverage_period', 'id', ''), ('nil_return', 'point_id,month', ''),
    ('substance', 'id', ''), ('substance_synonym', 'substance_id,term', ''), ('conversion_set', 'id', ''), ('conversion_factor', 'id', ''),
    ('source', 'id', ''), ('case_file', 'id', 'operation,place,seizing_agency,concealment,note,arrests_words'), ('case_member', 'case_id,user_id', ''),
    ('report', 'id', ''), ('report_version', 'report_id,number', 'account'), ('report_decision', 'id', ''),
    ('person', 'id', 'name,name_latin,alias,alias_latin'), ('person_mention', 'report_id,person_id', ''),
    ('indicator', 'id', ''), ('indicator_value', 'id', ''), ('marker', 'id', ''), ('assessment', 'id', ''), ('saved_view', 'id', '')
  ) v(name, key, hidden)
  LOOP
    EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %L)', t.name, t.key, t.hidden);
    EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %L)', t.name, t.key, t.hidden);
    EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %L)', t.name, t.key, t.hidden);
  END LOOP;
END $$;

GRANT SELECT ON audit_event, audit_change TO weir_app;
CREATE POLICY auditor ON audit_event FOR SELECT TO weir_app USING ((SELECT current_setting('weir.role')) IN ('auditor', 'operator'));
CREATE POLICY auditor ON audit_change FOR SELECT TO weir_app USING ((SELECT current_setting('weir.role')) IN ('auditor', 'operator'));

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_event(text, text, text, text, jsonb) TO weir_app;
GRANT EXECUTE ON FUNCTION append_system_event(int, text, text, text, text, jsonb) TO weir_system;
