-- Imports: a batch per file, what of it became which report, and the rows as they stood in the file.

CREATE TABLE "import_batch" (
  "id" SERIAL NOT NULL,
  -- its name in addresses and on the command line: by chance, so that it tells nothing of others' imports
  "reference" TEXT NOT NULL,
  "agency_id" INTEGER NOT NULL,
  "author_id" INTEGER NOT NULL,
  "source_id" INTEGER NOT NULL,
  -- of the mapping
  "name" TEXT NOT NULL,
  "record" TEXT NOT NULL DEFAULT 'case',
  "mapping" JSONB NOT NULL,
  "file_name" TEXT NOT NULL,
  "file_hash" TEXT NOT NULL,
  "file_bytes" BIGINT NOT NULL,
  "sheet" TEXT,
  -- counts, errors and warnings as they were told
  "result" JSONB NOT NULL,
  -- of totals: which values were added, and what changed ones were before
  "values_before" JSONB,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "undone_at" TIMESTAMPTZ(3),
  "undone_by_id" INTEGER,
  CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "import_batch_reference_key" ON "import_batch"("reference");
CREATE INDEX "import_batch_agency_id_idx" ON "import_batch"("agency_id");
CREATE INDEX "import_batch_author_id_idx" ON "import_batch"("author_id");
CREATE INDEX "import_batch_source_id_idx" ON "import_batch"("source_id");
CREATE INDEX "import_batch_undone_by_id_idx" ON "import_batch"("undone_by_id");
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_undone_by_id_fkey" FOREIGN KEY ("undone_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE import_batch ADD CONSTRAINT import_batch_record CHECK (record IN ('case', 'total'));

-- What a report was imported as: a later import of the same source finds it by its key, the n-th of equal ones by its ordinal.
CREATE TABLE "import_record" (
  "report_id" UUID NOT NULL,
  "agency_id" INTEGER NOT NULL,
  "source_id" INTEGER NOT NULL,
  -- of the external reference, or of what the mapped cells say
  "key" UUID NOT NULL,
  "ordinal" INTEGER NOT NULL,
  -- of the account as it was imported last
  "content" UUID NOT NULL,
  -- taken back, so that an import brings it again
  "undone" BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "import_record_pkey" PRIMARY KEY ("report_id")
);
CREATE INDEX "import_record_source_id_agency_id_key_ordinal_idx" ON "import_record"("source_id", "agency_id", "key", "ordinal");
CREATE INDEX "import_record_agency_id_idx" ON "import_record"("agency_id");
ALTER TABLE "import_record" ADD CONSTRAINT "import_record_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_record" ADD CONSTRAINT "import_record_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_record" ADD CONSTRAINT "import_record_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a batch did with which report. `version` is the one that it wrote.
CREATE TABLE "import_change" (
  "batch_id" INTEGER NOT NULL,
  "report_id" UUID NOT NULL,
  -- `new`, `version`, `again` (taken back once, and imported again)
  "kind" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  -- of the account that the report was imported as before
  "content_before" UUID,
  CONSTRAINT "import_change_pkey" PRIMARY KEY ("batch_id", "report_id")
);
CREATE INDEX "import_change_report_id_idx" ON "import_change"("report_id");
ALTER TABLE "import_change" ADD CONSTRAINT "import_change_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_change" ADD CONSTRAINT "import_change_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE import_change ADD CONSTRAINT import_change_kind CHECK (kind IN ('new', 'version', 'again'));

-- Append-only: the cells as they stood in the file. They may hold names, so nobody entered reads them.
CREATE TABLE "import_row" (
  "batch_id" INTEGER NOT NULL,
  -- its number in the file
  "row" INTEGER NOT NULL,
  "report_id" UUID NOT NULL,
  "cells" JSONB NOT NULL,
  CONSTRAINT "import_row_pkey" PRIMARY KEY ("batch_id", "row")
);
CREATE INDEX "import_row_report_id_idx" ON "import_row"("report_id");
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A saved mapping, by its name in the agency: the last one that was used under it.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['import_batch', 'import_record', 'import_change', 'import_row']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO weir_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY writers_insert ON %I AS RESTRICTIVE FOR INSERT TO weir_app WITH CHECK ((SELECT current_setting(''weir.role'')) IN (''analyst'', ''reviewer'', ''operator''))', t);
    EXECUTE format('CREATE POLICY writers_update ON %I AS RESTRICTIVE FOR UPDATE TO weir_app USING ((SELECT current_setting(''weir.role'')) IN (''analyst'', ''reviewer'', ''operator''))', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON import_batch, import_record, import_change TO weir_app;
GRANT UPDATE (values_before, undone_at, undone_by_id) ON import_batch TO weir_app;
GRANT UPDATE (content, undone) ON import_record TO weir_app;
GRANT SELECT (batch_id, row, report_id), INSERT ON import_row TO weir_app;
GRANT USAGE ON SEQUENCE import_batch_id_seq TO weir_app;

-- The own agency's imports, of those who may read its cases; the command line's actor sees all.
CREATE POLICY own ON import_batch TO weir_app
  USING ((SELECT current_setting('weir.role')) = 'operator'
    OR ((SELECT current_setting('weir.role')) IN ('viewer', 'analyst', 'reviewer') AND agency_id = (SELECT current_setting('weir.agency')::int)));
CREATE POLICY own ON import_record TO weir_app
  USING ((SELECT current_setting('weir.role')) = 'operator'
    OR ((SELECT current_setting('weir.role')) IN ('viewer', 'analyst', 'reviewer') AND agency_id = (SELECT current_setting('weir.agency')::int)));
CREATE POLICY own ON import_change TO weir_app USING (batch_id IN (SELECT b.id FROM import_batch b));
CREATE POLICY own ON import_row TO weir_app USING (batch_id IN (SELECT b.id FROM import_batch b));
CREATE POLICY own_name ON import_batch AS RESTRICTIVE FOR INSERT TO weir_app
  WITH CHECK (author_id = (SELECT current_setting('weir.user')::int) AND agency_id = (SELECT current_setting('weir.agency')::int));

-- The batch is audited; what follows from it for each report stands in the reports' own rows of the log.
CREATE TRIGGER audit_insert AFTER INSERT ON import_batch REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'name,mapping,file_name,sheet,result,values_before');
CREATE TRIGGER audit_update AFTER UPDATE ON import_batch REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'name,mapping,file_name,sheet,result,values_before');
CREATE TRIGGER audit_delete AFTER DELETE ON import_batch REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'name,mapping,file_name,sheet,result,values_before');

-- A bulk write puts a case and its principal report in by one statement each: the case may name a report that follows it in the transaction.
ALTER TABLE case_file ALTER CONSTRAINT case_file_principal_report_id_fkey DEFERRABLE INITIALLY IMMEDIATE;

-- Which of these references some case has, also one that the viewer may not see: a new case needs another then.
CREATE FUNCTION taken_references(wanted text[]) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT c.reference FROM case_file c WHERE c.reference = ANY (wanted) $$;

-- Makes ready what a bulk write's read model shares with other cases, so that the long transaction that follows locks nothing of it.
CREATE FUNCTION prepare_sets(substance_sets jsonb, kind_sets jsonb, pair_sets jsonb, source_sets jsonb, agencies text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO substance_set (substance_ids) SELECT DISTINCT ARRAY(SELECT jsonb_array_elements_text(x)::int ORDER BY 1) AS a FROM jsonb_array_elements(substance_sets) x
    EXCEPT SELECT z.substance_ids FROM substance_set z ON CONFLICT (substance_ids) DO NOTHING;
  INSERT INTO kind_set (kinds) SELECT DISTINCT ARRAY(SELECT jsonb_array_elements_text(x)::int ORDER BY 1) FROM jsonb_array_elements(kind_sets) x
    EXCEPT SELECT z.kinds FROM kind_set z ON CONFLICT (kinds) DO NOTHING;
  INSERT INTO involvement_set (pairs) SELECT DISTINCT ARRAY(SELECT jsonb_array_elements_text(x)::int ORDER BY 1) FROM jsonb_array_elements(pair_sets) x
    EXCEPT SELECT z.pairs FROM involvement_set z ON CONFLICT (pairs) DO NOTHING;
  INSERT INTO source_set (source_ids) SELECT DISTINCT ARRAY(SELECT jsonb_array_elements_text(x)::int ORDER BY 1) FROM jsonb_array_elements(source_sets) x
    EXCEPT SELECT z.source_ids FROM source_set z ON CONFLICT (source_ids) DO NOTHING;
  INSERT INTO seizing_agency (key) SELECT DISTINCT k.key FROM unnest(agencies) a(name) CROSS JOIN LATERAL stated_key(a.name) k(key) WHERE k.key IS NOT NULL
    EXCEPT SELECT z.key FROM seizing_agency z ON CONFLICT (key) DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION taken_references(text[]), prepare_sets(jsonb, jsonb, jsonb, jsonb, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION taken_references(text[]), prepare_sets(jsonb, jsonb, jsonb, jsonb, text[]) TO weir_app;
