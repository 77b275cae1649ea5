-- What must always be true, whoever writes.

ALTER TABLE app_user ADD CONSTRAINT app_user_role_code CHECK (role IN ('viewer', 'analyst', 'reviewer', 'admin', 'auditor', 'operator', 'register'));
ALTER TABLE app_user ADD CONSTRAINT app_user_locale_code CHECK (locale IN ('en', 'zh', 'ko'));
ALTER TABLE case_file ADD CONSTRAINT case_file_handling_code CHECK (handling IN ('clear', 'green', 'amber', 'amber-strict', 'red'));
ALTER TABLE case_file ADD CONSTRAINT case_file_status_code CHECK (status IN ('submitted', 'verified', 'returned', 'withdrawn'));
ALTER TABLE case_file ADD CONSTRAINT case_file_attribution_code CHECK (attribution IN ('seized-at', 'stated', 'inferred'));
ALTER TABLE case_file ADD CONSTRAINT case_file_transport_mode_code CHECK (transport_mode IN ('pedestrian', 'road-private', 'road-commercial', 'rail', 'air-commercial', 'air-private', 'sea-commercial', 'sea-private', 'river', 'mail', 'other', 'unknown'));
ALTER TABLE case_file ADD CONSTRAINT case_file_arrests_kind_code CHECK (arrests_kind IN ('exact', 'at-least', 'unknown'));
ALTER TABLE substance ADD CONSTRAINT substance_family_code CHECK (family IN ('ats', 'opioid', 'cocaine', 'cannabis', 'hallucinogen', 'sedative', 'nps', 'precursor', 'other', 'unknown'));
ALTER TABLE substance ADD CONSTRAINT substance_form_code CHECK (form IN ('crystal', 'powder', 'tablet', 'capsule', 'liquid', 'plant', 'resin', 'blotter', 'other', 'unknown'));
ALTER TABLE conversion_factor ADD CONSTRAINT conversion_factor_family_code CHECK (family IN ('ats', 'opioid', 'cocaine', 'cannabis', 'hallucinogen', 'sedative', 'nps', 'precursor', 'other', 'unknown'));
ALTER TABLE conversion_factor ADD CONSTRAINT conversion_factor_form_code CHECK (form IN ('crystal', 'powder', 'tablet', 'capsule', 'liquid', 'plant', 'resin', 'blotter', 'other', 'unknown'));
ALTER TABLE conversion_factor ADD CONSTRAINT conversion_factor_unit_code CHECK (unit IN ('kg', 'g', 'mg', 'ug', 't', 'lb', 'oz', 'grain', 'jin', 'liang', 'viss', 'picul', 'l', 'ml', 'gal-us', 'gal-uk', 'tablet', 'capsule', 'ampoule', 'vial', 'bottle', 'dose', 'injection', 'blotter', 'piece', 'unit', 'packet', 'block', 'joint', 'plant', 'seed', 'acre', 'hectare', 'other'));
ALTER TABLE case_line ADD CONSTRAINT case_line_form_code CHECK (form IN ('crystal', 'powder', 'tablet', 'capsule', 'liquid', 'plant', 'resin', 'blotter', 'other', 'unknown'));
ALTER TABLE case_line ADD CONSTRAINT case_line_unit_code CHECK (unit IN ('kg', 'g', 'mg', 'ug', 't', 'lb', 'oz', 'grain', 'jin', 'liang', 'viss', 'picul', 'l', 'ml', 'gal-us', 'gal-uk', 'tablet', 'capsule', 'ampoule', 'vial', 'bottle', 'dose', 'injection', 'blotter', 'piece', 'unit', 'packet', 'block', 'joint', 'plant', 'seed', 'acre', 'hectare', 'other'));
ALTER TABLE case_line ADD CONSTRAINT case_line_qualifier_code CHECK (qualifier IN ('exact', 'about', 'at-least', 'at-most', 'unknown'));
ALTER TABLE case_line ADD CONSTRAINT case_line_purity_basis_code CHECK (purity_basis IN ('salt', 'base', 'unstated'));
ALTER TABLE involvement ADD CONSTRAINT involvement_role_code CHECK (role IN ('organiser', 'financier', 'producer', 'chemist', 'supplier', 'wholesaler', 'broker', 'recruiter', 'transporter', 'courier', 'body-courier', 'storekeeper', 'lookout', 'corrupt-official', 'money-mover', 'distributor', 'user', 'unknown'));
ALTER TABLE involvement ADD CONSTRAINT involvement_tier_code CHECK (tier IN ('leading', 'significant', 'lesser', 'unknown'));
ALTER TABLE involvement ADD CONSTRAINT involvement_arrest_code CHECK (arrest IN ('arrested', 'charged', 'convicted', 'released', 'at-large', 'deceased', 'unknown'));
ALTER TABLE involvement ADD CONSTRAINT involvement_basis_code CHECK (basis IN ('fact', 'assessment'));
ALTER TABLE involvement ADD CONSTRAINT involvement_data_subject_code CHECK (data_subject IN ('suspect', 'convicted', 'victim', 'witness', 'other', 'unclassified'));
ALTER TABLE person_mention ADD CONSTRAINT person_mention_data_subject_code CHECK (data_subject IN ('suspect', 'convicted', 'victim', 'witness', 'other', 'unclassified'));
ALTER TABLE asset ADD CONSTRAINT asset_kind_code CHECK (kind IN ('cash', 'vehicle', 'weapon', 'device', 'other'));
ALTER TABLE source ADD CONSTRAINT source_reliability_code CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F'));
ALTER TABLE report ADD CONSTRAINT report_credibility_code CHECK (credibility IN ('1', '2', '3', '4', '5', '6'));
ALTER TABLE report ADD CONSTRAINT report_handling_code CHECK (handling IN ('clear', 'green', 'amber', 'amber-strict', 'red'));
ALTER TABLE report ADD CONSTRAINT report_status_code CHECK (status IN ('submitted', 'verified', 'returned', 'withdrawn'));
ALTER TABLE report_decision ADD CONSTRAINT report_decision_kind_code CHECK (kind IN ('submitted', 'verified', 'returned', 'withdrawn'));
ALTER TABLE agency ADD CONSTRAINT agency_code_slug CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
-- Scopes count agencies in steps of a million (see case_file.scope_id).
ALTER TABLE agency ADD CONSTRAINT agency_id_range CHECK (id > 0 AND id < 1000000);
ALTER TABLE app_user ADD CONSTRAINT app_user_email_lower CHECK (email = lower(email));
ALTER TABLE app_user ADD CONSTRAINT app_user_built_in CHECK ((email IS NULL) = (role IN ('operator', 'register')));
ALTER TABLE app_user ADD CONSTRAINT app_user_built_in_no_password CHECK (email IS NOT NULL OR password_hash IS NULL);

ALTER TABLE transit_point ADD CONSTRAINT transit_point_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND slug <> 'none');
ALTER TABLE transit_point ADD CONSTRAINT transit_point_country CHECK (country ~ '^[A-Z]{2}$');
ALTER TABLE transit_point ADD CONSTRAINT transit_point_place CHECK ((latitude IS NULL) = (longitude IS NULL) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);
ALTER TABLE transit_point ADD CONSTRAINT transit_point_not_itself CHECK (parent_id <> id AND opposite_id <> id);
ALTER TABLE coverage_period ADD CONSTRAINT coverage_period_order CHECK (from_date <= to_date);
ALTER TABLE coverage_period ADD CONSTRAINT coverage_period_kind CHECK (kind IN ('covered', 'gap'));
ALTER TABLE nil_return ADD CONSTRAINT nil_return_month CHECK (extract(day FROM month) = 1);

ALTER TABLE substance ADD CONSTRAINT substance_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE substance_synonym ADD CONSTRAINT substance_synonym_kind CHECK (kind IN ('term', 'street'));
ALTER TABLE conversion_factor ADD CONSTRAINT conversion_factor_order CHECK (grams_low > 0 AND grams_low <= grams AND grams <= grams_high);
CREATE UNIQUE INDEX conversion_set_one_current ON conversion_set ((true)) WHERE is_current;

ALTER TABLE case_file ADD CONSTRAINT case_file_interval CHECK ((date_from IS NULL) = (date_to IS NULL) AND (date_from IS NULL) = (edtf IS NULL) AND (date_from IS NULL) = (date_precision IS NULL) AND date_from <= date_to);
ALTER TABLE case_file ADD CONSTRAINT case_file_precision CHECK (date_precision IN ('day', 'month', 'season', 'year', 'decade', 'interval'));
ALTER TABLE case_file ADD CONSTRAINT case_file_point_has_basis CHECK ((transit_point_id IS NULL) = (attribution IS NULL));
ALTER TABLE case_file ADD CONSTRAINT case_file_arrests CHECK ((arrests_kind = 'unknown') = (arrests_count IS NULL) AND arrests_count >= 0);

-- A quantity is a number above nought with its unit, or it is unknown. Unknown is never 0.
ALTER TABLE case_line ADD CONSTRAINT case_line_quantity CHECK (quantity > 0);
ALTER TABLE case_line ADD CONSTRAINT case_line_unknown CHECK ((quantity IS NULL) = (qualifier = 'unknown'));
ALTER TABLE case_line ADD CONSTRAINT case_line_unit CHECK (quantity IS NULL OR unit IS NOT NULL);
ALTER TABLE case_line ADD CONSTRAINT case_line_purity CHECK ((purity IS NULL) = (purity_basis IS NULL) AND purity BETWEEN 0 AND 100);
ALTER TABLE line_mass ADD CONSTRAINT line_mass_basis CHECK (basis IN ('stated', 'factor', 'unknown') AND (basis = 'factor') = (factor_id IS NOT NULL) AND (basis = 'unknown') = (grams IS NULL));
ALTER TABLE line_mass ADD CONSTRAINT line_mass_order CHECK (grams_low <= grams AND grams <= grams_high AND (grams IS NOT NULL OR (grams_low IS NULL AND grams_high IS NULL)) AND grams > 0);

ALTER TABLE involvement ADD CONSTRAINT involvement_person_or_group CHECK ((person_id IS NULL) <> (group_qualifier IS NULL));
ALTER TABLE involvement ADD CONSTRAINT involvement_group CHECK (group_qualifier IN ('exact', 'about', 'at-least', 'unknown') AND (group_qualifier = 'unknown') = (group_count IS NULL) AND group_count > 0);
ALTER TABLE involvement ADD CONSTRAINT involvement_person_no_count CHECK (person_id IS NULL OR (group_count IS NULL AND group_words IS NULL));
ALTER TABLE involvement ADD CONSTRAINT involvement_nationality CHECK (nationality ~ '^[A-Z]{2}$');
ALTER TABLE person ADD CONSTRAINT person_named CHECK (coalesce(name, name_latin, alias, alias_latin) IS NOT NULL);

ALTER TABLE asset ADD CONSTRAINT asset_amount CHECK (amount > 0 AND (amount IS NULL) = (currency IS NULL) AND (stated_amount IS NULL) = (stated_currency IS NULL) AND stated_amount > 0 AND (stated_amount IS NULL OR amount IS NOT NULL));
ALTER TABLE asset ADD CONSTRAINT asset_count CHECK (count > 0);
ALTER TABLE asset ADD CONSTRAINT asset_currency CHECK (currency ~ '^[A-Z]{3}$' AND stated_currency ~ '^[A-Z]{3}$');
ALTER TABLE asset ADD CONSTRAINT asset_rate CHECK ((stated_rate IS NULL) = (stated_amount IS NULL) AND stated_rate > 0 AND computed_rate > 0 AND (computed_rate IS NULL) = (computed_source IS NULL));
ALTER TABLE asset ADD CONSTRAINT asset_something CHECK (amount IS NOT NULL OR count IS NOT NULL OR description IS NOT NULL);
ALTER TABLE route_leg ADD CONSTRAINT route_leg_kind CHECK (kind IN ('origin', 'departure', 'transit', 'destination'));
ALTER TABLE route_leg ADD CONSTRAINT route_leg_somewhere CHECK (coalesce(place, country, point_id::text) IS NOT NULL);

ALTER TABLE report ADD CONSTRAINT report_versions CHECK (latest_version >= 1 AND verified_version BETWEEN 1 AND latest_version);
ALTER TABLE report_version ADD CONSTRAINT report_version_number CHECK (number >= 1);
ALTER TABLE report_decision ADD CONSTRAINT report_decision_reason CHECK (kind NOT IN ('returned', 'withdrawn') OR reason <> '');
ALTER TABLE report_decision ADD CONSTRAINT report_decision_version FOREIGN KEY (report_id, version) REFERENCES report_version (report_id, number);
ALTER TABLE source ADD CONSTRAINT source_published CHECK ((published_edtf IS NULL) = (published_from IS NULL) AND (published_from IS NULL) = (published_to IS NULL) AND published_from <= published_to);
ALTER TABLE indicator_value ADD CONSTRAINT indicator_value_interval CHECK (date_from <= date_to);
ALTER TABLE indicator_value ADD CONSTRAINT indicator_value_qualifier CHECK (qualifier IN ('exact', 'about', 'at-least', 'at-most', 'unknown'));
ALTER TABLE indicator_value ADD CONSTRAINT indicator_value_order CHECK (low <= high AND (value IS NOT NULL OR low IS NOT NULL OR high IS NOT NULL OR words IS NOT NULL));
ALTER TABLE marker ADD CONSTRAINT marker_interval CHECK (date_from <= date_to);
ALTER TABLE assessment ADD CONSTRAINT assessment_interval CHECK (date_from <= date_to);
ALTER TABLE audit_change ADD CONSTRAINT audit_change_operation CHECK (operation IN ('insert', 'update', 'delete'));
