-- Which of a source's own numbers the viewer's agency has logged already, also in a case that this viewer may not see: an import refuses such a row,
-- as the form does. Of what stands under a number nothing is told, and of other agencies' numbers nothing at all.
CREATE FUNCTION taken_numbers(of_source int, wanted text[]) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT r.external_reference FROM report r
  WHERE r.agency_id = current_setting('weir.agency')::int AND r.source_id = of_source AND r.external_reference = ANY (wanted)
    AND current_setting('weir.role') IN ('analyst', 'reviewer', 'operator')
$$;
REVOKE EXECUTE ON FUNCTION taken_numbers(int, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION taken_numbers(int, text[]) TO weir_app;
