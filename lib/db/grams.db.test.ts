import fc from "fast-check";
import { beforeAll, expect, inject, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";

const db = testDatabase();

/** As the grams of a text are defined: pairs of signs within words of Chinese, Japanese and Korean, threes within others. */
beforeAll(() =>
  db.sql(`CREATE FUNCTION defined_grams(t text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(DISTINCT g COLLATE "C" ORDER BY g COLLATE "C"), '{}') FROM (
      SELECT substr(r.m[1], i, 2) AS g
        FROM regexp_matches(search_norm(t), '([\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff]+)', 'g') r(m), generate_series(1, length(r.m[1]) - 1) i
      UNION ALL
      SELECT substr(w.m[1], i, 3)
        FROM regexp_matches(search_norm(t), '([^\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\s[:punct:]]+)', 'g') w(m), generate_series(1, length(w.m[1]) - 2) i
    ) x $$`),
);

it("grams of a text are what they are defined to be, whatever the text", async () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.string({ maxLength: 30 }),
    fc
      .array(
        fc.constantFrom(
          ...[
            "丹东",
            "図們江",
            "단둥",
            "ひらがな",
            "カナ",
            "ﾊﾝｶｸ",
            "Dandong",
            "A-12",
            "C‑7K3M",
            "a\tb\u3000c",
            "İstanbul",
            "ＡＢＣ",
            "é",
            "e\u0301",
            "·",
            "|",
            "$+<=>^`~",
            "_",
            "\u0001",
            "\u00a0",
            "",
            "-",
            "x",
          ],
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join("")),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
      const rows = await db.sql(
        `SELECT t AS text, defined_grams(t) AS grams FROM unnest($1::text[]) t
         WHERE defined_grams(t) <> ARRAY(SELECT DISTINCT g COLLATE "C" FROM unnest(search_grams(t)) g ORDER BY 1)`,
        [texts.map((one) => one.replaceAll("\0", "").replace(/\p{Surrogate}/gu, ""))],
      );
      expect(rows).toEqual([]);
    }),
    { numRuns: 150, seed: inject("seed") },
  );
  const long = [`xyz${"ab1cd".repeat(50)}`, `${"丹东市".repeat(60)} ${"yéz".repeat(40)}`, "단둥A".repeat(70)];
  const wrong = await db.sql(
    `SELECT t FROM unnest($1::text[]) t WHERE defined_grams(t) = '{}' OR defined_grams(t) <> ARRAY(SELECT DISTINCT g COLLATE "C" FROM unnest(search_grams(t)) g ORDER BY 1)`,
    [long],
  );
  expect(wrong).toEqual([]);
  expect(
    await db.sql("SELECT search_grams(NULL) = '{}' AS none, cardinality(search_grams('丹 ab -c')) AS few"),
  ).toEqual([{ none: true, few: 0 }]);
});
