import fc from "fast-check";
import { beforeAll, describe, expect, inject, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { duplicatesOfEach } from "@/lib/duplicates/loaders";
import { testDatabase } from "@/lib/testing/database";
import { importing, removeFilesAfter } from "@/lib/testing/import-files";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { undoImport } from "./undo";

const db = testDatabase();
removeFilesAfter();
let north: Viewer;
let south: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  north = await makeViewer(db, "north", "reviewer");
  south = await makeViewer(db, "south", "reviewer");
  await db.sql(
    "UPDATE transit_point SET parent_id = (SELECT id FROM transit_point WHERE slug = 'yanbian') WHERE slug = 'tumen'",
  );
});

const columns = {
  date: "Date",
  transitPoint: "Point",
  substance: "Drug",
  quantity: "Amount",
  unit: "Unit",
  externalReference: "No",
};
type Row = readonly [string, string, string, string, string, string];
const csv = (rows: readonly Row[]) => [Object.values(columns), ...rows].map((cells) => cells.join(",")).join("\n");
let sources = 0;
const fresh = () => {
  sources += 1;
  return `Alike ${sources}`;
};
const alikeOf = async (viewer: Viewer, rows: readonly Row[], source = fresh()) => {
  const { alikeRows, alike, possibleDuplicates } = await importing(
    viewer,
    csv(rows),
    { source, columns },
    { dryRun: true },
  );
  expect(alike).toBe(alikeRows.length);
  return { rows: alikeRows.map(({ row, reasons }) => [row, reasons.join()]), possibleDuplicates, alikeRows };
};

describe("new rows that the register may have already", () => {
  it("are those of the same point or one within the other in a week, or of nearly the same quantity, of one family", async () => {
    const stood = await importing(
      north,
      csv([
        ["2011-05-10", "Dandong", "Heroin", "1.5", "kg", ""],
        ["2011-05", "Yanbian", "Methamphetamine", "200", "g", ""],
        ["2011-06-01", "Dandong", "MDMA", "1000", "ampoule", "X-7"],
      ]),
      { source: "Stood", columns },
    );
    expect(stood.imported).toBe(3);
    const found = await alikeOf(north, [
      ["2011-05-17", "Dandong", "Heroin", "90", "kg", ""], // a week on, another quantity
      ["2011-05-18", "Dandong", "Heroin", "90", "kg", ""], // a day too late
      ["2011-06-07", "Tumen", "Methamphetamine", "9", "kg", ""], // within Yanbian, a week after its month
      ["2011-06-08", "Tumen", "Methamphetamine", "9", "kg", ""],
      ["2011-05-10", "Dandong", "Methamphetamine", "90", "kg", ""], // another family
      ["2012-06-12", "", "Heroin", "1.56", "kg", ""], // 4 %, 399 days
      ["2012-06-14", "", "Heroin", "1.56", "kg", ""], // 401 days
      ["2012-01-01", "", "Heroin", "1.57", "kg", ""], // 4.7 %
      ["2011-09-01", "", "MDMA", "1020", "ampoule", ""], // 2 % of pieces that have no weight
      ["2011-09-01", "", "MDMA", "1021", "ampoule", ""],
      ["2019-09-01", "", "MDMA", "3", "ampoule", "X-7"], // another source's reference
      ["2011-09-01", "", "MDMA", "1000", "vial", ""], // other pieces
      ["", "Dandong", "Heroin", "1.5", "kg", ""], // no date
    ]);
    expect(found.rows).toEqual([
      [2, "place"],
      [4, "place"],
      [7, "quantity"],
      [10, "quantity"],
      [12, "reference"],
    ]);
    expect(found.possibleDuplicates).toBe(5);
    // What the viewer may not see is none, and no more are cases that the file's own rows are already.
    await db.sql(
      "UPDATE case_file SET handling = 'amber-strict' WHERE id IN (SELECT case_id FROM report WHERE source_id = (SELECT id FROM source WHERE title = 'Stood'))",
    );
    await db.sql("SELECT refresh_read_model(array_agg(id)) FROM case_file");
    expect((await alikeOf(south, [["2011-05-10", "Dandong", "Heroin", "1.5", "kg", ""]])).rows).toEqual([]);
    const own: Row = ["2011-05-10", "Dandong", "Heroin", "1.5", "kg", ""];
    expect((await alikeOf(north, [own, ["2011-05-11", "Dandong", "Heroin", "7", "kg", ""]], "Stood")).rows).toEqual([]);
    expect((await alikeOf(north, [["2011-05-11", "Dandong", "Heroin", "7", "kg", ""]], "Stood")).rows).toEqual([
      [2, "place"],
    ]);
  });

  it("are counted once, whether the file says them twice or the register has them", async () => {
    const twice: Row = ["2011-05-10", "Dandong", "Heroin", "3", "t", ""];
    const lone: Row = ["1995-05-10", "", "Heroin", "7", "t", ""];
    const { possibleDuplicates, rows } = await alikeOf(north, [twice, twice, lone, lone, lone]);
    expect(rows.map(([row]) => row)).toEqual([2, 3]);
    expect(possibleDuplicates).toBe(4);
  });

  it("are the same as a report's probable duplicates, whatever the rows", async () => {
    const row = fc.tuple(
      fc.constantFrom(
        "2014-02-03",
        "2014-02-09",
        "2014-02-11",
        "2014-02",
        "2014",
        "2015-03-20",
        "2013-12-31/2014-02-01",
      ),
      fc.constantFrom("Dandong", "Tumen", "Yanbian", ""),
      fc.constantFrom("Heroin", "MDMA", "Methamphetamine"),
      fc.constantFrom("1", "1.03", "104", "96", "100", "2.5", "0", ""),
      fc.constantFrom("kg", "g", "ampoule", "tablet", ""),
      fc.constant(""),
    );
    // Few stand at a time: where many do, everything is like something.
    const few = fc.array(row, { minLength: 1, maxLength: 2 }) as fc.Arbitrary<Row[]>;
    const rows = fc.array(row, { minLength: 4, maxLength: 12 }) as fc.Arbitrary<Row[]>;
    let some = 0;
    await fc.assert(
      fc.asyncProperty(few, rows, async (first, second) => {
        const { batch } = await importing(north, csv(first), { source: fresh(), columns });
        const { rows: found } = await alikeOf(north, second);
        const expected = await withViewer(north, (tx) =>
          duplicatesOfEach(
            tx,
            second.map(([date, point, drug, amount, unit]) => ({
              date: date === "" ? null : date,
              point: point === "" ? null : point.toLowerCase(),
              externalReference: null,
              otherThan: [],
              lines: [
                {
                  substance: drug.toLowerCase(),
                  form: "unknown" as const,
                  quantity: amount === "" || amount === "0" || unit === "" ? null : amount,
                  unit: unit === "" ? null : (unit as "kg"),
                  qualifier: amount === "" || amount === "0" || unit === "" ? ("unknown" as const) : ("exact" as const),
                },
              ],
            })),
          ),
        );
        expect(found.map(([row]) => row)).toEqual(expected.flatMap(({ total }, nth) => (total > 0 ? [nth + 2] : [])));
        some += found.length;
        await undoImport(north, batch ?? "");
      }),
      { numRuns: 30, seed: inject("seed") },
    );
    expect(some).toBeGreaterThan(0);
  }, 120_000);
});
