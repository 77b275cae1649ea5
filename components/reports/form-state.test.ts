import { describe, expect, it } from "vitest";
import { freshAsset, freshLine, freshPerson, freshReport } from "@/lib/reports/form";
import type { FormAction, FormState } from "./form-state";
import { changeForm, nextKey, shownProblems, startForm, withoutFreshRows } from "./form-state";

const having = (actions: FormAction[], start: FormState = startForm(freshReport())) =>
  actions.reduce(changeForm, start);
const add = (at: number): FormAction => ({ type: "add", list: "lines", at, row: freshLine("") });
const problem = (path: string) => ({ path, message: "reports.error.choose" });

describe("rows", () => {
  it("come where they are asked for, each under a key of its own", () => {
    const { values } = having([add(1), add(1), { type: "row", list: "lines", at: 1, patch: { quantity: "5" } }]);
    expect(values.lines.map(({ key, quantity }) => [key, quantity])).toEqual([
      ["1", ""],
      ["3", "5"],
      ["2", ""],
    ]);
  });

  it("go, but for one line to begin with", () => {
    const state = having([
      { type: "row", list: "lines", at: 0, patch: { quantity: "5" } },
      { type: "remove", list: "lines", at: 0 },
      { type: "add", list: "assets", at: 0, row: freshAsset("", "cash") },
      { type: "remove", list: "assets", at: 0 },
    ]);
    expect(state.values.lines).toEqual([freshLine("2")]);
    expect(state.values.assets).toEqual([]);
  });

  it("take their mistakes with them when one comes or goes before them", () => {
    const marked: FormState = {
      ...having([add(1), add(2)]),
      left: ["date", "lines.0.unit", "lines.1.unit", "lines.2.unit", "people.2.count"],
      refused: [problem("lines.2.substance")],
    };
    const removed = changeForm(marked, { type: "remove", list: "lines", at: 1 });
    expect(removed.left).toEqual(["date", "lines.0.unit", "lines.1.unit", "people.2.count"]);
    expect(removed.refused).toEqual([problem("lines.1.substance")]);
    const tooMany = { ...marked, refused: [problem("lines"), problem("lines.2.substance"), problem("people")] };
    expect(changeForm(tooMany, { type: "remove", list: "lines", at: 0 }).refused).toEqual([
      problem("lines.1.substance"),
      problem("people"),
    ]);
    const added = changeForm(marked, add(1));
    expect(added.left).toEqual(["date", "lines.0.unit", "lines.2.unit", "lines.3.unit", "people.2.count"]);
  });

  it("read from text stand in place of the one it was in, and push the mistakes of the others on", () => {
    const marked: FormState = {
      ...having([add(1), add(2)]),
      left: ["lines.0.unit", "lines.1.unit", "lines.2.unit"],
      refused: [problem("lines.1.substance"), problem("lines.2.substance")],
    };
    const rows = ["2", "4", "5"].map((key) => ({ ...freshLine(key), asReported: `line ${key}` }));
    const read = changeForm(marked, { type: "read", at: 1, rows });
    expect(read.values.lines.map(({ key }) => key)).toEqual(["1", "2", "4", "5", "3"]);
    expect(read.left).toEqual(["lines.0.unit", "lines.1.unit", "lines.4.unit"]);
    expect(read.refused).toEqual([problem("lines.4.substance")]);
    const many = Array.from({ length: 300 }, (_, i) => freshLine(String(i + 10)));
    expect(changeForm(marked, { type: "read", at: 0, rows: many }).values.lines).toHaveLength(200);
  });

  it("without anything typed do not go to the server", () => {
    const values = {
      ...freshReport(),
      lines: [freshLine("1"), { ...freshLine("2"), asReported: "ice" }, freshLine("3")],
      people: [freshPerson("1", "group"), { ...freshPerson("2", "group"), role: "courier" }],
    };
    const pruned = withoutFreshRows(values);
    expect(pruned.lines.map(({ key }) => key)).toEqual(["2"]);
    expect(pruned.people.map(({ key }) => key)).toEqual(["2"]);
    expect(withoutFreshRows({ ...values, lines: [] }).lines).toEqual([freshLine("1")]);
    expect(having([{ type: "submit" }], startForm(values)).values).toEqual(pruned);
  });

  it.each([
    ["lines", 200, freshLine("")],
    ["people", 500, freshPerson("", "group")],
    ["assets", 100, freshAsset("", "cash")],
  ] as const)("are not added to %s past %i", (list, most, row) => {
    const rows = Array.from({ length: most - 1 }, () => row);
    const start = startForm({ ...freshReport(), [list]: rows });
    const one = { type: "add", list, at: 0, row } as FormAction;
    expect(having([one], start).values[list]).toHaveLength(most);
    const marked = { ...having([one], start), left: [`${list}.1.count`] };
    expect(having([one], marked)).toEqual(marked);
  });

  it("get keys past those of an old draft", () => {
    expect(nextKey([])).toBe("1");
    expect(nextKey([{ key: "7" }, { key: "" }, { key: "2" }])).toBe("8");
  });
});

describe("mistakes", () => {
  const problems = [problem("date"), problem("lines.0.unit")];

  it("show at fields that were left, and everywhere after a submit", () => {
    const state = startForm(freshReport());
    expect(shownProblems(state, problems)).toEqual([]);
    expect(shownProblems(having([{ type: "left", path: "date" }]), problems)).toEqual([problem("date")]);
    expect(shownProblems(having([{ type: "submit" }]), problems)).toEqual(problems);
  });

  it("of the server stay until the field changes, and give way to the form's own", () => {
    const refused: FormAction = {
      type: "refused",
      problems: [problem("point"), problem("source"), problem("lines.0.substance")],
    };
    const state = having([{ type: "submit" }, refused]);
    expect(shownProblems(state, [])).toHaveLength(3);
    const mended = having(
      [
        { type: "set", patch: { point: { id: "dandong", text: "Dandong" } } },
        { type: "source", patch: { title: "A" } },
        { type: "row", list: "lines", at: 0, patch: { form: "powder" } },
      ],
      state,
    );
    expect(mended.refused).toEqual([]);
    expect(shownProblems(state, [problem("point")]).filter(({ path }) => path === "point")).toHaveLength(1);
  });

  it("are over when another text takes the form's place", () => {
    const state = having([
      { type: "submit" },
      { type: "left", path: "date" },
      { type: "replace", values: freshReport() },
    ]);
    expect(state).toEqual(startForm(freshReport()));
  });
});

describe("words that confirm warnings", () => {
  it("are each of one warning, whatever else is written at the same moment", () => {
    const { values } = having([
      { type: "confirm", key: "a", reason: "press" },
      { type: "confirm", key: "b", reason: "weighed twice" },
      { type: "confirm", key: "a", reason: "press date" },
    ]);
    expect(values.confirmed).toEqual([
      { key: "b", reason: "weighed twice" },
      { key: "a", reason: "press date" },
    ]);
  });
});

describe("fields", () => {
  it("change alone", () => {
    const { values } = having([
      { type: "set", patch: { place: "a hotel" } },
      { type: "arrests", patch: { count: "4" } },
      { type: "source", patch: { mode: "new" } },
    ]);
    const fresh = freshReport();
    expect(values).toEqual({
      ...fresh,
      place: "a hotel",
      arrests: { ...fresh.arrests, count: "4" },
      source: { ...fresh.source, mode: "new" },
    });
  });
});
