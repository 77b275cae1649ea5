-- As in the migration quicker_grams, but that a long text takes as many steps as it has signs: a part of it by its place is found by counting from its
-- beginning. Words are cut one by one; long ones, and runs of Chinese, Japanese and Korean, by the list of their signs.
CREATE OR REPLACE FUNCTION search_grams(t text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  folded CONSTANT text := CASE WHEN octet_length(t) = length(t) THEN replace(lower(t), '-', '') ELSE public.search_norm(t) END;
  wide CONSTANT boolean := octet_length(folded) > length(folded) AND folded ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]';
  words text COLLATE "C";
  word text COLLATE "C";
  signs text[];
  grams text[] := '{}';
BEGIN
  IF wide THEN
    signs := string_to_array(regexp_replace(folded, '[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+', ' ', 'g'), NULL);
    FOR i IN 2 .. cardinality(signs) LOOP
      IF signs[i - 1] <> ' ' AND signs[i] <> ' ' THEN grams := grams || (signs[i - 1] || signs[i]); END IF;
    END LOOP;
    words := regexp_replace(folded, '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\s[:punct:]]+', ' ', 'g');
  ELSE
    words := regexp_replace(folded, '[\s[:punct:]]+', ' ', 'g');
  END IF;
  FOREACH word IN ARRAY coalesce(string_to_array(words, ' '), '{}') LOOP
    IF length(word) > 100 THEN
      signs := string_to_array(word, NULL);
      FOR i IN 3 .. cardinality(signs) LOOP grams := grams || (signs[i - 2] || signs[i - 1] || signs[i]); END LOOP;
    ELSE
      FOR i IN 1 .. length(word) - 2 LOOP grams := grams || substr(word, i, 3); END LOOP;
    END IF;
  END LOOP;
  RETURN grams;
END $$;
