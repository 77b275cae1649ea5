import { describe, expect, it } from "vitest";
import { isEdited, viewQuery as keptQuery, viewAskedFor, viewHref } from "@/lib/views/rules";
import { parseView, plainView, viewKeys, viewQuery } from "./schema";

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

  it("goes by a saved view's name, and then says always how it is drawn", () => {
    const { view } = parseView({ view: "7" });
    expect(view.saved).toBe(7);
    expect(viewQuery(view)).toBe("show=chart&view=7");
    expect(viewAskedFor(new URLSearchParams(viewQuery(view)))).toBeNull();
    expect(parseView({ view: "none" }).view.saved).toBeNull();
  });

  it("is kept whole by a saved view, and comes back from it", () => {
    const every =
      "show=table&measure=units&in=tablet&by=year&stack=point&months=all&end=now&compare=none&set=other&order=change&scale=own&fold=yanbian&vs=dandong&vs=changbai&lines=index";
    expect([...new Set(new URLSearchParams(every).keys())]).toEqual([...viewKeys]);
    const kept = keptQuery("trends", new URLSearchParams(`${every}&point=tumen&view=3&cursor=x&sort=date&colour=red`));
    expect(kept).toBe(`point=tumen&${every}`);
    const href = viewHref({ id: 7, page: "trends", query: kept });
    expect(href).toBe(`/trends?${kept}&view=7`);
    const { view, problems } = parseView(new URLSearchParams(href.split("?")[1]));
    expect(problems).toEqual([]);
    expect(viewQuery({ ...view, saved: null })).toBe(every);
    expect(isEdited({ page: "trends", query: kept }, new URLSearchParams(`point=tumen&${every}&view=7`))).toBe(false);
    expect(isEdited({ page: "trends", query: kept }, new URLSearchParams(`point=tumen&view=7`))).toBe(true);
    // what is drawn unasked is kept as nothing, and its address asks for nothing more
    expect(keptQuery("trends", new URLSearchParams("show=chart"))).toBe("");
    expect(viewHref({ id: 7, page: "trends", query: "" })).toBe("/trends?show=chart&view=7");
  });

  it("compares six points at most", () => {
    const { view, problems } = parseView({ vs: ["a", "b", "b", "c", "d", "e", "f", "g", "No!"] });
    expect(view.vs).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(problems.map(({ value }) => value)).toEqual(["No!", "g"]);
  });
});
