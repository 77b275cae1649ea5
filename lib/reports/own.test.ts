import { describe, expect, it } from "vitest";
import { freshLeg, freshLine, freshPerson, freshReport } from "./form";
import { copyOf, renamed, templateOf } from "./own";

const values = {
  ...freshReport(),
  ...{ date: "2010-07", note: "words", externalReference: "42", place: "a hotel", attachTo: "C-1", team: [7] },
  point: { id: "dandong", text: "Dandong" },
  lines: [{ ...freshLine("4"), asReported: "ice", quantity: "5", unit: { id: "kg", text: "kilogram" }, purity: "90" }],
  people: [
    { ...freshPerson("1", "person"), name: "Somebody" },
    { ...freshPerson("2", "group"), count: "3" },
  ],
  route: [{ ...freshLeg("9", "transit"), country: { id: "CN", text: "China" } }],
  confirmed: [{ key: "magnitude 5 kg x", reason: "yes" }],
  otherEvents: ["C-2"],
  amends: { report: "r", base: 2, reason: "because" },
};

describe("a copy", () => {
  it("says all but what is unique, and what that was", () => {
    const { values: copy, left } = copyOf(values);
    expect(left).toEqual(["date", "externalReference", "note", "people"]);
    expect(copy).toMatchObject({ place: "a hotel", point: values.point, lines: values.lines, route: values.route });
    expect(copy).toMatchObject({ date: "", externalReference: "", note: "", team: [], confirmed: [], otherEvents: [] });
    expect(copy).toMatchObject({ attachTo: null, amends: null });
    expect(copy.people).toEqual([values.people[1]]);
    expect(copyOf(copy).left).toEqual([]);
  });
});

describe("a template", () => {
  it("keeps no figure and nobody, and not a source that is not in the register yet", () => {
    const template = templateOf({ ...values, source: { ...values.source, mode: "new", title: "A letter" } });
    expect(template).toMatchObject({ people: [], date: "", note: "", attachTo: null, amends: null, confirmed: [] });
    expect(template.lines).toMatchObject([
      { key: "1", asReported: "ice", quantity: "", purity: "", unit: { id: "kg" } },
    ]);
    expect(template.source).toEqual(freshReport().source);
    expect(templateOf(template)).toEqual(template);
  });

  it("calls what was chosen as its reader's lists do", () => {
    const words = {
      point: () => "단둥",
      substance: () => "?",
      unit: () => "킬로그램",
      country: () => "중국",
      source: () => ({ text: "?", reliability: "" }),
    };
    const template = renamed(templateOf(values), words);
    expect(template.point).toEqual({ id: "dandong", text: "단둥" });
    expect(template.lines[0]).toMatchObject({ unit: { id: "kg", text: "킬로그램" }, substance: { id: "", text: "" } });
    expect(template.route[0]?.country).toEqual({ id: "CN", text: "중국" });
    expect(template.source.found).toEqual({ id: "", text: "" });
  });
});
