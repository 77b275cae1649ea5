-- Whether facets that were counted before still stand: whatever changes a count is noted in facet_dirty within its transaction, so the notes that
-- there ever were, committed and seen by this snapshot, say which state of the register it is. A fold takes notes away and adds them up here.
CREATE TABLE "facet_fold" (
  "id" SMALLINT NOT NULL DEFAULT 1,
  "notes" BIGINT NOT NULL,
  "ids" DECIMAL(30,0) NOT NULL,
  CONSTRAINT "facet_fold_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "facet_fold_one" CHECK (id = 1)
);
ALTER TABLE facet_fold ENABLE ROW LEVEL SECURITY;
ALTER TABLE facet_fold FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON facet_fold TO weir_owner USING (true) WITH CHECK (true);
INSERT INTO facet_fold (notes, ids) VALUES (0, 0);

CREATE FUNCTION add_up_notes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE facet_fold f SET notes = f.notes + o.notes, ids = f.ids + o.ids
    FROM (SELECT count(*) AS notes, sum(old_rows.id) AS ids FROM old_rows) o WHERE o.notes > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER add_up_notes AFTER DELETE ON facet_dirty REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION add_up_notes();

-- What a viewer's counts follow from: the state of the register, the viewer and their scopes, the families of substances and the countries of points. Equal
-- values mean equal counts of one question.
CREATE FUNCTION facet_version() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT md5(concat_ws(' ', f.notes + d.notes, f.ids + d.ids, current_setting('weir.user'), current_setting('weir.scopes'),
    (SELECT string_agg(s.id || s.family, ',' ORDER BY s.id) FROM substance s), (SELECT string_agg(p.id || p.country, ',' ORDER BY p.id) FROM transit_point p)))
  FROM facet_fold f, (SELECT count(*) AS notes, coalesce(sum(n.id), 0) AS ids FROM facet_dirty n) d
$$;
REVOKE EXECUTE ON FUNCTION add_up_notes(), facet_version() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facet_version() TO weir_app;
