import { describe, expect, it } from "vitest";
import type { ReportValues } from "@/lib/reports/form";
import { freshLine, freshReport } from "@/lib/reports/form";
import { probeOf } from "./duplicate-probe";

const pick = (id: string) => ({ id, text: id });
const line = { ...freshLine("1"), substance: pick("methamphetamine"), quantity: "1,500", unit: pick("g") };
const values = (change: Partial<ReportValues>): ReportValues => ({ ...freshReport(), ...change });
const typed = { date: "2010-07", point: pick("dandong"), lines: [line] };

describe("what is compared with the register", () => {
  it("is what can be read of the form", () => {
    expect(probeOf(values({ ...typed, externalReference: " CD-1 ", otherEvents: ["C-1"] }))).toEqual({
      date: "2010-07",
      point: "dandong",
      lines: [{ substance: "methamphetamine", form: "unknown", quantity: "1500", unit: "g", qualifier: "exact" }],
      externalReference: "CD-1",
      otherThan: ["C-1"],
    });
    const half = [
      { ...line, quantity: "a few" },
      { ...line, substance: { id: "", text: "ice" } },
    ];
    expect(probeOf(values({ ...typed, lines: half }))?.lines).toMatchObject([{ quantity: null }]);
  });

  it.each<[string, Partial<ReportValues>, boolean]>([
    ["nothing", {}, false],
    ["a source's number alone", { externalReference: "CD-1" }, true],
    ["a date and a point", { ...typed, lines: [] }, false],
    ["a point and a substance", { ...typed, date: "early June" }, false],
    ["a date and a quantity", { ...typed, point: pick("") }, true],
    ["a date and a substance", { ...typed, point: pick(""), lines: [{ ...line, quantity: "" }] }, false],
    ["a report whose case is known", { ...typed, attachTo: "C-1" }, false],
  ])("asks of %s: %s %s", (_, change, asked) => {
    expect(probeOf(values(change)) !== null).toBe(asked);
  });
});
