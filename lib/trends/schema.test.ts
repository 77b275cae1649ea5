import { describe, expect, it } from "vitest";
import { parseView, plainView, viewQuery } from "./schema";

describe("the view in the URL", () => {
  it.each([
    "",
    "show=table",
    "months=12",
    "months=all&end=now",
    "show=table&months=60&end=now",
    "measure=grams&by=quarter&stack=status&compare=year&set=unodc-2019",
    "measure=units&in=tablet&by=year&stack=point&compare=none",
    "order=change&scale=own&fold=yanbian&vs=dandong&vs=changbai&lines=index",
  ])("reads %j back", (query) => {
    const { view, problems } = parseView(new URLSearchParams(query));
    expect(problems).toEqual([]);
    expect(parseView(new URLSearchParams(viewQuery(view))).view).toEqual(view);
    expect(new URLSearchParams(viewQuery(view)).toString()).toBe(query);
  });

  it("names what it cannot read, and goes on without it", () => {
    const { view, problems } = parseView({ show: "pie", months: ["12", "24"], end: "" });
    expect(view).toEqual({ ...plainView, months: "12" });
    expect(problems).toEqual([
      { key: "show", value: "pie", reason: "unknown-value" },
      { key: "months", value: "24", reason: "given-twice" },
    ]);
  });

  it("compares six points at most", () => {
    const { view, problems } = parseView({ vs: ["a", "b", "b", "c", "d", "e", "f", "g", "No!"] });
    expect(view.vs).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(problems.map(({ value }) => value)).toEqual(["No!", "g"]);
  });
});
