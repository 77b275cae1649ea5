-- Cases that the form held for the same event and the version's author for others: the reviewer reads it beside the hint.
ALTER TABLE report_version ADD COLUMN other_events text[] NOT NULL DEFAULT '{}';
ALTER TABLE report_version ADD CONSTRAINT report_version_other_events CHECK (cardinality(other_events) <= 100);
