-- An amendment is written once per draft, as a report is: the draft's id is the key to both.
ALTER TABLE "report_version" ADD COLUMN "draft_id" UUID;
CREATE UNIQUE INDEX "report_version_draft_id_key" ON "report_version"("draft_id");
