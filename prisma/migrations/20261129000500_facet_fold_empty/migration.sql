-- A new register holds no rows but those that somebody put there (a backup is restored into an empty one): the row comes with the first fold.
DELETE FROM facet_fold WHERE notes = 0;

-- As in the migration facet_version, with a row that need not be there.
CREATE OR REPLACE FUNCTION add_up_notes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO facet_fold AS f (notes, ids)
    SELECT o.notes, o.ids FROM (SELECT count(*) AS notes, sum(old_rows.id) AS ids FROM old_rows) o WHERE o.notes > 0
    ON CONFLICT (id) DO UPDATE SET (notes, ids) = (f.notes + excluded.notes, f.ids + excluded.ids);
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION facet_version() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT md5(concat_ws(' ', f.notes + d.notes, f.ids + d.ids, current_setting('weir.user'), current_setting('weir.scopes'),
    (SELECT string_agg(s.id || s.family, ',' ORDER BY s.id) FROM substance s), (SELECT string_agg(p.id || p.country, ',' ORDER BY p.id) FROM transit_point p)))
  FROM (SELECT coalesce(sum(x.notes), 0) AS notes, coalesce(sum(x.ids), 0) AS ids FROM facet_fold x) f, (SELECT count(*) AS notes, coalesce(sum(n.id), 0) AS ids FROM facet_dirty n) d
$$;
