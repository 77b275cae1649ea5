-- What the rows of cases name of lists and accounts is checked once for each entry that a statement names, not once for each row: of a file's 60,000
-- rows every one names the same agency, and a check for each was a sixth of what writing them cost. As the foreign keys in whose place they stand, the
-- checks hold the entry that they find until the transaction ends, and an entry that a row names can be neither removed nor given another id.
-- Keys between a case's own rows stay as they are.
DO $$
DECLARE
  named CONSTANT text[][] := ARRAY[
    ['case_file', 'created_by_id', 'app_user'], ['case_file', 'owner_agency_id', 'agency'], ['case_file', 'transit_point_id', 'transit_point'],
    ['report', 'agency_id', 'agency'], ['report', 'author_id', 'app_user'], ['report', 'source_id', 'source'],
    ['report_version', 'author_id', 'app_user'], ['report_decision', 'decided_by_id', 'app_user'],
    ['case_line', 'substance_id', 'substance'], ['line_mass', 'set_id', 'conversion_set'], ['line_mass', 'factor_id', 'conversion_factor']];
  own text; list text; one text[]; checks text; guards text; event text;
BEGIN
  FOREACH one SLICE 1 IN ARRAY named LOOP
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', one[1], one[1] || '_' || one[2] || '_fkey');
  END LOOP;

  FOR own IN SELECT DISTINCT named[n][1] FROM generate_subscripts(named, 1) n ORDER BY 1 LOOP
    checks := '';
    FOREACH one SLICE 1 IN ARRAY named LOOP
      IF one[1] = own THEN
        checks := checks || format($check$
  IF EXISTS (SELECT FROM (SELECT DISTINCT n.%2$I AS id FROM new_rows n WHERE n.%2$I IS NOT NULL) x
      WHERE NOT EXISTS (SELECT FROM public.%3$I t WHERE t.id = x.id FOR KEY SHARE)) THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', TABLE = %1$L, CONSTRAINT = %4$L,
      MESSAGE = 'a row of %1$s names an entry of %3$s that does not exist';
  END IF;$check$, own, one[2], one[3], own || '_' || one[2] || '_fkey');
      END IF;
    END LOOP;
    EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS %L',
      'check_lists_of_' || own, 'BEGIN' || checks || E'\n  RETURN NULL;\nEND');
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %I() FROM PUBLIC', 'check_lists_of_' || own);
    FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE'] LOOP
      EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
        'check_lists_' || lower(event), event, own, 'check_lists_of_' || own);
    END LOOP;
  END LOOP;

  FOR list IN SELECT DISTINCT named[n][3] FROM generate_subscripts(named, 1) n ORDER BY 1 LOOP
    guards := '';
    FOREACH one SLICE 1 IN ARRAY named LOOP
      IF one[3] = list THEN
        guards := guards || format($guard$
  IF EXISTS (SELECT FROM unnest(gone) g(id) WHERE EXISTS (SELECT FROM public.%1$I t WHERE t.%2$I = g.id)) THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', TABLE = %1$L, CONSTRAINT = %4$L,
      MESSAGE = 'an entry of %3$s is still named by a row of %1$s';
  END IF;$guard$, one[1], one[2], list, one[1] || '_' || one[2] || '_fkey');
      END IF;
    END LOOP;
    EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS %L',
      'guard_named_' || list, E'DECLARE gone int[];\nBEGIN\n  IF tg_op = ''DELETE'' THEN SELECT array_agg(o.id) INTO gone FROM old_rows o;\n'
      || E'  ELSE SELECT array_agg(o.id) INTO gone FROM old_rows o WHERE NOT EXISTS (SELECT FROM new_rows n WHERE n.id = o.id); END IF;\n'
      || '  IF gone IS NULL THEN RETURN NULL; END IF;' || guards || E'\n  RETURN NULL;\nEND');
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %I() FROM PUBLIC', 'guard_named_' || list);
    EXECUTE format('CREATE TRIGGER guard_named_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()', list, 'guard_named_' || list);
    EXECUTE format('CREATE TRIGGER guard_named_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()', list, 'guard_named_' || list);
  END LOOP;
END $$;
