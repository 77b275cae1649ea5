import { beforeAll, describe, expect, it } from "vitest";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { addIndicator, recordValues } from "@/lib/indicators/mutations";
import { testDatabase } from "@/lib/testing/database";
import { makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { Refusal, WrongUsage } from "./command";
import { indicatorsCommand } from "./indicators";

const db = testDatabase();
let email = "";

beforeAll(async () => {
  await makeReferenceLists(db);
  email = (await makeViewer(db, "desk", "viewer")).email ?? "";
  const reviewer = await makeViewer(db, "desk", "reviewer");
  const place = (code: string, point?: string) => ({ place: { code }, ...(point && { point }) });
  await withViewerWrite(reviewer, async (tx) => {
    const same = { nameZh: "", nameKo: "", unit: "kg", note: null, source: null };
    for (const slug of ["seized", "purity"]) await addIndicator(tx, reviewer, { slug, nameEn: slug, ...same });
    await recordValues(tx, reviewer, {
      indicator: "seized",
      source: null,
      values: [
        { ...place("dandong"), period: "2010-03", value: "12.50" },
        { ...place("dandong"), period: "2010", value: "100", qualifier: "at-least" },
        { ...place("222401", "yanbian"), period: "2010-01/2010-03", value: "7", low: "6", high: "9.0" },
      ],
    });
    const words = { ...place("CN-JL"), period: "2011~", qualifier: "unknown", words: "most" } as const;
    await recordValues(tx, reviewer, { indicator: "purity", source: null, values: [words] });
  });
});

const run = (values: Record<string, string>) =>
  indicatorsCommand.perform({
    values,
    positionals: [],
    readSecret: async () => "",
    resolveFile: (file) => file,
    note: () => {},
    output: process.stdout,
    json: false,
  });
const rows = async (values: Record<string, string>) => (await run(values)).result;

describe("weir indicators", () => {
  const quarter = { indicator: "seized", place: "222401", period: "2010-01/2010-03", value: "7", low: "6", high: "9" };
  const year = { indicator: "seized", place: "dandong", period: "2010", value: "100", low: "100", high: null };
  const march = { indicator: "seized", place: "dandong", period: "2010-03", value: "12.5", low: "12.5", high: "12.5" };
  const most = { indicator: "purity", place: "CN-JL", period: "2011~", value: null, low: null, high: null };

  it("prints what the contract names and nothing besides, by indicator, place and time", async () => {
    expect(await rows({})).toEqual([most, quarter, year, march]);
    expect(await rows({ as: email })).toEqual([most, quarter, year, march]);
  });

  it("keeps to a place, by its code or as a transit point, and to periods that lie within the months", async () => {
    expect(await rows({ place: "cn-jl" })).toEqual([most]);
    expect(await rows({ place: "yanbian" })).toEqual([quarter]);
    expect(await rows({ place: "tumen" })).toEqual([]);
    expect(await rows({ from: "2010-01", to: "2010-03" })).toEqual([quarter, march]);
    expect(await rows({ from: "2010-02", to: "2010-12" })).toEqual([march]);
    expect(await rows({ place: "dandong", from: "2010-01" })).toEqual([year, march]);
  });

  it("prints a table to read", async () => {
    expect((await run({ place: "dandong" })).text.split("\n")).toEqual([
      "Indicator  Place    Period   Value   Low       High",
      "seized     dandong  2010       100   100  not known",
      "seized     dandong  2010-03   12.5  12.5       12.5",
    ]);
    expect((await run({ place: "tumen" })).text).toBe("No value is recorded.");
  });

  it("is wrong usage or a refusal where it is not understood", async () => {
    await expect(run({ from: "2010" })).rejects.toThrow(WrongUsage);
    await expect(run({ to: "2010-02-30" })).rejects.toThrow(/--to is a month/);
    await expect(run({ from: "2010-02", to: "2010-01" })).rejects.toThrow(Refusal);
    await expect(run({ place: "atlantis" })).rejects.toThrow(/place=atlantis/);
    await expect(run({ as: "nobody@desk.test" })).rejects.toThrow(/nobody@desk\.test/);
  });

  it.each(["admin", "auditor"] as const)("is refused to the role %s, which reads no cases", async (role) => {
    const { email: own } = await makeViewer(db, "desk", role);
    await expect(run({ as: own ?? "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
