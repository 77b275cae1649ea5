-- A source's number is looked up across agencies and sources while a report is typed; the unique key begins with the agency.
CREATE INDEX report_external_reference ON report (external_reference) WHERE external_reference IS NOT NULL;
