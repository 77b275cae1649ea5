import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import type { UserRole } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { AppError, parseInput } from "@/lib/errors";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { addIndicator, changeIndicator, recordValues, removeIndicator, removeValue, saveValue } from "./mutations";
import { listContext } from "./queries";
import type { AddIndicator, RecordValues, SaveAssessment, SaveMarker, SaveValue } from "./schema";
import { saveAssessmentSchema, saveValueSchema } from "./schema";
import { removeAssessment, removeMarker, saveAssessment, saveMarker } from "./texts";

const db = testDatabase();
let sourceId = 0;
const viewers = {} as Record<Exclude<UserRole, "operator" | "register">, Viewer>;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  for (const role of ["viewer", "analyst", "reviewer", "admin", "auditor"] as const)
    viewers[role] = await makeViewer(db, "north", role);
});

type Write<I, R> = (tx: Tx, viewer: Viewer, input: I) => Promise<R>;
const by = <I, R>(role: keyof typeof viewers, write: Write<I, R>, input: I) =>
  withViewerWrite(viewers[role], (tx) => write(tx, viewers[role], input));
const keep = <I, R>(write: Write<I, R>, input: I) => by("reviewer", write, input);

/** What a write refuses: its code, or the messages of its fields. */
async function refusal(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError && error.fields.length > 0)
      return error.fields.map(({ path, message }) => `${path} ${message.replace("indicators.error.", "")}`);
    if (error instanceof AppError) return [error.code];
    throw error;
  }
  return [];
}

const indicator = (slug: string, change: Partial<AddIndicator> = {}): AddIndicator => ({
  ...{ slug, nameEn: slug, nameZh: "", nameKo: "", unit: "kg", note: null, source: null },
  ...change,
});
const value = (of: string, change: Partial<SaveValue> = {}): SaveValue => ({
  ...{ id: null, version: 1, indicator: of, placeCode: "210600", placeEn: "Dandong", placeZh: "", placeKo: "" },
  ...{ point: null, period: "2010-01", qualifier: "exact", value: "5", low: null, high: null, words: null },
  ...{ noteEn: null, noteZh: null, noteKo: null, source: null },
  ...change,
});
const marker = (change: Partial<SaveMarker> = {}): SaveMarker => ({
  ...{
    id: null,
    version: 1,
    date: "2010-06",
    textEn: "Border closed",
    textZh: "",
    textKo: "",
    points: [],
    source: null,
  },
  ...change,
});
const assessment = (change: Partial<SaveAssessment> = {}): SaveAssessment => ({
  ...{ id: null, version: 1, date: "2010", textEn: "It may rise", textZh: "", textKo: "", source: sourceId },
  ...change,
});
const month = (period: string, text: string | null, code = "dandong"): RecordValues["values"][number] => ({
  place: { code },
  period,
  value: text,
});
const valuesOf = (slug: string) =>
  db.sql(
    `SELECT v.edtf, v.value::text, v.version FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id WHERE i.slug = $1
      ORDER BY v.date_from, v.place_code`,
    [slug],
  );
const countEvents = async (action: string) =>
  (await db.sql<{ n: number }>("SELECT count(*)::int AS n FROM audit_event WHERE action = $1", [action]))[0]?.n ?? 0;

describe("the matrix", () => {
  it.each(["viewer", "analyst", "admin", "auditor"] as const)("lets the role %s write nothing", async (role) => {
    const refused = [
      () => by(role, addIndicator, indicator("x")),
      () => by(role, changeIndicator, { ...indicator("x"), version: 1 }),
      () => by(role, removeIndicator, { slug: "x", version: 1 }),
      () => by(role, saveValue, value("x")),
      () => by(role, removeValue, { indicator: "x", id: 1, version: 1 }),
      () => by(role, recordValues, { indicator: "x", source: null, values: [] }),
      () => by(role, saveMarker, marker()),
      () => by(role, removeMarker, { id: 1, version: 1 }),
      () => by(role, saveAssessment, assessment()),
      () => by(role, removeAssessment, { id: 1, version: 1 }),
    ];
    for (const work of refused) expect(await refusal(work())).toEqual(["FORBIDDEN"]);
  });

  it("is the database's too: an analyst writes no row past the code, and nobody a revision", async () => {
    await keep(addIndicator, indicator("past"));
    await keep(saveValue, value("past"));
    const past = (role: keyof typeof viewers, sql: string) =>
      withViewerWrite(viewers[role], (tx) => tx.$executeRawUnsafe(sql));
    const insert = `INSERT INTO marker (edtf, date_from, date_to, text_en, text_zh, text_ko) VALUES ('2010', '2010-01-01', '2010-12-31', 'x', 'x', 'x')`;
    await expect(past("analyst", insert)).rejects.toThrow(/row-level security/);
    await expect(
      past("analyst", "INSERT INTO marker_point SELECT m.id, p.id FROM (SELECT 1 AS id) m, transit_point p LIMIT 1"),
    ).rejects.toThrow(/row-level security/);
    expect(await past("analyst", "UPDATE indicator_value SET value = 6")).toBe(0);
    expect(await past("analyst", "DELETE FROM indicator")).toBe(0);
    for (const sql of ["UPDATE indicator_revision SET value = 6", "DELETE FROM indicator_revision"])
      await expect(past("reviewer", sql)).rejects.toThrow(/permission denied/);
  });
});

describe("an indicator", () => {
  it("is added, changed and removed, each time under an action of its own", async () => {
    await keep(addIndicator, indicator("seizures", { nameZh: "查获", source: sourceId }));
    expect(await refusal(keep(addIndicator, indicator("seizures")))).toEqual(["slug slug-taken"]);
    await keep(changeIndicator, { ...indicator("seizures", { unit: "g" }), version: 1 });
    expect(await refusal(keep(changeIndicator, { ...indicator("seizures"), version: 1 }))).toEqual(["CONFLICT"]);
    expect(
      await db.sql("SELECT name_en, name_zh, name_ko, unit, version FROM indicator WHERE slug = 'seizures'"),
    ).toEqual([{ name_en: "seizures", name_zh: "seizures", name_ko: "seizures", unit: "g", version: 2 }]);
    await keep(saveValue, value("seizures"));
    expect(await refusal(keep(removeIndicator, { slug: "seizures", version: 2 }))).toEqual(["slug rests-values"]);
    const [row] = await db.sql<{ id: number; version: number }>(
      "SELECT v.id, v.version FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id WHERE i.slug = 'seizures'",
    );
    await keep(removeValue, { indicator: "seizures", id: row?.id ?? 0, version: row?.version ?? 0 });
    await keep(removeIndicator, { slug: "seizures", version: 2 });
    const changes = await db.sql(
      `SELECT e.action, c.table_name, c.operation FROM audit_event e JOIN audit_change c ON c.event_id = e.id
        WHERE e.subject_type = 'indicator' AND e.subject_id = 'seizures' ORDER BY e.id, c.id`,
    );
    expect(changes).toEqual([
      { action: "indicator.add", table_name: "indicator", operation: "insert" },
      { action: "indicator.change", table_name: "indicator", operation: "update" },
      { action: "indicator.record", table_name: "indicator_value", operation: "insert" },
      { action: "indicator.remove-value", table_name: "indicator_value", operation: "delete" },
      { action: "indicator.remove", table_name: "indicator", operation: "delete" },
    ]);
  });

  it("cites a source that its writer sees, and shows it to nobody who does not", async () => {
    const [hidden] = await db.sql<{ id: number }>(
      `INSERT INTO source (title, owner_agency_id, shared) SELECT 'South only', id, false FROM agency WHERE code = 'south' RETURNING id`,
    );
    const source = hidden?.id ?? 0;
    expect(await refusal(keep(addIndicator, indicator("hidden", { source })))).toEqual(["source source"]);
    expect(await refusal(keep(saveMarker, marker({ source })))).toEqual(["source source"]);
    const southern = await makeViewer(db, "south", "reviewer");
    await withViewerWrite(southern, (tx) => addIndicator(tx, southern, indicator("hidden", { source })));
    const read = (viewer: Viewer) =>
      withViewer(viewer, (tx) =>
        tx.indicator.findUnique({
          where: { slug: "hidden" },
          select: { slug: true, source: { select: { title: true } } },
        }),
      );
    expect(await read(southern)).toEqual({ slug: "hidden", source: { title: "South only" } });
    expect(await read(viewers.viewer)).toEqual({ slug: "hidden", source: null });
  });
});

describe("a value", () => {
  const bad: [Partial<SaveValue>, string[]][] = [
    [{ value: "1e3" }, ["value number"]],
    [{ value: "1,000" }, ["value number"]],
    [{ value: null }, ["value value-missing"]],
    [{ qualifier: "unknown" }, ["value value-unknown"]],
    [{ low: "6" }, ["low low"]],
    [{ high: "4.999999" }, ["high high"]],
    [{ low: "7", high: "6" }, ["high order"]],
    [{ period: "last summer" }, ["period date"]],
    [{ placeCode: "" }, ["placeCode place-missing", "placeCode place-code"]],
  ];
  it.each(bad)("is not %j", async (change, expected) => {
    const read = async () => parseInput(saveValueSchema, value("x", change));
    expect(await refusal(read())).toEqual(expected);
  });

  it("keeps what it was before, by whom it was recorded, and counts its changes", async () => {
    await keep(addIndicator, indicator("kept"));
    await keep(saveValue, value("kept", { value: "0.1", low: "0.05", high: "0.30" }));
    const [row] = await db.sql<{ id: number }>("SELECT id FROM indicator_value ORDER BY id DESC LIMIT 1");
    const own = value("kept", { id: row?.id ?? 0, value: "0.2" });
    await keep(saveValue, own);
    expect(await refusal(keep(saveValue, own))).toEqual(["CONFLICT"]);
    // A note is no figure: it makes no revision.
    await keep(saveValue, { ...own, version: 2, noteEn: "estimated" });
    expect(
      await db.sql("SELECT value::text, version, recorded_by_id AS by FROM indicator_value WHERE id = $1", [row?.id]),
    ).toEqual([{ value: "0.2", version: 3, by: viewers.reviewer.userId }]);
    expect(
      await db.sql("SELECT version, value::text, low::text, high::text FROM indicator_revision WHERE value_id = $1", [
        row?.id,
      ]),
    ).toEqual([{ version: 1, value: "0.1", low: "0.05", high: "0.30" }]);
    expect(await refusal(keep(saveValue, value("kept")))).toEqual(["period period-taken"]);
    expect(await refusal(keep(saveValue, value("kept", { period: "2010-02", point: "atlantis" })))).toEqual([
      "point point",
    ]);
  });
});

describe("recording values in bulk", () => {
  it("adds, leaves and changes, and says which", async () => {
    await keep(addIndicator, indicator("totals"));
    const input = (values: RecordValues["values"]) => ({ indicator: "totals", source: sourceId, values });
    const first = await keep(
      recordValues,
      input([month("2010-01", "12.50"), month("2010-02", "3"), month("2010", "15.5")]),
    );
    expect(first).toMatchObject({ added: 3, changed: 0, unchanged: 0 });
    const events = await countEvents("indicator.record");
    const again = await keep(
      recordValues,
      input([month("2010-01", "12.5"), month("2010-02", "3.0"), month("2010", "15.50")]),
    );
    expect(again).toEqual({
      ...{ added: 0, changed: 0, unchanged: 3 },
      rows: first.rows.map(({ id }) => ({ id, outcome: "unchanged" })),
    });
    expect(await countEvents("indicator.record"), "nothing done is nothing logged").toBe(events);
    const third = await keep(
      recordValues,
      input([month("2010-03", "1"), month("2010-02", "4"), month("2010-01", "12.5")]),
    );
    expect(third.rows.map(({ outcome }) => outcome)).toEqual(["added", "changed", "unchanged"]);
    expect(third.rows[1]?.id).toBe(first.rows[1]?.id);
    expect(await valuesOf("totals")).toEqual([
      { edtf: "2010-01", value: "12.50", version: 1 },
      { edtf: "2010", value: "15.5", version: 1 },
      { edtf: "2010-02", value: "4", version: 2 },
      { edtf: "2010-03", value: "1", version: 1 },
    ]);
    expect(
      await db.sql("SELECT version, value::text FROM indicator_revision WHERE value_id = $1", [third.rows[1]?.id]),
    ).toEqual([{ version: 1, value: "3" }]);
    const [event] = await db.sql(
      "SELECT details FROM audit_event WHERE action = 'indicator.record' ORDER BY id DESC LIMIT 1",
    );
    expect(event).toEqual({ details: { added: 1, changed: 1, unchanged: 1, source: sourceId } });
  });

  it("keeps what another source says apart", async () => {
    const values = [month("2010-01", "99")];
    expect(await keep(recordValues, { indicator: "totals", source: null, values })).toMatchObject({ added: 1 });
    expect((await valuesOf("totals")).filter(({ edtf }) => edtf === "2010-01")).toHaveLength(2);
  });

  it("calls a place as the register does, and finds its point", async () => {
    await keep(addIndicator, indicator("places"));
    const values = [
      month("2010-01", "1", "dandong"),
      { ...month("2010-01", "1", "BR-AM"), place: { code: "BR-AM", en: "Amazonas" } },
      { ...month("2010-01", "1", "nowhere"), point: "tumen" },
    ];
    await keep(recordValues, { indicator: "places", source: null, values });
    await keep(recordValues, { indicator: "places", source: null, values: [month("2010-02", "1", "BR-AM")] });
    expect(
      await db.sql(
        `SELECT v.place_code AS code, v.place_en AS en, v.place_ko AS ko, p.slug AS point FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id
          LEFT JOIN transit_point p ON p.id = v.point_id WHERE i.slug = 'places' ORDER BY v.place_code, v.date_from`,
      ),
    ).toEqual(
      [
        ["BR-AM", "Amazonas", "Amazonas", null],
        ["BR-AM", "Amazonas", "Amazonas", null],
        ["dandong", "Dandong", "단둥", "dandong"],
        ["nowhere", "nowhere", "nowhere", "tumen"],
      ].map(([code, en, ko, point]) => ({ code, en, ko, point })),
    );
  });

  it("refuses rows that say one thing twice, and writes none of them", async () => {
    await keep(addIndicator, indicator("twice"));
    const values = [month("2010-01", "1"), month("2010-02", "2"), month("2010-01-01/2010-01-31", "1")];
    expect(await refusal(keep(recordValues, { indicator: "twice", source: null, values }))).toEqual(["values.2 twice"]);
    expect(
      await refusal(keep(recordValues, { indicator: "twice", source: null, values: [month("2010-01", "x")] })),
    ).toEqual(["values.0.value number"]);
    expect(await valuesOf("twice")).toEqual([]);
    expect(await refusal(keep(recordValues, { indicator: "atlantis", source: null, values }))).toEqual(["NOT_FOUND"]);
  });

  it("takes ten thousand values in a few statements, and two writers at once record each once", async () => {
    await keep(addIndicator, indicator("many"));
    const values = Array.from({ length: 10_000 }, (_, n) =>
      month(`${1900 + (n % 100)}`, `${n}.25`, `place-${Math.floor(n / 100)}`),
    );
    const both = await Promise.all([1, 2].map(() => keep(recordValues, { indicator: "many", source: null, values })));
    expect(both.map(({ added }) => added).sort()).toEqual([0, 10_000]);
    expect(both.map(({ unchanged }) => unchanged).sort()).toEqual([0, 10_000]);
  });
});

describe("markers and assessments", () => {
  it("stand at points or the whole border, and move between them", async () => {
    await keep(saveMarker, marker({ points: ["dandong", "tumen"] }));
    const [own] = await db.sql<{ id: number }>("SELECT id FROM marker ORDER BY id DESC LIMIT 1");
    const id = own?.id ?? 0;
    const points = () =>
      db.sql(
        "SELECT p.slug FROM marker_point m JOIN transit_point p ON p.id = m.point_id WHERE m.marker_id = $1 ORDER BY p.slug",
        [id],
      );
    expect(await points()).toEqual([{ slug: "dandong" }, { slug: "tumen" }]);
    await keep(saveMarker, marker({ id, date: "2010~", points: ["changbai", "tumen"] }));
    expect(await points()).toEqual([{ slug: "changbai" }, { slug: "tumen" }]);
    expect(await refusal(keep(saveMarker, marker({ id })))).toEqual(["CONFLICT"]);
    expect(await points(), "a conflict leaves all of it").toHaveLength(2);
    expect(await refusal(keep(removeMarker, { id, version: 1 }))).toEqual(["CONFLICT"]);
    expect(await points()).toHaveLength(2);
    await keep(removeMarker, { id, version: 2 });
    expect(await db.sql("SELECT 1 FROM marker WHERE id = $1", [id])).toEqual([]);
    expect(
      (
        await db.sql<{ action: string }>(
          "SELECT action FROM audit_event WHERE subject_type = 'marker' AND subject_id = $1 ORDER BY id",
          [String(id)],
        )
      ).map(({ action }) => action),
    ).toEqual(["marker.add", "marker.change", "marker.remove"]);
  });

  it("an assessment says whose it is", async () => {
    const read = async () => parseInput(saveAssessmentSchema, { ...assessment(), source: null });
    expect(await refusal(read())).toEqual(["source source-missing"]);
    await keep(saveAssessment, assessment());
    const [own] = await db.sql<{ id: number }>("SELECT id FROM assessment ORDER BY id DESC LIMIT 1");
    const id = own?.id ?? 0;
    await keep(saveAssessment, assessment({ id, textEn: "It may fall" }));
    expect(await refusal(keep(saveAssessment, assessment({ id })))).toEqual(["CONFLICT"]);
    expect(await db.sql("SELECT text_en, text_ko, version FROM assessment WHERE id = $1", [id])).toEqual([
      { text_en: "It may fall", text_ko: "It may fall", version: 2 },
    ]);
    await keep(removeAssessment, { id, version: 2 });
  });
});

it("gives what stands beside a chart: of the points asked for and of no point, within the period", async () => {
  await keep(addIndicator, indicator("beside"));
  const values = [
    { ...month("1950-01", "1"), low: "0.5" },
    month("1950-02", "2"),
    month("1950", "9"),
    month("1951-01", "3"),
    month("1950-01", "4", "tumen"),
    month("1950-01", "5", "CN-LN"),
  ];
  await keep(recordValues, { indicator: "beside", source: sourceId, values });
  await keep(saveMarker, marker({ date: "1950-06-01", textEn: "Here", points: ["dandong", "changbai"] }));
  await keep(saveMarker, marker({ date: "1950-05", textEn: "There", points: ["tumen"] }));
  await keep(saveMarker, marker({ date: "1949-12-31/1950-01-01", textEn: "Everywhere" }));
  await keep(saveAssessment, assessment({ date: "1950" }));
  const ids = (await db.sql<{ id: number }>("SELECT id FROM transit_point WHERE slug = 'dandong'")).map(({ id }) => id);
  const read = (points: number[] | null) =>
    withViewer(viewers.viewer, (tx) => listContext(tx, { points, from: "1950-01-01", to: "1950-12-31" })).then(
      ({ series, ...rest }) => ({ ...rest, series: series.filter(({ indicator: { slug } }) => slug === "beside") }),
    );
  const own = await read(ids);
  expect(
    own.series.map(({ place, point, values: all }) => [place.code, point, all.map((v) => [v.month, v.value])]),
  ).toEqual([
    ["CN-LN", null, [["1950-01", "5"]]],
    [
      "dandong",
      "dandong",
      [
        ["1950-01", "1"],
        [null, "9"],
        ["1950-02", "2"],
      ],
    ],
  ]);
  expect(own.series[1]?.values[0]).toMatchObject({ low: "0.5", high: "1", from: "1950-01-01", to: "1950-01-31" });
  expect(own.markers.map(({ textEn, points }) => [textEn, points.map(({ slug }) => slug)])).toEqual([
    ["Everywhere", []],
    ["Here", ["dandong", "changbai"]],
  ]);
  expect(own.assessments).toMatchObject([{ edtf: "1950", source: { title: "A shared source" } }]);
  const all = await read(null);
  expect(all.series.map(({ place }) => place.code)).toEqual(["CN-LN", "dandong", "tumen"]);
  expect(all.markers).toHaveLength(3);
});

it("leaves no row change of these lists without its action", async () => {
  expect(
    await db.sql(
      `SELECT table_name FROM audit_change WHERE event_id IS NULL
        AND new_row ->> 'title' IS NULL AND table_name IN ('indicator', 'indicator_value', 'marker', 'marker_point', 'assessment')`,
    ),
  ).toEqual([]);
});
