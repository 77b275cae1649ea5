import { parse } from "csv-parse/sync";
import fc from "fast-check";
import readXlsx from "read-excel-file/node";
import { beforeAll, describe, expect, it } from "vitest";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import { parseFilter, toQuery } from "@/lib/filter/codec";
import type { Filter } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
import { testDatabase } from "@/lib/testing/database";
import { anyFilter, maySee, means, randomRegister, writeRegister } from "@/lib/testing/register";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { openExport } from "./loaders";
import { cancelRun, progressOf } from "./runs";
import type { ExportCase, ExportFormat, ExportOf, OpenedExport } from "./types";

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

const words = { heads: ["about", "text"] as const, t: (key: string) => key };

function open(viewer: Viewer, of: ExportOf, format: ExportFormat, run: string | null = null): Promise<OpenedExport> {
  const { signal } = new AbortController();
  return openExport(viewer, of, format, { locale: "en", words, signal, run, set: null });
}

async function exported(viewer: Viewer, of: ExportOf, format: ExportFormat) {
  const opened = await open(viewer, of, format);
  const pieces: Uint8Array[] = [];
  for await (const piece of opened.body) pieces.push(piece);
  return { ...opened, bytes: Buffer.concat(pieces) };
}

type CsvRow = Record<string, string>;
const csvOf = (bytes: Buffer): CsvRow[] => parse(bytes, { bom: true, columns: true, relax_column_count: false });
const jsonOf = (bytes: Buffer) =>
  bytes
    .toString("utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ExportCase & { fileHandling: string });
async function sheetsOf(bytes: Buffer): Promise<Map<string, unknown[][]>> {
  const sheets = await readXlsx(bytes);
  return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
}
/** As the rule says: one apostrophe off the front. */
const asWritten = (cell: string) => cell.replace(/^'/, "");

describe("an export", () => {
  it("holds the cases of the list, once each, in every format, for any filter and viewer", async () => {
    const formats: ExportFormat[] = ["csv", "jsonl", "xlsx"];
    const operator = await builtInViewer("operator");
    let held = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(anyFilter, { minLength: 5, maxLength: 5 }), async (seed, filters) => {
        const register = randomRegister(seed, 80, ["north", "south"], viewers);
        await writeRegister(db, register);
        for (const [n, filter] of [emptyFilter, ...filters].entries()) {
          const viewer = n === 0 ? operator : (viewers[(seed + n) % viewers.length] as Viewer);
          const format = formats[n % formats.length] as ExportFormat;
          const expected = register
            .filter((it) => (n === 0 || maySee(viewer, it)) && means(filter, it, viewer))
            .map((it) => it.reference)
            .sort();
          const { summary, bytes } = await exported(viewer, { filter }, format);
          const message = `${viewer.role}: ${toQuery(filter)} as ${format}`;
          const { facets } = await loadCasesPage(viewer, new URLSearchParams(toQuery(filter)));
          expect([summary.cases, facets.total], message).toEqual([expected.length, expected.length]);
          const found =
            format === "csv"
              ? [...new Set(csvOf(bytes).map((row) => row.reference))]
              : format === "jsonl"
                ? jsonOf(bytes).map((it) => it.reference)
                : (await sheetsOf(bytes))
                    .get("cases")
                    ?.slice(1)
                    .map(([reference]) => reference);
          expect(found?.sort(), message).toEqual(expected);
          held += expected.length;
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
    expect(held).toBeGreaterThan(100); // a comparison of nothing proves nothing
  }, 60_000);

  it("reads back as it was: words that a spreadsheet would run, exact decimals, a case without lines", async () => {
    await db.sql("TRUNCATE case_file, report CASCADE");
    const odd = [
      '=HYPERLINK("http://x";"y")',
      "+1",
      '-1 kg, said "two"',
      "@SUM(A1)",
      "＝1+1",
      "'=quoted already",
      "two\nlines",
      "한국어, 中文",
      "_x0041_ & <b>\u0001",
      "plain",
    ];
    for (const [n, note] of odd.entries())
      await log(
        analyst,
        newReport(
          sourceId,
          plainAccount({
            note,
            place: note.replaceAll("\n", " "),
            lines: [
              plainLine({ asReported: note, quantity: `0.${"123456789".repeat(2)}${n}` }),
              plainLine({ substance: "heroin", quantity: null, unit: null, qualifier: "unknown" }),
            ],
          }),
        ),
      );
    const kept = await db.sql<{ reference: string; note: string; quantity: string }>(
      "SELECT c.reference, c.note, l.quantity::text FROM case_file c JOIN case_line l ON l.case_id = c.id AND l.quantity IS NOT NULL ORDER BY c.reference",
    );
    expect(kept.map(({ note }) => note).sort()).toEqual([...odd].sort());
    await db.sql(
      "INSERT INTO case_file (reference, owner_agency_id, created_by_id, handling, status) SELECT 'C-BARE-0001', owner_agency_id, created_by_id, 'green', 'submitted' FROM case_file LIMIT 1",
    );
    await db.sql("SELECT refresh_read_model(array_agg(id)) FROM case_file");

    const rows = csvOf((await exported(analyst, { filter: emptyFilter }, "csv")).bytes);
    expect(rows).toHaveLength(odd.length * 2 + 1);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
    const first = rows
      .filter((row) => row.line === "1")
      .sort((a, b) => ((a.reference ?? "") < (b.reference ?? "") ? -1 : 1));
    expect(
      first.map((row) => ({ reference: row.reference, note: asWritten(row.note ?? ""), quantity: row.quantity })),
    ).toEqual(kept);
    expect(first.map((row) => asWritten(row.substance_as_reported ?? ""))).toEqual(kept.map(({ note }) => note));
    expect(rows.find((row) => row.reference === "C-BARE-0001")).toMatchObject({
      line: "",
      substance: "",
      grams: "",
      file_handling: "TLP:GREEN",
    });

    const sheets = await sheetsOf((await exported(analyst, { filter: emptyFilter }, "xlsx")).bytes);
    const at = sheets.get("cases")?.[0]?.indexOf("note") ?? -1;
    const notes = sheets
      .get("cases")
      ?.slice(1)
      .map((row) => row[at])
      .filter((note) => note !== null);
    expect(notes?.sort()).toEqual([...odd].sort());
    expect(sheets.get("lines")).toHaveLength(odd.length * 2 + 1);
    expect(sheets.get("about")?.find(([heading]) => heading === "export.about.cases")?.[1]).toBe(
      String(odd.length + 1),
    );
  });

  it("says in its name and inside how strictly it is to be handled, and names nobody", async () => {
    await db.sql("TRUNCATE case_file, report CASCADE");
    const somebody = {
      person: { name: "Pak Chol", nameLatin: null, alias: "the tall one", aliasLatin: null },
      group: null,
      role: "courier" as const,
      tier: "unknown" as const,
      arrest: "arrested" as const,
      basis: "fact" as const,
      dataSubject: "suspect" as const,
      nationality: null,
    };
    await log(analyst, newReport(sourceId, plainAccount({ people: [somebody] })));
    await log(analyst, newReport(sourceId, plainAccount({ handling: "amber-strict" })));
    const own = await exported(analyst, { filter: emptyFilter }, "jsonl");
    expect(own.fileName).toMatch(/^weir-cases-\d{4}-\d\d-\d\d-TLP-AMBER-STRICT\.jsonl$/);
    expect(jsonOf(own.bytes).map((it) => it.fileHandling)).toEqual(["TLP:AMBER+STRICT", "TLP:AMBER+STRICT"]);
    expect(jsonOf(own.bytes).flatMap((it) => it.involvements)).toMatchObject([{ person: true, role: "courier" }]);
    const others = await exported(viewers[1] as Viewer, { filter: emptyFilter }, "csv");
    expect(others.fileName).toMatch(/-TLP-GREEN\.csv$/);
    for (const format of ["csv", "jsonl"] as const) {
      const { bytes } = await exported(analyst, { filter: emptyFilter }, format);
      expect(bytes.toString("utf8")).not.toMatch(/Pak|tall/);
    }
  });

  it("of an invented register says so: in its name, in each row and each case, on the sheet about it", async () => {
    await db.sql("TRUNCATE case_file, report CASCADE");
    await log(analyst, newReport(sourceId, plainAccount()));
    const real = await exported(analyst, { filter: emptyFilter }, "csv");
    expect(csvOf(real.bytes).map((row) => row.synthetic)).toEqual(["false"]);
    await db.sql("TRUNCATE case_file, report CASCADE");
    await db.sql("INSERT INTO synthetic_mark DEFAULT VALUES");
    try {
      await log(analyst, newReport(sourceId, plainAccount()));
      const csv = await exported(analyst, { filter: emptyFilter }, "csv");
      expect(csv.fileName).toMatch(/^weir-synthetic-cases-\d{4}/);
      expect(csvOf(csv.bytes).map((row) => row.synthetic)).toEqual(["true"]);
      const json = await exported(analyst, { filter: emptyFilter }, "jsonl");
      expect(jsonOf(json.bytes)).toMatchObject([{ synthetic: true }]);
      const sheets = await sheetsOf((await exported(analyst, { filter: emptyFilter }, "xlsx")).bytes);
      expect(sheets.get("about")?.[1]).toEqual(["export.about.synthetic", "export.about.syntheticText"]);
      for (const name of ["cases", "lines"]) expect(sheets.get(name)?.[1]?.at(-1)).toBe(true);
    } finally {
      // Nothing but a superuser who takes the guard away can do this.
      await db.sql(
        "ALTER TABLE synthetic_mark DISABLE TRIGGER guard_change; DELETE FROM synthetic_mark; ALTER TABLE synthetic_mark ENABLE ALWAYS TRIGGER guard_change",
      );
    }
  });

  it("of chosen cases holds these, and none that the viewer may not see", async () => {
    await db.sql("TRUNCATE case_file, report CASCADE");
    const references: string[] = [];
    for (const handling of ["green", "amber", "clear"] as const)
      references.push((await log(analyst, newReport(sourceId, plainAccount({ handling })))).reference);
    const [green = "", amber = ""] = references;
    const of = { references: [green, amber, "C-NONE-NONE"] };
    const referencesIn = async (viewer: Viewer) =>
      csvOf((await exported(viewer, of, "csv")).bytes)
        .map((row) => row.reference)
        .sort();
    expect(await referencesIn(analyst)).toEqual([green, amber].sort());
    expect(await referencesIn(viewers[1] as Viewer)).toEqual([green]);
  });

  it("is logged before its first byte, with what and how many, and again at its end", async () => {
    const events = () =>
      db.sql<{ action: string; actor_id: number; details: Record<string, unknown> }>(
        "SELECT action, actor_id, details FROM audit_event WHERE action LIKE 'export%' ORDER BY id DESC LIMIT 2",
      );
    const { filter } = parseFilter(new URLSearchParams("point=dandong&q=Pak"));
    const opened = await open(analyst, { filter }, "csv");
    const [began] = await events();
    expect(began).toMatchObject({
      action: "export",
      actor_id: analyst.userId,
      details: { format: "csv", filter: "point=dandong&q=%E2%80%A6", cases: 0 },
    });
    for await (const _ of opened.body);
    expect(await events()).toMatchObject([
      { action: "export.end", details: { state: "done", cases: 0 } },
      { action: "export" },
    ]);
  });

  it("by a name holds what the list by that name holds, and is logged as a search for names too", async () => {
    const account = plainAccount();
    const person = { name: "金龙", nameLatin: null, alias: null, aliasLatin: null };
    const rest = { group: null, role: "organiser", tier: "unknown", arrest: "at-large", basis: "fact" } as const;
    account.people = [{ person, ...rest, dataSubject: "suspect", nationality: null }];
    const { reference } = await log(analyst, newReport(sourceId, account));
    const { filter } = parseFilter(new URLSearchParams("q=金龙&names=1"));
    const held = async (viewer: Viewer) =>
      csvOf((await exported(viewer, { filter }, "csv")).bytes).map((row) => row.reference);
    expect(await held(analyst)).toEqual([reference]);
    expect(await held(viewers[1] as Viewer), "a viewer reads no names").toEqual([]);
    const [search] = await db.sql<{ n: number; told: boolean }>(
      "SELECT count(*)::int AS n, bool_or(e::text ~ '金龙') AS told FROM audit_event e WHERE subject_type = 'name-search' AND actor_id = $1",
      [analyst.userId],
    );
    expect(search).toEqual({ n: 1, told: false });
  });

  it("refuses a role that reads no cases, and a filter that names what is not there", async () => {
    const admin = await makeViewer(db, "north", "admin");
    await expect(open(admin, { filter: emptyFilter }, "csv")).rejects.toMatchObject({ code: "FORBIDDEN" });
    const unknown: Filter = { ...emptyFilter, point: ["atlantis"] };
    await expect(open(analyst, { filter: unknown }, "csv")).rejects.toMatchObject({ code: "INVALID" });
  });

  it("can be stopped and asked about by whoever began it, and lets its connection go", async () => {
    await db.sql("TRUNCATE case_file, report CASCADE");
    await writeRegister(db, randomRegister(7, 400, ["north"], viewers));
    const ways = [
      ["cancel", "jsonl"],
      ["cancel", "xlsx"],
      ["leave", "csv"],
      ["leave", "xlsx"],
    ] as const;
    for (const [n, [stop, format]] of ways.entries()) {
      const run = `00000000-0000-4000-8000-00000000000${n}`;
      const opened = await open(analyst, { filter: emptyFilter }, format, run);
      expect(progressOf(run, analyst.userId)).toEqual({ state: "running", cases: 0, total: opened.summary.cases });
      expect([progressOf(run, viewers[1]?.userId ?? 0), cancelRun(run, viewers[1]?.userId ?? 0)]).toEqual([
        null,
        false,
      ]);
      if (stop === "cancel") {
        expect(cancelRun(run, analyst.userId)).toBe(true);
        const rest = async () => {
          for await (const _ of opened.body);
        };
        await expect(rest(), format).rejects.toThrow();
      } else {
        await opened.body.next();
        await opened.body.return();
      }
      expect(progressOf(run, analyst.userId)).toMatchObject({ state: "cancelled" });
      expect(cancelRun(run, analyst.userId)).toBe(false);
    }
    const open4 = await Promise.all([1, 2, 3, 4].map(() => open(analyst, { filter: emptyFilter }, "csv")));
    for (const { body } of open4) for await (const _ of body);
    const busy = () =>
      db.sql(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()",
      );
    await expect.poll(busy, { timeout: 15_000 }).toEqual([]);
  });
});
