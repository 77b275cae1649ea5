-- Which people a text names, among those whose name this viewer may read. A search for a name is a consultation: the application asks here
-- which names it will open, writes that to the log, and only then reads a case by them (the policy on person shows nobody else).

CREATE FUNCTION person_words(name text, name_latin text, alias text, alias_latin text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT public.search_norm(coalesce(name, '') || ' | ' || coalesce(name_latin, '') || ' | ' || coalesce(alias, '') || ' | ' || coalesce(alias_latin, '')) $$;
CREATE INDEX person_grams ON person USING gin (public.search_grams(public.person_words(name, name_latin, alias, alias_latin)));
GRANT EXECUTE ON FUNCTION person_words(text, text, text, text) TO weir_app;

-- Applies the viewer's scopes itself, because it runs as the owner; readable_mention applies the rest.
CREATE FUNCTION people_named(q text) RETURNS SETOF int LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
  -- Without a gram (one Chinese or Korean character, two Latin letters) every name is looked at.
  RETURN QUERY SELECT p.id FROM person p
    WHERE (cardinality(public.search_grams(q)) = 0 OR public.search_grams(public.person_words(p.name, p.name_latin, p.alias, p.alias_latin)) @> public.search_grams(q))
      AND position(public.search_norm(q) IN public.person_words(p.name, p.name_latin, p.alias, p.alias_latin)) > 0
      AND EXISTS (SELECT 1 FROM readable_mention m JOIN case_file c ON c.id = m.case_id
        WHERE m.person_id = p.id AND c.scope_id IN (SELECT unnest(current_setting('weir.scopes')::int[])))
    ORDER BY p.id;
END $$;
REVOKE EXECUTE ON FUNCTION people_named(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_named(text) TO weir_app;
