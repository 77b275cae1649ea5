import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { toQuery } from "@/lib/filter/codec";
import type { Filter, Sort } from "@/lib/filter/fields";
import { emptyFilter, filterKeys, sortCodes } from "@/lib/filter/fields";
import { testDatabase } from "@/lib/testing/database";
import type { PlainCase } from "@/lib/testing/register";
import { asKnown, everyKey, maySee, means, randomRegister, writeRegister } from "@/lib/testing/register";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer, testPoints } from "@/lib/testing/world";
import { loadCasesPage } from "./loaders";
import type { CasesPage } from "./types";

const db = testDatabase();
let sourceId = 0;
let viewers: [Viewer, Viewer];

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  viewers = [await makeViewer(db, "north", "analyst"), await makeViewer(db, "south", "viewer")];
});

const load = (viewer: Viewer, query: string) => loadCasesPage(viewer, new URLSearchParams(query));
const references = (page: CasesPage) => page.rows.map((row) => row.reference);

/** Without date and weight: enough of them that pages end among the rows whose key is not known. */
const unknown = (it: PlainCase): PlainCase => ({
  ...it,
  status: "verified",
  handling: "green",
  days: null,
  lines: it.lines.map((line) => ({ ...line, grams: null })),
});

/** All pages from the first to the last, or from the last back to the first. */
async function walk(viewer: Viewer, filter: Filter, sort: Sort): Promise<{ forward: CasesPage[]; back: CasesPage[] }> {
  const forward = [await load(viewer, toQuery(filter, { sort }))];
  for (let cursor = forward[0]?.next; cursor; cursor = forward.at(-1)?.next ?? null)
    forward.push(await load(viewer, toQuery(filter, { sort, cursor })));
  const last = forward.at(-1) as CasesPage;
  const back = [last];
  for (let before = last.previous; before; before = back.at(-1)?.previous ?? null)
    back.push(await load(viewer, toQuery(filter, { sort, before })));
  return { forward, back: back.reverse() };
}

/** Grades of every kind, from A1 to F6, by the case's number. */
const gradeOf = (id: number) => ((id * 7) % 6) * 6 + ((id * 5) % 6);
const gradeAll = () =>
  db.sql("UPDATE case_flat SET reliability = (case_id * 7) % 6, credibility = (case_id * 5) % 6 WHERE case_id > 0");

/** The order a reader expects: the key's, unknown keys last in either direction. */
async function inOrder(cases: readonly PlainCase[], sort: Sort): Promise<string[]> {
  const ids = await db.sql<{ reference: string; id: number }>("SELECT reference, id FROM case_file");
  const idOf = new Map(ids.map((row) => [row.reference, row.id]));
  const grams = (it: PlainCase) =>
    it.lines.every((line) => line.grams === null) ? null : it.lines.reduce((sum, line) => sum + (line.grams ?? 0), 0);
  const id = (it: PlainCase) => idOf.get(it.reference) ?? 0;
  const points: readonly string[] = testPoints;
  const rank = (it: PlainCase) => (it.point === null ? 99 : points.indexOf(it.point));
  const keyOf = (it: PlainCase): string | number | null => {
    if (sort === "reference") return it.reference;
    if (sort === "grade") return gradeOf(id(it));
    if (sort.endsWith("logged")) return null;
    if (sort.endsWith("quantity")) return grams(it);
    return it.days?.[0] ?? null;
  };
  const turn = sort.startsWith("-") ? -1 : 1;
  const compare = (a: string | number | null, b: string | number | null, way: number) => {
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    return (a < b ? -1 : 1) * way;
  };
  return [...cases]
    .sort((a, b) =>
      sort === "point"
        ? rank(a) - rank(b) || compare(keyOf(a), keyOf(b), -1) || id(a) - id(b)
        : compare(keyOf(a), keyOf(b), turn) || (id(a) - id(b)) * turn,
    )
    .map((it) => it.reference);
}

describe("the list of cases", () => {
  it("names the keys of other pages", async () => {
    const { problems } = await load(viewers[0], "show=table&months=12&end=now&sort=point");
    expect(problems.map(({ key, reason }) => [key, reason])).toEqual([
      ["show", "unknown-key"],
      ["months", "unknown-key"],
      ["end", "unknown-key"],
    ]);
  });

  it.each(["admin", "auditor"] as const)("is not for the role %s, which reads no cases", async (role) => {
    await expect(load(await makeViewer(db, "north", role), "")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("visits each case once, in order, forwards and backwards, and its total is the facets'", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), everyKey, async (seed, filter) => {
        const cases = randomRegister(seed, 190, ["north", "south"], viewers).map((it, n) =>
          n % 5 < 3 ? unknown(it) : it,
        );
        await writeRegister(db, cases);
        await gradeAll();
        for (const viewer of viewers)
          for (const asked of [emptyFilter, { ...filter, q: null, month: [], status: [] }])
            for (const sort of sortCodes) {
              const hits = cases.filter((it) => maySee(viewer, it) && means(asKnown(asked, cases, viewer), it, viewer));
              const { forward, back } = await walk(viewer, asked, sort);
              const label = `${sort} ${toQuery(asked)}`;
              expect(forward.flatMap(references), label).toEqual(await inOrder(hits, sort));
              expect(back.flatMap(references), label).toEqual(forward.flatMap(references));
              let first = 1;
              for (const page of forward) {
                expect(page.facets.total).toBe(hits.length);
                expect(page.firstRow).toBe(page.rows.length === 0 ? 0 : first);
                first += page.rows.length;
              }
            }
      }),
      { numRuns: 2, endOnFailure: true },
    );
  }, 180_000);

  it("goes on where it was when the case at the page's end is no longer to be seen", async () => {
    // The page ends in the middle of one day's cases.
    const cases = randomRegister(3, 190, ["north"], []).map((it, n): PlainCase => {
      const day = n < 45 ? "2009-05-02" : "2009-05-01";
      return { ...it, handling: "green", status: "verified", days: [day, day] };
    });
    await writeRegister(db, cases);
    const [viewer] = viewers;
    const first = await load(viewer, "");
    await db.sql("UPDATE case_file SET handling = 'red' WHERE reference = $1", [first.rows.at(-1)?.reference]);
    await db.sql("SELECT refresh_read_model(array_agg(id)) FROM case_file");
    const seen = new Set(references(first));
    for (let cursor = first.next; cursor; ) {
      const page: CasesPage = await load(viewer, toQuery(emptyFilter, { cursor }));
      expect(page.firstRow).toBeGreaterThan(45);
      for (const reference of references(page)) seen.add(reference);
      cursor = page.next;
    }
    // Nothing is lost; what has the same key may come again.
    expect(seen.size).toBe(cases.length);
  });

  it("answers a place past the end with the first page, and names a cursor that is none", async () => {
    const [viewer] = viewers;
    const past = await load(viewer, "cursor=1801-01-01~C-0001&status=verified");
    expect(past.firstRow).toBe(1);
    for (const cursor of ["x", "2009-02-30~C-1", "2009-02-03~C-1~2", "12~C-1", "~C'1", "~"]) {
      const page = await load(viewer, `cursor=${encodeURIComponent(cursor)}`);
      expect(page.problems, cursor).toEqual([{ key: "cursor", value: cursor, reason: "unknown-value" }]);
      expect(page.firstRow).toBe(1);
    }
    expect((await load(viewer, "sort=point&before=~C-1")).problems).toHaveLength(1);
    expect((await load(viewer, "sort=quantity&cursor=99999999999999999999~C-1")).problems).toHaveLength(1);
  });

  it("takes any text in any key as text", async () => {
    const [viewer] = viewers;
    const whole = (await load(viewer, "")).facets.register;
    const texts = [
      "'; DROP TABLE case_file; --",
      "' OR '1'='1",
      "\\'; SELECT pg_sleep(9); --",
      "%' UNION SELECT 1 --",
      "$1",
      "{}",
      "NULL",
      "'{1,2}'::int[]",
      "((((",
      "\u0000",
      "\ud800",
      "a\u0000b",
      "😀".repeat(60),
      "_%",
      "x".repeat(5000),
      "<script>alert(1)</script>",
    ];
    const more = texts.flatMap((text) => [text, `${text}~only`]);
    // A key that repeats takes all of them at once; of another, one counts at a time.
    for (const key of [...Object.keys(filterKeys), "sort", "cursor", "before", "colour"])
      for (const given of key === "q" ? more : key === "cursor" || key === "before" ? texts : [more]) {
        const page = await loadCasesPage(viewer, { [key]: given });
        expect(page.facets.register, `${key}=${given}`).toBe(whole);
        // Nothing of it is anybody's value, but for words to search for.
        expect(page.problems.length > 0 || key === "q", `${key}=${given}`).toBe(true);
      }
    const counted = await db.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM case_file WHERE handling IN ('clear', 'green')",
    );
    expect(whole).toBeGreaterThanOrEqual(counted[0]?.n ?? 0);
  });
});

describe("a row", () => {
  it("shows what was reported and what follows from it, to the last digit", async () => {
    const [viewer] = viewers;
    await writeRegister(db, []);
    await log(
      viewer,
      newReport(
        sourceId,
        plainAccount({
          date: "2004-12-23",
          point: "tumen",
          arrests: { kind: "exact", count: 4, words: null },
          credibility: "2",
          lines: [
            plainLine({ asReported: "MaGu", substance: "magu", form: "tablet", quantity: "13775", unit: "tablet" }),
            plainLine({ quantity: "0.30000000000000004", unit: "g", qualifier: "at-least" }),
          ],
        }),
        { operation: "5·20" },
      ),
    );
    const { rows } = await load(viewer, "");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      operation: "5·20",
      documented: false,
      edtf: "2004-12-23",
      point: { slug: "tumen", nameZh: "图们" },
      lines: [
        { asReported: "MaGu", substance: { slug: "magu" }, quantity: "13775", unit: "tablet", qualifier: "exact" },
        { substance: { slug: "methamphetamine" }, quantity: "0.30000000000000004", unit: "g", qualifier: "at-least" },
      ],
      mass: {
        low: "1240.05000000000000004",
        central: "1240.05000000000000004",
        high: null,
        converted: true,
        incomplete: false,
      },
      people: { kind: "exact", count: 4 },
      reliability: "B",
      credibility: "2",
      handling: "green",
      status: "submitted",
      amendmentWaiting: false,
    });
  });

  it("says what is not known: no date, no point, no weight, nobody stated", async () => {
    const [viewer] = viewers;
    await db.sql("TRUNCATE case_file CASCADE");
    const unknown = plainLine({ quantity: null, unit: null, qualifier: "unknown" });
    await log(
      viewer,
      newReport(sourceId, plainAccount({ date: null, point: null, attribution: null, lines: [unknown] })),
    );
    await log(
      viewer,
      newReport(sourceId, plainAccount({ date: "2010", lines: [unknown, plainLine({ quantity: "2" })] })),
    );
    const { rows } = await load(viewer, "");
    expect(rows.map((row) => row.edtf)).toEqual(["2010", null]);
    expect(rows[0]?.mass).toMatchObject({ central: "2000", converted: false, incomplete: true });
    expect(rows[1]).toMatchObject({ edtf: null, point: null, mass: null, people: { kind: "unknown", count: null } });
  });
});
