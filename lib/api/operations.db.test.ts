import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { withViewerWrite } from "@/lib/db/with-viewer";
import type { AppError } from "@/lib/errors";
import { parseFilter, toQuery, without } from "@/lib/filter/codec";
import type { FilterKey } from "@/lib/filter/fields";
import { filterKeys } from "@/lib/filter/fields";
import { addIndicator, recordValues } from "@/lib/indicators/mutations";
import { testDatabase } from "@/lib/testing/database";
import { anyFilter, maySee, means, randomRegister, writeRegister } from "@/lib/testing/register";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { operations } from "./operations";
import type { CaseItem, FacetsAnswer } from "./schema";
import type { ApiCall } from "./types";

const db = testDatabase();
let sourceId = 0;
let viewers: Viewer[] = [];
let analyst: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  viewers = [analyst, await makeViewer(db, "south", "viewer"), await makeViewer(db, "south", "reviewer")];
});

/** What an operation answers, checked against the shape that its document promises. */
async function call<T>(id: string, viewer: Viewer, query = "", more: Partial<ApiCall> = {}): Promise<T> {
  const operation = operations.find((one) => one.id === id);
  if (!operation) throw new Error(`there is no operation ${id}`);
  const answer = await operation.run({
    viewer,
    query: new URLSearchParams(query),
    params: {},
    body: undefined,
    headers: new Headers(),
    locale: "en",
    words: async () => (key) => key,
    ...more,
  });
  if (answer.body !== null) expect(operation.answer?.parse(answer.body)).toEqual(answer.body);
  return answer.body as T;
}
type List = { data: CaseItem[]; total: number; next: string | null };

describe("cases and facets of the API", () => {
  it("list each case that the filter means and the viewer may see once, and count what each value would list", async () => {
    let listed = 0;
    let values = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(anyFilter, { minLength: 4, maxLength: 4 }), async (seed, filters) => {
        const register = randomRegister(seed, 60, ["north", "south"], viewers);
        await writeRegister(db, register);
        for (const [n, filter] of filters.entries()) {
          const viewer = viewers[(seed + n) % viewers.length] as Viewer;
          const query = toQuery(filter);
          const expected = register
            .filter((it) => maySee(viewer, it) && means(filter, it, viewer))
            .map((it) => it.reference);
          const sort = ["-date", "quantity", "point", "reference"][n % 4];
          const seen: string[] = [];
          for (let cursor: string | null = ""; cursor !== null; ) {
            const part: List = await call("listCases", viewer, `${query}&sort=${sort}&limit=7&cursor=${cursor}`);
            expect(part.total, query).toBe(expected.length);
            expect(part.data.length, query).toBeLessThanOrEqual(7);
            seen.push(...part.data.map((it) => it.reference));
            cursor = part.next;
          }
          expect(seen.sort(), query).toEqual([...expected].sort());
          listed += seen.length;

          const facets = await call<FacetsAnswer>("getFacets", viewer, query);
          expect(facets.total, query).toBe(expected.length);
          for (const [key, choices] of Object.entries(facets.facets)) {
            const others = toQuery(without(filter, filterKeys[key as FilterKey].field));
            for (const { value, count } of choices) {
              const { filter: one } = parseFilter(new URLSearchParams(`${others}&${key}=${value}`));
              const would = register.filter((it) => maySee(viewer, it) && means(one, it, viewer)).length;
              expect(count, `${query}: ${key}=${value}`).toBe(would);
              values += 1;
            }
          }
        }
      }),
      { numRuns: 5, endOnFailure: true },
    );
    // A comparison of nothing proves nothing.
    expect(listed).toBeGreaterThan(50);
    expect(values).toBeGreaterThan(50);
  }, 60_000);

  it.each([
    ["listCases", "colour=red", "colour", "unknown-key"],
    ["listCases", "before=x", "before", "unknown-key"],
    ["listCases", "limit=0", "limit", "unknown-value"],
    ["listCases", "limit=501", "limit", "unknown-value"],
    ["listCases", "limit=5&limit=6", "limit", "given-twice"],
    ["listCases", "sort=colour", "sort", "unknown-value"],
    ["listCases", "cursor=elsewhere", "cursor", "unknown-value"],
    ["listCases", "point=atlantis", "point", "no-such-point"],
    ["listCases", "substance=sugar&status=late", "status", "unknown-value"],
    ["listCases", "from=yesterday", "from", "unknown-value"],
    ["getFacets", "limit=5", "limit", "unknown-key"],
    ["getFacets", "substance=sugar", "substance", "no-such-substance"],
    ["getTrends", "by=colour", "by", "unknown-value"],
    ["getTrends", "sort=date", "sort", "unknown-key"],
    ["getTrends", "point=atlantis", "point", "no-such-point"],
    ["getCase", "point=dandong", "point", "unknown-key"],
    ["getCase", "names=yes", "names", "unknown-value"],
    ["getCase", "names=1", "purpose", "purpose"],
    ["listTransitPoints", "q=x", "q", "unknown-key"],
    ["listTransitPoints", "cursor=atlantis", "cursor", "unknown-value"],
    ["listSubstances", "limit=x", "limit", "unknown-value"],
    ["listIndicators", "q=x", "q", "unknown-key"],
    ["listIndicators", "limit=5&limit=6", "limit", "given-twice"],
    ["listIndicators", "from=2010", "from", "unknown-value"],
    ["listIndicators", "place=atlantis", "place", "unknown-value"],
    ["listIndicators", "cursor=999999", "cursor", "unknown-value"],
  ])("%s?%s is refused, naming %s (%s)", async (id, query, path, reason) => {
    const refused = call(id, analyst, query);
    await expect(refused).rejects.toMatchObject({ code: "INVALID", fields: [{ path }] });
    await expect(refused).rejects.toMatchObject({ fields: [{ message: expect.stringMatching(`\\.${reason}$`) }] });
  });

  it("are not for a role that reads no cases", async () => {
    const admin = await makeViewer(db, "north", "admin");
    for (const { id, method } of operations.filter((one) => one.method === "GET"))
      await expect(call(id, admin), `${method} ${id}`).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("page through the reference lists, named in the language asked for", async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const part: { data: { code: string; name: string }[]; next: string | null } = await call(
        "listTransitPoints",
        analyst,
        `limit=2&cursor=${cursor}`,
        { locale: "zh" },
      );
      seen.push(...part.data.map(({ code, name }) => `${code} ${name}`));
      cursor = part.next;
    }
    expect(seen).toEqual([
      "dandong 丹东",
      "changbai 长白",
      "yanbian 延边",
      "tumen 图们",
      "hunchun-quanhe 珲春/圈河",
      "sinuiju 新义州",
    ]);
    expect(await call("listSubstances", analyst, "limit=1", { locale: "ko" })).toMatchObject({
      data: [{ code: "methamphetamine", name: "메스암페타민" }],
      total: 5,
    });
  });
});

describe("one case of the API", () => {
  const somebody = {
    person: { name: "Pak", nameLatin: null, alias: null, aliasLatin: null },
    group: null,
    role: "courier" as const,
    tier: "unknown" as const,
    arrest: "arrested" as const,
    basis: "fact" as const,
    dataSubject: "suspect" as const,
    nationality: null,
  };
  const consultations = (reference: string) =>
    db.sql<{ actor_id: number; reason: string }>(
      "SELECT actor_id, reason FROM audit_event WHERE action = 'consult' AND subject_id = $1",
      [reference],
    );

  it("shows its people without names, and with them only for a purpose that the log then holds", async () => {
    const { reference } = await log(analyst, newReport(sourceId, plainAccount({ people: [somebody] })));
    const params = { reference };
    expect(await call("getCase", analyst, "", { params })).toMatchObject({
      reference,
      date: { edtf: "2010-07", from: "2010-07-01", to: "2010-07-31" },
      month: "2010-07",
      grams: { low: "1500", central: "1500", high: "1500" },
      involvements: [{ person: { name: null }, role: "courier" }],
      reports: [{ principal: true, source: { title: "A shared source" } }],
    });
    expect(await consultations(reference)).toEqual([]);
    expect(await call("getCase", analyst, "names=1&purpose=a+request+of+the+court", { params })).toMatchObject({
      involvements: [{ person: { name: { name: "Pak" } } }],
    });
    expect(await consultations(reference)).toEqual([{ actor_id: analyst.userId, reason: "a request of the court" }]);
    const [, stranger] = viewers;
    const seen = await call("getCase", stranger as Viewer, "names=1&purpose=curiosity", { params });
    expect(seen).toMatchObject({ involvements: [{ person: { name: null } }] });
    expect(await consultations(reference)).toHaveLength(1);
  });

  it("is not found when it is nobody's, and alike when it is out of scope", async () => {
    const { reference } = await log(analyst, newReport(sourceId, plainAccount({ handling: "amber" })));
    const [, stranger] = viewers;
    for (const [viewer, at] of [
      [stranger, reference],
      [analyst, "C-NONE-NONE"],
    ] as const)
      await expect(call("getCase", viewer as Viewer, "", { params: { reference: at } })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
  });

  it("of trends are the rows of the command", async () => {
    const operator = await builtInViewer("operator");
    const rows = await call<unknown[]>("getTrends", operator, "by=transitPoint,segment&point=dandong");
    expect(rows.length).toBeGreaterThan(0);
    expect(rows[0]).toMatchObject({ transitPoint: { code: "dandong", name: "Dandong" }, quantity: null });
  });
});

describe("a report through the API", () => {
  const headers = (key: string) => new Headers({ "idempotency-key": key });
  const body = (change: object = {}) => ({
    date: "2010-07",
    point: "dandong",
    attribution: "stated",
    lines: [
      {
        asReported: "ice",
        substance: "methamphetamine",
        form: "crystal",
        quantity: "1.5",
        unit: "kg",
        qualifier: "exact",
      },
    ],
    credibility: "6",
    handling: "green",
    source: { id: sourceId },
    ...change,
  });
  const post = (viewer: Viewer, sent: unknown, key: string = randomUUID(), query = "") =>
    call<{ reference: string; report: string; repeated: boolean; possibleDuplicates?: { reference: string }[] }>(
      "logReport",
      viewer,
      query,
      { body: sent, headers: headers(key) },
    );

  it("is logged once per key, as the form would log it, and names what may be the same event", async () => {
    const key = randomUUID();
    const first = await post(analyst, body(), key);
    expect(first).toEqual({ reference: expect.stringMatching(/^C-/), report: key, repeated: false });
    expect(await post(analyst, body({ date: "1999" }), key.toUpperCase())).toEqual({ ...first, repeated: true });
    const [row] = await db.sql("SELECT status, edtf, place FROM case_file WHERE reference = $1", [first.reference]);
    expect(row).toEqual({ status: "submitted", edtf: "2010-07", place: null });
    const twin = await post(analyst, body(), randomUUID(), "duplicates=1");
    expect(twin.possibleDuplicates?.map((it) => it.reference)).toContain(first.reference);
  });

  it("that looks odd asks for a word, and then stands with it", async () => {
    const odd = body({ note: "two Uyghur couriers", place: "km 12" });
    const refused = post(analyst, odd);
    await expect(refused).rejects.toMatchObject({ code: "INVALID", fields: [{ path: "note" }] });
    const { warnings } = ((await refused.catch((error) => error)) as AppError).members as {
      warnings: { key: string; field: string; code: string }[];
    };
    expect(warnings).toMatchObject([{ code: "descriptor", field: "note" }]);
    const { report } = await post(analyst, { ...odd, confirmed: [{ key: warnings[0]?.key, reason: "a quotation" }] });
    const [version] = await db.sql("SELECT confirmed FROM report_version WHERE report_id = $1", [report]);
    expect(version).toMatchObject({ confirmed: [{ code: "descriptor", path: "note", reason: "a quotation" }] });
  });

  it.each([
    [{ date: "2999-01-01" }, "date"],
    [{ source: { id: 999_999 } }, "source"],
    [
      {
        lines: [
          { asReported: "ice", substance: "sugar", form: "crystal", quantity: "1", unit: "kg", qualifier: "exact" },
        ],
      },
      "lines.0.substance",
    ],
    [{ source: { create: { title: "x", url: "javascript:1", reliability: "B" } } }, "source.create.url"],
    [{ credibility: "7" }, "credibility"],
  ])("with %j is refused at %s", async (change, path) => {
    await expect(post(analyst, body(change))).rejects.toMatchObject({ code: "INVALID", fields: [{ path }] });
  });

  it("is refused without a key of its own, and to a role that logs nothing", async () => {
    await expect(post(analyst, body(), "not a uuid")).rejects.toMatchObject({ fields: [{ path: "Idempotency-Key" }] });
    await expect(post(viewers[1] as Viewer, body())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

it("lists the values of indicators in parts that make up the whole, in order", async () => {
  const reviewer = await makeViewer(db, "north", "reviewer");
  await withViewerWrite(reviewer, async (tx) => {
    const fields = { nameEn: "x", nameZh: "", nameKo: "", unit: "kg", note: null, source: null };
    for (const indicator of ["b-totals", "a-totals"]) {
      await addIndicator(tx, reviewer, { slug: indicator, ...fields });
      const values = Array.from({ length: 12 }, (_, n) => ({
        ...{ place: { code: n % 2 ? "dandong" : "CN-JL" }, value: `${n}.5` },
        period: `2010-${String(12 - n).padStart(2, "0")}`,
      }));
      await recordValues(tx, reviewer, { indicator, source: null, values });
    }
  });
  type Part = {
    data: { indicator: string; place: string; period: string; low: string }[];
    total: number;
    next: string | null;
  };
  const whole = await call<Part>("listIndicators", analyst, "limit=500");
  expect(whole).toMatchObject({ total: 24, next: null });
  const keys = whole.data.map(({ indicator, place, period }) => `${indicator} ${place} ${period}`);
  expect(keys).toEqual([...keys].sort());
  const seen: Part["data"] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const part: Part = await call("listIndicators", analyst, `limit=5&cursor=${cursor}`);
    expect(part.total).toBe(24);
    seen.push(...part.data);
    cursor = part.next;
  }
  expect(seen).toEqual(whole.data);
  expect(await call<Part>("listIndicators", analyst, "place=dandong&from=2010-10")).toMatchObject({ total: 2 });
  await expect(call("listIndicators", await makeViewer(db, "north", "auditor"))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
