-- Keys with which programs read and write in a user's name. The secret itself is nowhere: only its HMAC under a key derived from the
-- instance's secret, so that neither a copy of this table nor the table with a guess is enough.
CREATE TABLE "api_key" (
  "id" SERIAL NOT NULL,
  "user_id" INTEGER NOT NULL,
  "label" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "digest" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_key_prefix_key" ON "api_key"("prefix");
CREATE INDEX "api_key_user_id_idx" ON "api_key"("user_id");
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE api_key ADD CONSTRAINT api_key_digest CHECK (octet_length(digest) = 32);

-- Beside the key, because it is no change of the key: the log would fill with it.
CREATE TABLE "api_key_use" (
  "key_id" INTEGER NOT NULL,
  "last_used_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "api_key_use_pkey" PRIMARY KEY ("key_id")
);
ALTER TABLE "api_key_use" ADD CONSTRAINT "api_key_use_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Accounts' business, never a viewer's: no entered role of the register sees them.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['api_key', 'api_key_use']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO weir_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY accounts ON %I TO weir_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
-- What a key is and whose does not change: it is revoked, and another is made.
GRANT SELECT, INSERT ON api_key TO weir_system;
GRANT UPDATE (revoked_at) ON api_key TO weir_system;
GRANT SELECT, INSERT, UPDATE ON api_key_use TO weir_system;
GRANT USAGE ON SEQUENCE api_key_id_seq TO weir_system;

CREATE TRIGGER audit_insert AFTER INSERT ON api_key REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'digest');
CREATE TRIGGER audit_update AFTER UPDATE ON api_key REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'digest');
CREATE TRIGGER audit_delete AFTER DELETE ON api_key REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', 'digest');
