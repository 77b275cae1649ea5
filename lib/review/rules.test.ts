import { describe, expect, it } from "vitest";
import { queueHref, readCursor, readQueue, writeCursor } from "./rules";

const id = "0198a1b2-0000-4000-8000-0000000000aa";
const since = "2026-11-20T08:15:00.123Z";

describe("the address of the queue", () => {
  it("reads what it writes", () => {
    const filter = { point: "yanbian~only", handling: "amber-strict", owner: "north", q: "hotel 丹东" } as const;
    const address = queueHref(filter, { cursor: writeCursor({ since, id }) });
    const query = new URL(address, "http://localhost").searchParams;
    expect(readQueue(query)).toEqual({ filter, at: { side: "after", cursor: { since, id } }, problems: [] });
    expect(queueHref({ point: null, handling: null, owner: null, q: null })).toBe("/review");
  });

  it("goes back from a row", () => {
    expect(readQueue({ before: `${since}~${id}` }).at).toEqual({ side: "before", cursor: { since, id } });
  });

  it.each([
    ["a key of no page", { colour: "red" }, ["colour unknown-key"]],
    ["a key of the list of cases that says nothing here", { status: "returned" }, ["status unknown-key"]],
    ["a period", { from: "2010-01", point: "dandong" }, ["from unknown-key"]],
    ["an unknown handling", { handling: "secret" }, ["handling unknown-value"]],
    ["two points", { point: ["dandong", "changbai"] }, ["point given-twice"]],
    ["two handlings", { handling: ["green", "red"] }, ["handling given-twice"]],
    ["an agency that cannot be one", { owner: "North!" }, ["owner unknown-value"]],
    ["a place that is none", { cursor: "2026~x" }, ["cursor unknown-value"]],
  ])("names %s", (_, params, problems) => {
    expect(readQueue(params).problems.map(({ key, reason }) => `${key} ${reason}`)).toEqual(problems);
  });

  it("takes nothing for a place that the queue did not write", () => {
    for (const text of [
      "",
      "~",
      `${since}~`,
      `~${id}`,
      `${since}~${id}~`,
      `9999-99-99T99:99:99.999Z~${id}`,
      `${since}~${id.toUpperCase()}`,
    ])
      expect(readCursor(text), text).toBeNull();
  });
});
