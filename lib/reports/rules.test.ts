import { describe, expect, it } from "vitest";
import { plainAccount, plainLine } from "@/lib/testing/reports";
import { differingParts } from "./rules";

describe("differingParts", () => {
  const account = { ...plainAccount(), source: 1, people: [] };

  it("names what says something else, in the order of a file, whatever the order of keys", () => {
    const { quantity, ...rest } = plainLine();
    expect(differingParts(account, { ...account, lines: [{ quantity, ...rest }] })).toEqual([]);
    expect(
      differingParts(account, { ...account, note: "x", date: "2010-07-02", lines: [plainLine(), plainLine()] }),
    ).toEqual(["date", "lines", "note"]);
  });
});
