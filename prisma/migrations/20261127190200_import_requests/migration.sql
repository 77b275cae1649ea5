-- A program's request imports once, however often it is sent.
ALTER TABLE "import_batch" ADD COLUMN "request" UUID;
CREATE UNIQUE INDEX "import_batch_request_key" ON "import_batch"("request");
