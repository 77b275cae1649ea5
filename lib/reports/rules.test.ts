import { describe, expect, it } from "vitest";
import { plainAccount, plainLine } from "@/lib/testing/reports";
import { differingParts, peopleOf } from "./rules";
import type { FileInvolvement } from "./types";

const one: FileInvolvement = {
  position: 0,
  person: { name: null },
  group: null,
  role: "unknown",
  tier: "unknown",
  arrest: "unknown",
  basis: "fact",
  dataSubject: "suspect",
  nationality: null,
};
type Group = NonNullable<FileInvolvement["group"]>;
const group = (qualifier: Group["qualifier"], count: number | null): FileInvolvement => ({
  ...one,
  person: null,
  group: { qualifier, count, words: null },
});

describe("peopleOf", () => {
  it.each([
    ["nobody named", [], { kind: "unknown", count: null }],
    ["one person", [one], { kind: "exact", count: 1 }],
    ["a person and a group", [one, group("exact", 5)], { kind: "exact", count: 6 }],
    ["six and several", [one, group("exact", 5), group("unknown", null)], { kind: "at-least", count: 6 }],
    ["several alone", [group("unknown", null)], { kind: "unknown", count: null }],
    ["about three", [group("about", 3)], { kind: "about", count: 3 }],
    ["about three and at least two", [group("about", 3), group("at-least", 2)], { kind: "at-least", count: 5 }],
  ])("%s", (_, involvements, expected) => {
    expect(peopleOf(involvements)).toEqual(expected);
  });
});

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
