-- One-time links that an administrator hands over: an invitation to a new account, or a way to set a new password. The link's token stands
-- here as a digest alone: whoever reads this table cannot use one.
CREATE TABLE "account_link" (
  "id" SERIAL NOT NULL,
  "user_id" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "digest" TEXT NOT NULL,
  "created_by_id" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "account_link_digest_key" ON "account_link"("digest");
CREATE INDEX "account_link_user_id_idx" ON "account_link"("user_id");
CREATE INDEX "account_link_created_by_id_idx" ON "account_link"("created_by_id");
-- One way in at a time: a new link ends the one before it.
CREATE UNIQUE INDEX account_link_one_open ON account_link (user_id) WHERE used_at IS NULL AND ended_at IS NULL;
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE account_link ADD CONSTRAINT account_link_kind CHECK (kind IN ('invitation', 'reset'));
ALTER TABLE account_link ADD CONSTRAINT account_link_one_end CHECK (used_at IS NULL OR ended_at IS NULL);

ALTER TABLE account_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_link FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON account_link TO weir_owner USING (true) WITH CHECK (true);
CREATE POLICY system_all ON account_link TO weir_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON account_link TO weir_system;
GRANT USAGE ON SEQUENCE account_link_id_seq TO weir_system;
CREATE TRIGGER audit_insert AFTER INSERT ON account_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'digest');
CREATE TRIGGER audit_update AFTER UPDATE ON account_link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'digest');
CREATE TRIGGER audit_delete AFTER DELETE ON account_link REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'digest');

-- Every backup that was read back and found whole. Of this installation, not of the register: a backup does not hold it. How much the
-- register holds is not the administrator's to see, so it counts no rows.
CREATE TABLE "backup_note" (
  "id" SERIAL NOT NULL,
  "taken_at" TIMESTAMPTZ(3) NOT NULL,
  "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "file_name" TEXT NOT NULL,
  "bytes" BIGINT NOT NULL,
  "sha256" TEXT NOT NULL,
  CONSTRAINT "backup_note_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "backup_note_taken_at_idx" ON "backup_note"("taken_at");
ALTER TABLE backup_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE backup_note FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON backup_note TO weir_owner USING (true) WITH CHECK (true);
CREATE POLICY those_who_run_it ON backup_note FOR SELECT TO weir_app USING ((SELECT current_setting('weir.role')) IN ('admin', 'operator'));
GRANT SELECT ON backup_note TO weir_app;
CREATE TRIGGER audit_insert AFTER INSERT ON backup_note REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '');
CREATE TRIGGER audit_update AFTER UPDATE ON backup_note REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '');
CREATE TRIGGER audit_delete AFTER DELETE ON backup_note REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '');
