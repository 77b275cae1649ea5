-- A saved view is of the page that it was saved on: the list of cases, or the trends. Only a list is opened by default.
ALTER TABLE saved_view ADD COLUMN page TEXT NOT NULL DEFAULT 'cases';
ALTER TABLE saved_view ADD CONSTRAINT saved_view_page CHECK (page IN ('cases', 'trends'));
