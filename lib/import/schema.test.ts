import { describe, expect, it } from "vitest";
import { mappingSchema } from "./schema";

describe("a mapping's unpivot", () => {
  const with_ = (columns: Record<string, string>, into: Record<string, string>) =>
    mappingSchema.safeParse({ name: "wide", columns: { date: "Day", ...columns }, unpivot: { columns: ["kg"], into } });

  it("names fields, or columns that are given to fields: both mean the same", () => {
    const fields = with_({}, { name: "unit", value: "quantity" });
    expect(fields.success).toBe(true);
    for (const same of [
      with_({ unit: "unit", quantity: "quantity" }, { name: "unit", value: "quantity" }),
      with_({ unit: "Measured in", quantity: "Amount" }, { name: "Measured in", value: "Amount" }),
    ])
      expect(same.data).toEqual(fields.data);
  });

  it("fills no field twice, and none that is not there", () => {
    expect(with_({ unit: "Measured in" }, { name: "unit", value: "quantity" }).error?.issues).toMatchObject([
      { path: ["columns", "unit"], message: "import.mapping.twice" },
    ]);
    expect(with_({}, { name: "Measured in", value: "quantity" }).success).toBe(false);
  });
});
