import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { Refusal, WrongUsage } from "./command";
import { trendsCommand } from "./trends";

const db = testDatabase();
let email = "";

beforeAll(async () => {
  const { sourceId } = await makeReferenceLists(db);
  const analyst = await makeViewer(db, "desk", "analyst");
  email = (await makeViewer(db, "desk", "viewer")).email ?? "";
  await log(analyst, newReport(sourceId, plainAccount({ date: "2010-07" })));
  await log(analyst, newReport(sourceId, plainAccount({ date: "2010-09-03", point: "yanbian" })));
  await log(analyst, newReport(sourceId, plainAccount({ date: "2010", point: null, attribution: null })));
  await db.sql("UPDATE case_file SET handling = 'red' WHERE edtf = '2010-09-03'");
  await db.sql("SELECT refresh_read_model(array_agg(id)) FROM case_file");
});

const run = (values: Record<string, string>) =>
  trendsCommand.perform({
    values,
    positionals: [],
    readSecret: async () => "",
    resolveFile: (file) => file,
    note: () => {},
    output: process.stdout,
    json: false,
  });

describe("weir trends", () => {
  it("counts as the operator, who sees every scope, or as somebody", async () => {
    const months = async (values: Record<string, string>) =>
      ((await run(values)).result as { month: string | null; cases: number }[]).map((row) => [row.month, row.cases]);
    expect(await months({})).toEqual([
      ["2010-07", 1],
      ["2010-09", 1],
      [null, 1],
    ]);
    expect(await months({ as: email.toUpperCase() })).toEqual([
      ["2010-07", 1],
      [null, 1],
    ]);
    expect(await months({ from: "2010-08", to: "2010-12" })).toEqual([["2010-09", 1]]);
    expect(await months({ filter: "?point=dandong&point=none" })).toEqual([
      ["2010-07", 1],
      [null, 1],
    ]);
  });

  it("is refused to an account that reads no cases", async () => {
    const { email: admin } = await makeViewer(db, "desk", "admin");
    await expect(run({ as: admin ?? "" })).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: "The role admin may not do this (case.read).",
    });
  });

  it("prints a table to read, with the columns that were asked for", async () => {
    const { text } = await run({ by: "unit, transitPoint", filter: "month=2010-07&month=unknown" });
    expect(text.split("\n")).toEqual([
      "Month      Transit point  Cases  Quantity  Unit  Grams  State",
      "2010-07    Dandong            1       1.5  kg     1500  uncovered",
      "not known  none               1       1.5  kg     1500  uncovered",
    ]);
    expect((await run({ filter: "q=nothing-like-it" })).text).toBe("No case matches.");
  });

  it.each([
    [{ by: "colour" }, /not "colour"/],
    [{ from: "2010" }, /--from is a month/],
    [{ to: "2010-13" }, /--to is a month/],
    [{ from: "2010-01", filter: "from=2009-01" }, /Give from once/],
  ])("is wrong usage with %j", async (values, reason) => {
    await expect(run(values)).rejects.toThrow(WrongUsage);
    await expect(run(values)).rejects.toThrow(reason);
  });

  it.each([
    [{ filter: "colour=red&substance=MDMA" }, /colour=red: .*\n.*substance=MDMA: /],
    [{ filter: "point=nowhere&sort=size" }, /sort=size: .*\n.*point=nowhere: /],
    [{ filter: "sort=date&before=b" }, /sort=date: .*\n.*before=b: /],
    [{ filter: "cursor=a&show=table&months=12" }, /cursor=a: .*\n.*show=table: .*\n.*months=12: /],
    [{ from: "2010-02", to: "2010-01" }, /to=2010-01: /],
    [{ as: "nobody@desk.test" }, /nobody@desk\.test/],
  ])("refuses %j, with the reason", async (values, reason) => {
    await expect(run(values)).rejects.toThrow(reason);
  });

  it("refuses a filter as a refusal, not as wrong usage", async () => {
    await expect(run({ filter: "point=nowhere" })).rejects.toThrow(Refusal);
  });
});
