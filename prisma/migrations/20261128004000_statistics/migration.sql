-- What the planner knows of a register comes from statistics that the database takes by itself, but some time after: right after a large import it
-- would still plan for the small register that was. Whoever writes in bulk has them taken anew.
CREATE FUNCTION take_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  ANALYZE public.case_file, public.case_line, public.line_mass, public.case_flat, public.line_flat, public.case_text, public.report, public.report_version, public.import_record;
END $$;
REVOKE EXECUTE ON FUNCTION take_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_statistics() TO weir_app;
