import { describe, expect, it } from "vitest";
import { parseView, viewQuery } from "./schema";

describe("the view in the URL", () => {
  it.each(["", "show=table", "months=12", "months=all&end=now", "show=table&months=60&end=now"])(
    "reads %j back",
    (query) => {
      const { view, problems } = parseView(new URLSearchParams(query));
      expect(problems).toEqual([]);
      expect(parseView(new URLSearchParams(viewQuery(view))).view).toEqual(view);
      expect(new URLSearchParams(viewQuery(view)).toString()).toBe(query);
    },
  );

  it("names what it cannot read, and goes on without it", () => {
    const { view, problems } = parseView({ show: "pie", months: ["12", "24"], end: "" });
    expect(view).toEqual({ show: "chart", months: "12", toPresent: false });
    expect(problems).toEqual([
      { key: "show", value: "pie", reason: "unknown-value" },
      { key: "months", value: "24", reason: "given-twice" },
    ]);
  });
});
