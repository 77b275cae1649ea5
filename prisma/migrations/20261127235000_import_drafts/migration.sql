-- An import on its way: the wizard's step and choices of one uploaded file. The file itself lies in the data folder, never here; what is
-- shown of its rows lies beside it. Published, it points at its batch.
CREATE TABLE "import_draft" (
  "id" UUID NOT NULL,
  "user_id" INTEGER NOT NULL,
  "agency_id" INTEGER NOT NULL,
  "file_name" TEXT NOT NULL,
  "file_bytes" BIGINT NOT NULL,
  "step" TEXT NOT NULL DEFAULT 'table',
  -- `open`: the person's turn; others are the background's, or over
  "state" TEXT NOT NULL DEFAULT 'open',
  "mapping" JSONB NOT NULL,
  "revision" INTEGER NOT NULL DEFAULT 1,
  "progress" JSONB,
  -- counts of the last dry run, none once the mapping changed
  "result" JSONB,
  "failure" JSONB,
  "batch" TEXT,
  "undo" JSONB,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "import_draft_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "import_draft_batch_key" ON "import_draft"("batch");
CREATE INDEX "import_draft_user_id_updated_at_idx" ON "import_draft"("user_id", "updated_at");
CREATE INDEX "import_draft_agency_id_idx" ON "import_draft"("agency_id");
ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE import_draft ADD CONSTRAINT import_draft_step CHECK (step IN ('table', 'columns', 'values', 'check'));
ALTER TABLE import_draft ADD CONSTRAINT import_draft_state CHECK (state IN ('open', 'reading', 'checking', 'publishing', 'published', 'undoing', 'undone'));
ALTER TABLE import_draft ADD CONSTRAINT import_draft_batch CHECK ((state IN ('published', 'undoing', 'undone')) = (batch IS NOT NULL));

ALTER TABLE import_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON import_draft TO weir_owner USING (true) WITH CHECK (true);
-- One's own, as long as one's role imports.
CREATE POLICY own ON import_draft TO weir_app
  USING (user_id = (SELECT current_setting('weir.user')::int) AND (SELECT current_setting('weir.role')) IN ('analyst', 'reviewer'))
  WITH CHECK (user_id = (SELECT current_setting('weir.user')::int) AND agency_id = (SELECT current_setting('weir.agency')::int)
    AND (SELECT current_setting('weir.role')) IN ('analyst', 'reviewer'));
-- The server finds again what a killed one left undone.
CREATE POLICY left_undone ON import_draft FOR SELECT TO weir_app USING ((SELECT current_setting('weir.role')) = 'operator');
GRANT SELECT, INSERT, DELETE ON import_draft TO weir_app;
GRANT UPDATE (step, state, mapping, revision, progress, result, failure, batch, undo, updated_at) ON import_draft TO weir_app;

-- That there was one stands in the log; its steps do not, and what it did to the register stands in the batch.
CREATE TRIGGER audit_insert AFTER INSERT ON import_draft REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'file_name,mapping,progress,result,failure,undo');
CREATE TRIGGER audit_delete AFTER DELETE ON import_draft REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'file_name,mapping,progress,result,failure,undo');
