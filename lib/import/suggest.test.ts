import { describe, expect, it } from "vitest";
import { applyEntries, doubleFields, reuse } from "./form";
import { caseFields, draftMappingSchema, totalFields } from "./schema";
import { fitsColumns, isNeverKept, suggestColumns, suggestWords } from "./suggest";

const columns = (...names: string[]) => names.map((name) => ({ name, samples: [] as string[] }));
const fields = (list: ReturnType<typeof suggestColumns>) => list.map((one) => one?.field ?? null);

describe("suggested columns", () => {
  it("know names in three languages, the whole name before a part of one", () => {
    expect(fields(suggestColumns(columns("Drug name", "Date of Seizure", "QTY", "Unit"), caseFields))).toEqual([
      "substance",
      "date",
      "quantity",
      "unit",
    ]);
    expect(fields(suggestColumns(columns("查获日期", "查获口岸", "毒品种类", "抓获人数", "民族"), caseFields))).toEqual(
      ["date", "transitPoint", "substance", "arrests", null],
    );
    expect(fields(suggestColumns(columns("적발일자", "약물", "압수량", "단위"), caseFields))).toEqual([
      "date",
      "substance",
      "quantity",
      "unit",
    ]);
    expect(fields(suggestColumns(columns("Year", "Month", "Office", "Count"), totalFields))).toEqual([
      "year",
      "month",
      "place",
      "count",
    ]);
  });

  it("look at what stands in a column whose name says nothing, and fill no field twice", () => {
    const found = suggestColumns(
      [
        { name: "A", samples: ["2009-02-03", "2009-02-04"] },
        { name: "B", samples: ["kg", "公斤"] },
        { name: "C", samples: ["2010-01-01"] },
      ],
      caseFields,
    );
    expect(found).toEqual([{ field: "date", reason: "values" }, { field: "unit", reason: "values" }, null]);
  });

  it("never offer what the register keeps of nobody", () => {
    for (const name of ["Ethnicity", "민족", "民族", "RACE"]) expect(isNeverKept(name)).toBe(true);
    expect(fields(suggestColumns([{ name: "民族", samples: ["2009-01-01"] }], caseFields))).toEqual([null]);
  });
});

describe("suggested words", () => {
  const list = [
    { code: "dandong", terms: ["Dandong", "丹东"] },
    { code: "heroin", terms: ["Heroin"] },
  ];
  it("are near in writing or part of a name, with the reason, and none where nothing is near", () => {
    expect(suggestWords("Dandnog", list)).toEqual([{ code: "dandong", reason: "close", term: "Dandong" }]);
    expect(suggestWords("丹东口岸", list)).toEqual([{ code: "dandong", reason: "part", term: "丹东" }]);
    expect(suggestWords("heroin base", list)).toEqual([{ code: "heroin", reason: "part", term: "Heroin" }]);
    expect(suggestWords("Hero", list)).toEqual([]);
    expect(suggestWords("包", list)).toEqual([]);
  });
});

describe("a form of the wizard", () => {
  const mapping = draftMappingSchema.parse({ name: "M", format: { headerRow: 1, delimiter: ";" } });
  const names = ["Date", "kg", "tablets", "Unit"];

  it("changes what it holds and leaves the rest", () => {
    const next = applyEntries(
      mapping,
      [
        ["column:0", "date"],
        ["column:1", "*"],
        ["column:2", "*"],
        ["column:3", ""],
        ["dateFormat", "other"],
        ["otherDateFormat", "MMM D, YYYY"],
        ["decimal", ","],
        ["skipColumn", "Date"],
        ["skipEquals", "TOTAL | Sum"],
        ["constant:unit", "g"],
        ["constant:country", "CN"],
        ["value:substance:冰 毒", "methamphetamine"],
      ],
      names,
    );
    expect(next).toEqual({
      ...mapping,
      format: {
        headerRow: [1],
        delimiter: ";",
        dateFormat: "MMM D, YYYY",
        decimal: ",",
        skipRows: [{ column: "Date", equals: ["TOTAL", "Sum"] }],
      },
      columns: { date: "Date" },
      unpivot: { columns: ["kg", "tablets"], into: { name: "unit", value: "quantity" } },
      // the unpivoted columns say the unit
      constants: { country: "CN" },
      values: { substance: { "冰 毒": "methamphetamine" } },
    });
    expect(applyEntries(next, [], names)).toEqual(next);
    expect(applyEntries(next, [["value:substance:冰 毒", ""]], names).values).toEqual({});
    expect(applyEntries(next, [["delimiter", "tab"]], names).format.delimiter).toBe("\t");
  });

  it("tells of a field that two columns fill", () => {
    expect(
      doubleFields([
        ["column:0", "date"],
        ["column:1", "date"],
        ["column:2", "*"],
        ["column:3", "*"],
      ]),
    ).toEqual(["date"]);
  });

  it("takes a saved mapping but for how the file in hand is cut", () => {
    const saved = draftMappingSchema.parse({
      name: "S",
      columns: { date: "DATE" },
      format: { headerRow: 4, encoding: "euc-kr", dateFormat: "DD/MM/YYYY" },
    });
    expect(reuse(mapping, saved).format).toEqual({ headerRow: [1], delimiter: ";", dateFormat: "DD/MM/YYYY" });
    expect(fitsColumns(saved, names)).toBe(true);
    expect(fitsColumns(saved, ["Day"])).toBe(false);
  });
});
