-- What a key opens of that which its holder may. A key made before this could read, open names, write and import, and still can; nothing could
-- verify or return by a key, so no old key does.
ALTER TABLE "api_key" ADD COLUMN "scopes" TEXT[] NOT NULL DEFAULT ARRAY['read', 'names', 'write', 'import'];
ALTER TABLE "api_key" ALTER COLUMN "scopes" DROP DEFAULT;
ALTER TABLE api_key ADD CONSTRAINT api_key_scopes
  CHECK (scopes <@ ARRAY['read', 'names', 'write', 'review', 'import'] AND cardinality(scopes) > 0);

-- A program's own id of the source that it adds: asked twice, it is made once. By agency, so that nobody learns of another agency's.
ALTER TABLE "source" ADD COLUMN "request" UUID;
CREATE UNIQUE INDEX "source_owner_agency_id_request_key" ON "source"("owner_agency_id", "request");
