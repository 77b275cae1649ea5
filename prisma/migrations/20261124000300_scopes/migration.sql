-- Who sees what. The server connects as a role that can do nothing; a transaction enters weir_app together with its viewer.
-- Policies compare one integer, case_file.scope_id, with the viewer's scopes. RED needs no second rule: each RED case is its own scope.

-- ---------------------------------------------------------------- entering

-- What a transaction of this user runs with; no row for an unknown or disabled user, so that entering fails.
-- admin and auditor read no cases; operator and register see all scopes.
CREATE FUNCTION viewer_settings(u int) RETURNS TABLE (scopes text, agency text, role text, app_role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(CASE
      WHEN w.role IN ('viewer', 'analyst', 'reviewer') THEN
        ARRAY[0, 1000000 + w.agency_id, 2000000 + w.agency_id] || ARRAY(
          SELECT c.scope_id FROM case_member m JOIN case_file c ON c.id = m.case_id WHERE m.user_id = w.id AND c.scope_id < 0)
      WHEN w.role IN ('operator', 'register') THEN
        ARRAY[0] || ARRAY(SELECT 1000000 + a.id FROM agency a) || ARRAY(SELECT 2000000 + a.id FROM agency a)
        || ARRAY(SELECT c.scope_id FROM case_file c WHERE c.scope_id < 0)
    END, '{}')::text, w.agency_id::text, w.role, 'weir_app'
  FROM app_user w WHERE w.id = u AND w.active
$$;

-- The role for accounts, sessions, throttling and health, which holds nothing of the register.
CREATE FUNCTION system_role() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'weir_system' $$;

CREATE INDEX case_file_red ON case_file (id) WHERE handling = 'red';

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT EXECUTE ON FUNCTION viewer_settings(int), system_role() TO weir_login;

-- ---------------------------------------------------------------- grants

-- Reference lists and the names of agencies and users are everybody's to read.
GRANT SELECT ON agency, transit_point, transit_point_alias, coverage_period, nil_return, substance, substance_synonym,
  conversion_set, conversion_factor, indicator, indicator_value, marker, assessment, substance_set TO weir_app;
GRANT SELECT (id, name, role, agency_id, active) ON app_user TO weir_app;
GRANT INSERT, UPDATE, DELETE ON transit_point, transit_point_alias, coverage_period, nil_return, substance, substance_synonym,
  indicator, indicator_value, marker, assessment TO weir_app;
GRANT INSERT ON conversion_set, conversion_factor TO weir_app;
GRANT UPDATE (is_current) ON conversion_set TO weir_app;

GRANT SELECT, INSERT, UPDATE ON source, person_mention TO weir_app;
-- Owner, author and agency are set once: no entered role may hand a case or a report to somebody else.
GRANT SELECT, INSERT ON case_file, report TO weir_app;
GRANT UPDATE (operation, handling, principal_report_id, status, verified_at_source, amendment_waiting, edtf, date_from, date_to, date_precision,
  transit_point_id, attribution, place, seizing_agency, transport_mode, concealment, note, arrests_kind, arrests_count, arrests_words) ON case_file TO weir_app;
GRANT UPDATE (source_id, external_reference, credibility, handling, latest_version, verified_version, status) ON report TO weir_app;
GRANT SELECT, INSERT, DELETE ON case_member TO weir_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON case_line, line_mass, involvement, asset, route_leg, draft, saved_view TO weir_app;
GRANT DELETE ON person_mention TO weir_app;
-- Append-only, and written once: nobody entered may change or remove these.
GRANT SELECT, INSERT ON report_version, report_decision, person TO weir_app;
GRANT SELECT ON case_flat TO weir_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO weir_app;
GRANT EXECUTE ON FUNCTION search_cases(text, int), search_norm(text), search_grams(text), refresh_read_model(int[]) TO weir_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON agency, app_user, session, sign_in_throttle TO weir_system;
GRANT USAGE ON SEQUENCE agency_id_seq, app_user_id_seq TO weir_system;

-- ---------------------------------------------------------------- policies

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['source', 'case_file', 'case_member', 'case_line', 'line_mass', 'involvement', 'asset', 'route_leg',
    'report', 'report_version', 'report_decision', 'person', 'person_mention', 'draft', 'saved_view', 'case_flat', 'case_text',
    'audit_event', 'audit_change']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    -- FORCE binds the owner too; functions that must see more run as the owner, and are few.
    EXECUTE format('CREATE POLICY owner_all ON %I TO weir_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

-- Reference lists: everybody entered reads them, reviewers keep them; analysts may add a synonym or another spelling.
DO $$
DECLARE t text; who text;
BEGIN
  FOREACH t IN ARRAY ARRAY['transit_point', 'transit_point_alias', 'coverage_period', 'nil_return', 'substance', 'substance_synonym',
    'conversion_set', 'conversion_factor', 'indicator', 'indicator_value', 'marker', 'assessment']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO weir_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY everybody ON %I FOR SELECT TO weir_app USING (true)', t);
    who := CASE WHEN t IN ('transit_point_alias', 'substance_synonym') THEN $w$'analyst', $w$ ELSE '' END || $w$'reviewer', 'operator', 'register'$w$;
    EXECUTE format($p$CREATE POLICY keepers_insert ON %I FOR INSERT TO weir_app WITH CHECK ((SELECT current_setting('weir.role')) IN (%s))$p$, t, who);
    EXECUTE format($p$CREATE POLICY keepers_update ON %I FOR UPDATE TO weir_app USING ((SELECT current_setting('weir.role')) IN ('reviewer', 'operator', 'register'))$p$, t);
    EXECUTE format($p$CREATE POLICY keepers_delete ON %I FOR DELETE TO weir_app USING ((SELECT current_setting('weir.role')) IN ('reviewer', 'operator', 'register'))$p$, t);
  END LOOP;
END $$;

CREATE POLICY scope ON case_file TO weir_app
  USING (scope_id IN (SELECT unnest(current_setting('weir.scopes')::int[])));
CREATE POLICY scope ON case_flat FOR SELECT TO weir_app
  USING (scope_id IN (SELECT unnest(current_setting('weir.scopes')::int[])));

-- Children: the case's policy decides. (A copied scope_id would drift.)
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['case_member', 'case_line', 'line_mass', 'involvement', 'asset', 'route_leg', 'report']
  LOOP
    EXECUTE format('CREATE POLICY scope ON %1$I TO weir_app USING (EXISTS (SELECT 1 FROM case_file c WHERE c.id = %1$I.case_id))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['report_version', 'report_decision', 'person_mention']
  LOOP
    EXECUTE format('CREATE POLICY scope ON %1$I TO weir_app USING (EXISTS (SELECT 1 FROM report r WHERE r.id = %1$I.report_id))', t);
  END LOOP;
END $$;

-- Whoever may not write at all is stopped here too; what exactly somebody may write is the matrix's business (lib/auth/permissions.ts).
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['source', 'case_file', 'case_member', 'case_line', 'line_mass', 'involvement', 'asset', 'route_leg',
    'report', 'report_version', 'report_decision', 'person', 'person_mention']
  LOOP
    EXECUTE format('CREATE POLICY writers_insert ON %I AS RESTRICTIVE FOR INSERT TO weir_app WITH CHECK ((SELECT current_setting(''weir.role'')) IN (''analyst'', ''reviewer'', ''operator'', ''register''))', t);
    EXECUTE format('CREATE POLICY writers_update ON %I AS RESTRICTIVE FOR UPDATE TO weir_app USING ((SELECT current_setting(''weir.role'')) IN (''analyst'', ''reviewer'', ''operator'', ''register''))', t);
    EXECUTE format('CREATE POLICY writers_delete ON %I AS RESTRICTIVE FOR DELETE TO weir_app USING ((SELECT current_setting(''weir.role'')) IN (''analyst'', ''reviewer'', ''operator'', ''register''))', t);
  END LOOP;
END $$;
-- Nobody writes in another's name, or opens a case for another agency.
CREATE POLICY own_name ON case_file AS RESTRICTIVE FOR INSERT TO weir_app
  WITH CHECK (created_by_id = (SELECT current_setting('weir.user')::int) AND owner_agency_id = (SELECT current_setting('weir.agency')::int));
-- The team reads names and RED cases: the owning agency names it.
CREATE POLICY owner_names_team ON case_member AS RESTRICTIVE FOR INSERT TO weir_app
  WITH CHECK (added_by_id = (SELECT current_setting('weir.user')::int)
    AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_id AND c.owner_agency_id = (SELECT current_setting('weir.agency')::int)));
CREATE POLICY owner_ends_team ON case_member AS RESTRICTIVE FOR DELETE TO weir_app
  USING (EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_id AND c.owner_agency_id = (SELECT current_setting('weir.agency')::int)));
CREATE POLICY own_name ON report AS RESTRICTIVE FOR INSERT TO weir_app
  WITH CHECK (author_id = (SELECT current_setting('weir.user')::int) AND agency_id = (SELECT current_setting('weir.agency')::int));
CREATE POLICY own_name ON report_version AS RESTRICTIVE FOR INSERT TO weir_app WITH CHECK (author_id = (SELECT current_setting('weir.user')::int));
CREATE POLICY own_name ON report_decision AS RESTRICTIVE FOR INSERT TO weir_app WITH CHECK (decided_by_id = (SELECT current_setting('weir.user')::int));

-- Sources: the shared ones, one's own agency's, and those that a report one may read rests on.
CREATE POLICY visible ON source TO weir_app
  USING (shared OR owner_agency_id = (SELECT current_setting('weir.agency')::int) OR EXISTS (SELECT 1 FROM report r WHERE r.source_id = source.id));

CREATE POLICY own ON draft TO weir_app USING (user_id = (SELECT current_setting('weir.user')::int));
CREATE POLICY own ON saved_view TO weir_app
  USING (user_id = (SELECT current_setting('weir.user')::int) OR agency_id = (SELECT current_setting('weir.agency')::int))
  WITH CHECK (user_id = (SELECT current_setting('weir.user')::int));

-- ---------------------------------------------------------------- names of people

-- The mentions whose name this viewer may read: cases of the own agency, but for data subject `unclassified`, or of the team.
CREATE VIEW readable_mention WITH (security_invoker = true) AS
  SELECT m.person_id, m.report_id, r.case_id
  FROM person_mention m JOIN report r ON r.id = m.report_id JOIN case_file c ON c.id = r.case_id
  WHERE (SELECT current_setting('weir.role')) IN ('operator', 'register')
     OR ((SELECT current_setting('weir.role')) IN ('analyst', 'reviewer')
       AND ((c.owner_agency_id = (SELECT current_setting('weir.agency')::int) AND m.data_subject <> 'unclassified')
         OR EXISTS (SELECT 1 FROM case_member t WHERE t.case_id = c.id AND t.user_id = (SELECT current_setting('weir.user')::int))));
GRANT SELECT ON readable_mention TO weir_app;

-- The people that the transaction's consultation names, if it is this viewer's own.
CREATE FUNCTION consulted_people() RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(array_agg(p.id::int), '{}') FROM audit_event e, jsonb_array_elements_text(e.details -> 'people') p(id)
  WHERE e.id = nullif(current_setting('weir.consult', true), '')::bigint AND e.action = 'consult' AND e.actor_id = current_setting('weir.user')::int
$$;
REVOKE EXECUTE ON FUNCTION consulted_people() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consulted_people() TO weir_app;

-- A name is shown only inside a consultation that names it: the event stands in the log before the name can be read.
CREATE POLICY consulted ON person FOR SELECT TO weir_app
  USING (id IN (SELECT unnest(consulted_people()))
    AND EXISTS (SELECT 1 FROM readable_mention m WHERE m.person_id = person.id));
CREATE POLICY own_writing ON person FOR INSERT TO weir_app WITH CHECK (created_by_id = (SELECT current_setting('weir.user')::int));
