-- The same grams as before, but for their order and that one may be named twice, which an index of them does not tell apart: pairs within Chinese, Japanese
-- and Korean words, threes within others. Cut in a loop, and folded without Unicode's tables where all signs are ASCII: a third of the time.
CREATE OR REPLACE FUNCTION search_grams(t text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  folded CONSTANT text := CASE WHEN octet_length(t) = length(t) THEN replace(lower(t), '-', '') ELSE public.search_norm(t) END;
  wide CONSTANT boolean := octet_length(folded) > length(folded) AND folded ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]';
  words text COLLATE "C";
  gram text COLLATE "C";
  grams text[] := '{}';
BEGIN
  IF wide THEN
    words := regexp_replace(folded, '[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]', ' ', 'g');
    FOR i IN 1 .. length(words) - 1 LOOP
      gram := substr(words, i, 2);
      IF strpos(gram, ' ') = 0 THEN grams := grams || gram; END IF;
    END LOOP;
    words := regexp_replace(folded, '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\s[:punct:]]', ' ', 'g');
  ELSE
    words := regexp_replace(folded, '[\s[:punct:]]', ' ', 'g');
  END IF;
  FOR i IN 1 .. coalesce(length(words), 0) - 2 LOOP
    gram := substr(words, i, 3);
    IF strpos(gram, ' ') = 0 THEN grams := grams || gram; END IF;
  END LOOP;
  RETURN grams;
END $$;

-- Of these texts the planner wants to know how common a gram is, not how common a text: a smaller sample tells it, and costs less after each import.
ALTER TABLE case_text ALTER COLUMN case_id SET STATISTICS 20, ALTER COLUMN scope_id SET STATISTICS 20, ALTER COLUMN d_from SET STATISTICS 20, ALTER COLUMN txt SET STATISTICS 0;
ALTER INDEX case_text_grams ALTER COLUMN 1 SET STATISTICS 20;
