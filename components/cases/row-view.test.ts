import { describe, expect, it } from "vitest";
import { plainListing } from "@/lib/cases/listing";
import type { CaseRow, RowMass } from "@/lib/cases/types";
import type { Sort } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
import { onAxis, rowView } from "./row-view";
import { columnSorts } from "./sorting";

const substance = (slug: string) => ({
  id: 1,
  slug,
  family: "ats" as const,
  nameEn: "Ice",
  nameZh: "冰毒",
  nameKo: "빙두",
});
const row = (mass: RowMass | null, slug = "methamphetamine"): CaseRow => ({
  reference: "C-1",
  operation: null,
  documented: false,
  edtf: "2010-07",
  point: { id: 1, slug: "yanbian", parentId: null, nameEn: "Yanbian", nameZh: "延边", nameKo: "옌볜", country: "CN" },
  lines: [
    {
      asReported: "a white powder",
      substance: substance(slug),
      form: "powder",
      quantity: "1.5",
      unit: "kg",
      unitAsReported: null,
      qualifier: "exact",
    },
  ],
  mass,
  people: { kind: "unknown", count: null },
  reliability: "F",
  credibility: "6",
  handling: "clear",
  status: "verified",
  verifiedAtSource: true,
  amendmentWaiting: false,
  arrests: { kind: "unknown", count: null },
  roles: [],
  place: null,
  seizingAgency: null,
  owner: null,
  transport: null,
  concealment: null,
  sources: null,
  logged: new Date("2010-11-22T16:04:00Z"),
  changed: null,
});
const words = { locale: "en", timeZone: "Asia/Shanghai", role: String, transport: String } as const;
const exact = { low: "1500", central: "1500", high: "1500", converted: false, incomplete: false };
const shown = (change: Partial<RowMass>) => {
  const mass = rowView(row({ ...exact, ...change }), words).mass;
  return `${mass?.sign}${mass?.text} ${mass?.unit}`;
};

describe("a row of the list", () => {
  it("says of a weight what is known, and no more", () => {
    expect(shown({})).toBe("1.50 kg");
    expect(shown({ converted: true })).toBe("≈1.50 kg");
    expect(shown({ low: "1400", high: "2000" })).toBe("≈1.50 kg");
    expect(shown({ high: null })).toBe("≥1.50 kg");
    expect(shown({ low: "1400", high: null, converted: true })).toBe("≥1.40 kg");
    expect(shown({ incomplete: true })).toBe("≥1.50 kg");
    expect(shown({ low: "0" })).toBe("≤1.50 kg");
    expect(shown({ low: "0", high: "1600", converted: true })).toBe("≤1.60 kg");
    expect(shown({ low: "0", high: null })).toBe("≈1.50 kg");
    expect(shown({ low: "0", incomplete: true })).toBe("≈1.50 kg");
    expect(rowView(row(null), words).mass).toBeNull();
  });

  it("draws an open bound to the end of its axis, and one weight as one place", () => {
    expect(rowView(row({ ...exact, high: null }), words).mass?.glyph).toEqual({ from: onAxis("1500"), to: 1 });
    expect(["1", "10", "100", "10000", "999999"].map(onAxis)).toEqual([0, 0, 0.333, 1, 1]);
  });

  it("speaks the reader's language, and quotes what nobody could name", () => {
    const view = rowView(row(exact), { ...words, locale: "ko" });
    expect(view.lines[0]).toMatchObject({ series: "ice", name: "빙두", title: "빙두 “a white powder”" });
    expect(view.point).toMatchObject({ primary: "옌볜", original: "延边" });
    expect(rowView(row(exact, "unknown"), { ...words, locale: "ko" }).lines[0]).toMatchObject({
      series: "other",
      name: "a white powder",
    });
  });
});

describe("the headers of the list", () => {
  const sorts = (current: Sort) => columnSorts({ ...emptyFilter, q: "a b" }, current, plainListing);

  it("turn the order in force round, and begin with the newest and the largest", () => {
    expect(sorts("-date").date).toEqual({ href: "/cases?q=a+b&sort=date", direction: "descending" });
    expect(sorts("date").date).toEqual({ href: "/cases?q=a+b", direction: "ascending" });
    expect(sorts("-date").mass).toEqual({ href: "/cases?q=a+b&sort=-quantity", direction: null });
    expect(sorts("-quantity").mass?.href).toBe("/cases?q=a+b&sort=quantity");
    expect(sorts("reference").case).toEqual({ href: "/cases?q=a+b&sort=reference", direction: "ascending" });
  });
});
