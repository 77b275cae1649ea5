-- CreateTable
CREATE TABLE "agency" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" SERIAL NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "password_hash" TEXT,
    "password_changed_at" TIMESTAMPTZ(3),
    "active" BOOLEAN NOT NULL DEFAULT true,
    "locale" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actor_id" INTEGER,
    "actor_role" TEXT NOT NULL,
    "agency_id" INTEGER,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "reason" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_change" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "event_id" BIGINT,
    "table_name" TEXT NOT NULL,
    "row_key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "old_row" JSONB,
    "new_row" JSONB,

    CONSTRAINT "audit_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_file" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "owner_agency_id" INTEGER NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operation" TEXT,
    "handling" TEXT NOT NULL,
    -- Who may see the case, as one integer: 0 everybody who reads, 1,000,000 + agency for AMBER, 2,000,000 + agency for
    -- AMBER+STRICT, minus the case itself for RED (its team). Generated, so it cannot drift from what it follows from.
    "scope_id" INTEGER NOT NULL GENERATED ALWAYS AS (CASE "handling"
      WHEN 'clear' THEN 0 WHEN 'green' THEN 0
      WHEN 'amber' THEN 1000000 + "owner_agency_id" WHEN 'amber-strict' THEN 2000000 + "owner_agency_id"
      ELSE -"id" END) STORED,
    "principal_report_id" UUID,
    "documented" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'submitted',
    "verified_at_source" BOOLEAN NOT NULL DEFAULT false,
    "amendment_waiting" BOOLEAN NOT NULL DEFAULT false,
    "edtf" TEXT,
    "date_from" DATE,
    "date_to" DATE,
    "date_precision" TEXT,
    "transit_point_id" INTEGER,
    "attribution" TEXT,
    "place" TEXT,
    "seizing_agency" TEXT,
    "transport_mode" TEXT,
    "concealment" TEXT,
    "note" TEXT,
    "arrests_kind" TEXT NOT NULL DEFAULT 'unknown',
    "arrests_count" INTEGER,
    "arrests_words" TEXT,

    CONSTRAINT "case_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_member" (
    "case_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "added_by_id" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_member_pkey" PRIMARY KEY ("case_id","user_id")
);

-- CreateTable
CREATE TABLE "case_line" (
    "case_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "substance_as_reported" TEXT NOT NULL,
    "substance_id" INTEGER NOT NULL,
    "form" TEXT NOT NULL DEFAULT 'unknown',
    "quantity" DECIMAL,
    "unit" TEXT,
    "unit_as_reported" TEXT,
    "qualifier" TEXT NOT NULL DEFAULT 'exact',
    "purity" DECIMAL,
    "purity_basis" TEXT,

    CONSTRAINT "case_line_pkey" PRIMARY KEY ("case_id","position")
);

-- CreateTable
CREATE TABLE "line_mass" (
    "case_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "set_id" INTEGER NOT NULL,
    "factor_id" INTEGER,
    "basis" TEXT NOT NULL,
    "grams_low" DECIMAL,
    "grams" DECIMAL,
    "grams_high" DECIMAL,

    CONSTRAINT "line_mass_pkey" PRIMARY KEY ("case_id","position","set_id")
);

-- CreateTable
CREATE TABLE "involvement" (
    "case_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "person_id" INTEGER,
    "group_count" INTEGER,
    "group_qualifier" TEXT,
    "group_words" TEXT,
    "role" TEXT NOT NULL DEFAULT 'unknown',
    "tier" TEXT NOT NULL DEFAULT 'unknown',
    "arrest" TEXT NOT NULL DEFAULT 'unknown',
    "basis" TEXT NOT NULL DEFAULT 'fact',
    "data_subject" TEXT NOT NULL DEFAULT 'unclassified',
    "nationality" CHAR(2),

    CONSTRAINT "involvement_pkey" PRIMARY KEY ("case_id","position")
);

-- CreateTable
CREATE TABLE "asset" (
    "case_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT,
    "count" INTEGER,
    "amount" DECIMAL,
    "currency" CHAR(3),
    "stated_amount" DECIMAL,
    "stated_currency" CHAR(3),
    "stated_about" BOOLEAN NOT NULL DEFAULT false,
    "stated_rate" DECIMAL,
    "computed_rate" DECIMAL,
    "computed_on" DATE,
    "computed_source" TEXT,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("case_id","position")
);

-- CreateTable
CREATE TABLE "route_leg" (
    "case_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "place" TEXT,
    "country" CHAR(2),
    "point_id" INTEGER,

    CONSTRAINT "route_leg_pkey" PRIMARY KEY ("case_id","position")
);

-- CreateTable
CREATE TABLE "indicator" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_ko" TEXT NOT NULL,
    "unit" TEXT NOT NULL,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator_value" (
    "id" SERIAL NOT NULL,
    "register_key" TEXT,
    "indicator_id" INTEGER NOT NULL,
    "place_code" TEXT NOT NULL,
    "place_en" TEXT NOT NULL,
    "place_zh" TEXT NOT NULL,
    "place_ko" TEXT NOT NULL,
    "edtf" TEXT NOT NULL,
    "date_from" DATE NOT NULL,
    "date_to" DATE NOT NULL,
    "qualifier" TEXT NOT NULL DEFAULT 'exact',
    "value" DECIMAL,
    "low" DECIMAL,
    "high" DECIMAL,
    "words" TEXT,
    "note_en" TEXT,
    "note_zh" TEXT,
    "note_ko" TEXT,
    "source_id" INTEGER,

    CONSTRAINT "indicator_value_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marker" (
    "id" SERIAL NOT NULL,
    "register_key" TEXT,
    "edtf" TEXT NOT NULL,
    "date_from" DATE NOT NULL,
    "date_to" DATE NOT NULL,
    "text_en" TEXT NOT NULL,
    "text_zh" TEXT NOT NULL,
    "text_ko" TEXT NOT NULL,
    "point_id" INTEGER,
    "source_id" INTEGER,

    CONSTRAINT "marker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "id" SERIAL NOT NULL,
    "register_key" TEXT,
    "edtf" TEXT NOT NULL,
    "date_from" DATE NOT NULL,
    "date_to" DATE NOT NULL,
    "text_en" TEXT NOT NULL,
    "text_zh" TEXT NOT NULL,
    "text_ko" TEXT NOT NULL,
    "source_id" INTEGER,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "agency_id" INTEGER,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "name" TEXT,
    "name_latin" TEXT,
    "alias" TEXT,
    "alias_latin" TEXT,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_mention" (
    "report_id" UUID NOT NULL,
    "person_id" INTEGER NOT NULL,
    "data_subject" TEXT NOT NULL DEFAULT 'unclassified',

    CONSTRAINT "person_mention_pkey" PRIMARY KEY ("report_id","person_id")
);

-- CreateTable
CREATE TABLE "transit_point" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "parent_id" INTEGER,
    "opposite_id" INTEGER,
    "name_en" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_ko" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "subdivision" TEXT,
    "gb_code" TEXT,
    "unlocode" TEXT,
    "latitude" DECIMAL(8,5),
    "longitude" DECIMAL(8,5),
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "transit_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transit_point_alias" (
    "point_id" INTEGER NOT NULL,
    "term" TEXT NOT NULL,

    CONSTRAINT "transit_point_alias_pkey" PRIMARY KEY ("point_id","term")
);

-- CreateTable
CREATE TABLE "coverage_period" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "agency_id" INTEGER,
    "from_date" DATE NOT NULL,
    "to_date" DATE,
    "kind" TEXT NOT NULL DEFAULT 'covered',
    "note" TEXT,

    CONSTRAINT "coverage_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nil_return" (
    "point_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "note" TEXT,

    CONSTRAINT "nil_return_pkey" PRIMARY KEY ("point_id","month")
);

-- CreateTable
CREATE TABLE "case_flat" (
    "case_id" INTEGER NOT NULL,
    "d_from" DATE,
    "d_to" DATE,
    "month" INTEGER,
    "point_id" INTEGER,
    "scope_id" INTEGER NOT NULL,
    "owner_agency_id" INTEGER NOT NULL,
    "status" SMALLINT NOT NULL,
    "reliability" SMALLINT NOT NULL,
    "credibility" SMALLINT NOT NULL,
    "handling" SMALLINT NOT NULL,
    "set_id" INTEGER NOT NULL,
    "segment" INTEGER NOT NULL,
    "roles" INTEGER NOT NULL,
    "mg_low" BIGINT,
    "mg" BIGINT,
    "mg_high" BIGINT,

    CONSTRAINT "case_flat_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "substance_set" (
    "id" SERIAL NOT NULL,
    "substance_ids" INTEGER[],

    CONSTRAINT "substance_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_text" (
    "case_id" INTEGER NOT NULL,
    "scope_id" INTEGER NOT NULL,
    "d_from" DATE,
    "txt" TEXT NOT NULL,

    CONSTRAINT "case_text_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" SERIAL NOT NULL,
    "register_key" TEXT,
    "title" TEXT NOT NULL,
    "author" TEXT,
    "publisher" TEXT,
    "language" TEXT,
    "published_edtf" TEXT,
    "published_from" DATE,
    "published_to" DATE,
    "pages" TEXT,
    "url" TEXT,
    "cited_in_id" INTEGER,
    "reliability" TEXT NOT NULL DEFAULT 'F',
    "owner_agency_id" INTEGER NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "case_id" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "external_reference" TEXT,
    "credibility" TEXT NOT NULL DEFAULT '6',
    "handling" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "latest_version" INTEGER NOT NULL DEFAULT 1,
    "verified_version" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'submitted',

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_version" (
    "report_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "account" JSONB NOT NULL,
    "account_schema" INTEGER NOT NULL DEFAULT 1,
    "author_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT,

    CONSTRAINT "report_version_pkey" PRIMARY KEY ("report_id","number")
);

-- CreateTable
CREATE TABLE "report_decision" (
    "id" SERIAL NOT NULL,
    "report_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "decided_by_id" INTEGER NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "at_source" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,

    CONSTRAINT "report_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" UUID NOT NULL,
    "user_id" INTEGER NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "substance" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "form" TEXT,
    "name_en" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_ko" TEXT NOT NULL,
    "inn" TEXT,
    "cas" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "substance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "substance_synonym" (
    "substance_id" INTEGER NOT NULL,
    "term" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'term',

    CONSTRAINT "substance_synonym_pkey" PRIMARY KEY ("substance_id","term")
);

-- CreateTable
CREATE TABLE "conversion_set" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "is_current" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversion_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversion_factor" (
    "id" SERIAL NOT NULL,
    "set_id" INTEGER NOT NULL,
    "substance_id" INTEGER,
    "family" TEXT,
    "form" TEXT,
    "unit" TEXT NOT NULL,
    "grams_low" DECIMAL NOT NULL,
    "grams" DECIMAL NOT NULL,
    "grams_high" DECIMAL NOT NULL,
    "source" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "conversion_factor_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agency_code_key" ON "agency"("code");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "app_user_agency_id_idx" ON "app_user"("agency_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE INDEX "audit_event_subject_type_subject_id_idx" ON "audit_event"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "audit_change_event_id_idx" ON "audit_change"("event_id");

-- CreateIndex
CREATE INDEX "audit_change_table_name_row_key_idx" ON "audit_change"("table_name", "row_key");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_reference_key" ON "case_file"("reference");

-- CreateIndex
CREATE INDEX "case_file_owner_agency_id_idx" ON "case_file"("owner_agency_id");

-- CreateIndex
CREATE INDEX "case_file_transit_point_id_idx" ON "case_file"("transit_point_id");

-- CreateIndex
CREATE INDEX "case_file_principal_report_id_idx" ON "case_file"("principal_report_id");

-- CreateIndex
CREATE INDEX "case_file_created_by_id_idx" ON "case_file"("created_by_id");

-- CreateIndex
CREATE INDEX "case_member_user_id_idx" ON "case_member"("user_id");

-- CreateIndex
CREATE INDEX "case_member_added_by_id_idx" ON "case_member"("added_by_id");

-- CreateIndex
CREATE INDEX "case_line_substance_id_idx" ON "case_line"("substance_id");

-- CreateIndex
CREATE INDEX "line_mass_set_id_idx" ON "line_mass"("set_id");

-- CreateIndex
CREATE INDEX "line_mass_factor_id_idx" ON "line_mass"("factor_id");

-- CreateIndex
CREATE INDEX "involvement_person_id_idx" ON "involvement"("person_id");

-- CreateIndex
CREATE INDEX "route_leg_point_id_idx" ON "route_leg"("point_id");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_slug_key" ON "indicator"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_value_register_key_key" ON "indicator_value"("register_key");

-- CreateIndex
CREATE INDEX "indicator_value_indicator_id_place_code_date_from_idx" ON "indicator_value"("indicator_id", "place_code", "date_from");

-- CreateIndex
CREATE INDEX "indicator_value_source_id_idx" ON "indicator_value"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "marker_register_key_key" ON "marker"("register_key");

-- CreateIndex
CREATE INDEX "marker_point_id_idx" ON "marker"("point_id");

-- CreateIndex
CREATE INDEX "marker_source_id_idx" ON "marker"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_register_key_key" ON "assessment"("register_key");

-- CreateIndex
CREATE INDEX "assessment_source_id_idx" ON "assessment"("source_id");

-- CreateIndex
CREATE INDEX "saved_view_user_id_idx" ON "saved_view"("user_id");

-- CreateIndex
CREATE INDEX "saved_view_agency_id_idx" ON "saved_view"("agency_id");

-- CreateIndex
CREATE INDEX "person_created_by_id_idx" ON "person"("created_by_id");

-- CreateIndex
CREATE INDEX "person_mention_person_id_idx" ON "person_mention"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "transit_point_slug_key" ON "transit_point"("slug");

-- CreateIndex
CREATE INDEX "transit_point_parent_id_idx" ON "transit_point"("parent_id");

-- CreateIndex
CREATE INDEX "coverage_period_point_id_from_date_idx" ON "coverage_period"("point_id", "from_date");

-- CreateIndex
CREATE INDEX "case_flat_list" ON "case_flat"("d_from" DESC NULLS LAST, "case_id" DESC) INCLUDE ("point_id", "scope_id", "owner_agency_id", "status", "reliability", "credibility", "handling", "set_id", "segment", "roles", "month", "d_to");

-- CreateIndex
CREATE INDEX "case_flat_point" ON "case_flat"("point_id", "d_from" DESC NULLS LAST, "case_id" DESC) INCLUDE ("scope_id", "owner_agency_id", "status", "reliability", "credibility", "handling", "set_id", "segment", "roles", "month", "d_to");

-- CreateIndex
CREATE INDEX "case_flat_mg" ON "case_flat"("mg" DESC NULLS LAST, "case_id" DESC) INCLUDE ("point_id", "scope_id", "owner_agency_id", "status", "reliability", "credibility", "handling", "set_id", "segment", "roles", "month", "d_from", "d_to");

-- CreateIndex
CREATE INDEX "case_flat_month" ON "case_flat"("month");

-- CreateIndex
CREATE UNIQUE INDEX "substance_set_substance_ids_key" ON "substance_set"("substance_ids");

-- CreateIndex
CREATE INDEX "case_text_new" ON "case_text"("d_from" DESC NULLS LAST, "case_id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "source_register_key_key" ON "source"("register_key");

-- CreateIndex
CREATE INDEX "source_owner_agency_id_idx" ON "source"("owner_agency_id");

-- CreateIndex
CREATE INDEX "source_cited_in_id_idx" ON "source"("cited_in_id");

-- CreateIndex
CREATE INDEX "report_case_id_idx" ON "report"("case_id");

-- CreateIndex
CREATE INDEX "report_source_id_idx" ON "report"("source_id");

-- CreateIndex
CREATE INDEX "report_author_id_idx" ON "report"("author_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_agency_id_source_id_external_reference_key" ON "report"("agency_id", "source_id", "external_reference");

-- CreateIndex
CREATE INDEX "report_version_author_id_idx" ON "report_version"("author_id");

-- CreateIndex
CREATE INDEX "report_decision_report_id_id_idx" ON "report_decision"("report_id", "id");

-- CreateIndex
CREATE INDEX "report_decision_decided_by_id_idx" ON "report_decision"("decided_by_id");

-- CreateIndex
CREATE INDEX "draft_user_id_updated_at_idx" ON "draft"("user_id", "updated_at");

-- CreateIndex
CREATE INDEX "draft_agency_id_idx" ON "draft"("agency_id");

-- CreateIndex
CREATE UNIQUE INDEX "substance_slug_key" ON "substance"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "conversion_set_slug_key" ON "conversion_set"("slug");

-- CreateIndex
CREATE INDEX "conversion_factor_set_id_idx" ON "conversion_factor"("set_id");

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_owner_agency_id_fkey" FOREIGN KEY ("owner_agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_principal_report_id_fkey" FOREIGN KEY ("principal_report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_transit_point_id_fkey" FOREIGN KEY ("transit_point_id") REFERENCES "transit_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_member" ADD CONSTRAINT "case_member_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_member" ADD CONSTRAINT "case_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_member" ADD CONSTRAINT "case_member_added_by_id_fkey" FOREIGN KEY ("added_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_line" ADD CONSTRAINT "case_line_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_line" ADD CONSTRAINT "case_line_substance_id_fkey" FOREIGN KEY ("substance_id") REFERENCES "substance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_mass" ADD CONSTRAINT "line_mass_case_id_position_fkey" FOREIGN KEY ("case_id", "position") REFERENCES "case_line"("case_id", "position") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_mass" ADD CONSTRAINT "line_mass_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "conversion_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_mass" ADD CONSTRAINT "line_mass_factor_id_fkey" FOREIGN KEY ("factor_id") REFERENCES "conversion_factor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "involvement" ADD CONSTRAINT "involvement_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "involvement" ADD CONSTRAINT "involvement_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "route_leg" ADD CONSTRAINT "route_leg_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "route_leg" ADD CONSTRAINT "route_leg_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "transit_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_value" ADD CONSTRAINT "indicator_value_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_value" ADD CONSTRAINT "indicator_value_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marker" ADD CONSTRAINT "marker_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "transit_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marker" ADD CONSTRAINT "marker_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_mention" ADD CONSTRAINT "person_mention_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_mention" ADD CONSTRAINT "person_mention_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transit_point" ADD CONSTRAINT "transit_point_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "transit_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transit_point" ADD CONSTRAINT "transit_point_opposite_id_fkey" FOREIGN KEY ("opposite_id") REFERENCES "transit_point"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transit_point_alias" ADD CONSTRAINT "transit_point_alias_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "transit_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage_period" ADD CONSTRAINT "coverage_period_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "transit_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage_period" ADD CONSTRAINT "coverage_period_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nil_return" ADD CONSTRAINT "nil_return_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "transit_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_flat" ADD CONSTRAINT "case_flat_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_text" ADD CONSTRAINT "case_text_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_cited_in_id_fkey" FOREIGN KEY ("cited_in_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_owner_agency_id_fkey" FOREIGN KEY ("owner_agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_version" ADD CONSTRAINT "report_version_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_version" ADD CONSTRAINT "report_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_decision" ADD CONSTRAINT "report_decision_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_decision" ADD CONSTRAINT "report_decision_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "substance_synonym" ADD CONSTRAINT "substance_synonym_substance_id_fkey" FOREIGN KEY ("substance_id") REFERENCES "substance"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversion_factor" ADD CONSTRAINT "conversion_factor_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "conversion_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversion_factor" ADD CONSTRAINT "conversion_factor_substance_id_fkey" FOREIGN KEY ("substance_id") REFERENCES "substance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

