-- An invented register says so itself: one row, written before its first case, and never changed or removed. A register without it is a
-- real one. So the two cannot be mixed: no mark comes to a register that holds cases, and none leaves one.

CREATE TABLE "synthetic_mark" (
  "id" SMALLINT NOT NULL DEFAULT 1,
  "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "synthetic_mark_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "synthetic_mark_one" CHECK ("id" = 1)
);
ALTER TABLE synthetic_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE synthetic_mark FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON synthetic_mark TO weir_owner USING (true) WITH CHECK (true);
CREATE POLICY everybody ON synthetic_mark FOR SELECT TO weir_app USING (true);
GRANT SELECT ON synthetic_mark TO weir_app;

CREATE FUNCTION guard_synthetic_mark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'a register stays what it is: the mark of an invented one is written once' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM case_file) THEN
    RAISE EXCEPTION 'this register holds cases: it cannot become an invented one' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION guard_synthetic_mark() FROM PUBLIC;
CREATE TRIGGER guard_insert AFTER INSERT ON synthetic_mark FOR EACH STATEMENT EXECUTE FUNCTION guard_synthetic_mark();
CREATE TRIGGER guard_change BEFORE UPDATE OR DELETE OR TRUNCATE ON synthetic_mark FOR EACH STATEMENT EXECUTE FUNCTION guard_synthetic_mark();
-- Not even where other triggers are left out, as a restore does.
ALTER TABLE synthetic_mark ENABLE ALWAYS TRIGGER guard_change;

-- Everybody who connects may ask, before anybody has signed in too: the mark stands on every page.
CREATE FUNCTION is_synthetic() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT 1 FROM synthetic_mark) $$;
REVOKE EXECUTE ON FUNCTION is_synthetic() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_synthetic() TO weir_login, weir_app, weir_system;
