import { describe, expect, it } from "vitest";
import { peopleOf } from "./rules";
import type { PeopleFacts } from "./types";

const facts = (change: Partial<PeopleFacts>): PeopleFacts => ({
  arrestsKind: "unknown",
  arrestsCount: null,
  persons: 0,
  groups: [],
  ...change,
});
const several = { qualifier: "unknown", count: null } as const;

describe("the number of people in a case", () => {
  it.each<[string, Partial<PeopleFacts>, string]>([
    ["nothing said, nobody listed", {}, "unknown"],
    ["the source says nobody", { arrestsKind: "exact", arrestsCount: 0 }, "exact 0"],
    ["stated alone", { arrestsKind: "exact", arrestsCount: 4 }, "exact 4"],
    [
      "stated and listed alike",
      { arrestsKind: "exact", arrestsCount: 4, groups: [{ qualifier: "exact", count: 4 }] },
      "exact 4",
    ],
    ["more listed than arrested", { arrestsKind: "exact", arrestsCount: 1, persons: 3 }, "exact 3"],
    [
      "D4: at least 6; one by alias, five, and several",
      { arrestsKind: "at-least", arrestsCount: 6, persons: 1, groups: [{ qualifier: "exact", count: 5 }, several] },
      "at-least 6",
    ],
    ["a person and several", { persons: 1, groups: [several] }, "at-least 1"],
    ["several alone", { groups: [several] }, "unknown"],
    ["at least 0", { arrestsKind: "at-least", arrestsCount: 0 }, "unknown"],
    ["a group of about five", { groups: [{ qualifier: "about", count: 5 }] }, "about 5"],
    [
      "about five, but seven arrested",
      { arrestsKind: "exact", arrestsCount: 7, groups: [{ qualifier: "about", count: 5 }] },
      "exact 7",
    ],
    [
      "about three, and at least two",
      {
        groups: [
          { qualifier: "about", count: 3 },
          { qualifier: "at-least", count: 2 },
        ],
      },
      "at-least 5",
    ],
    ["about five, and several", { groups: [{ qualifier: "about", count: 5 }, several] }, "at-least 5"],
    [
      "at least five arrested, about five listed",
      { arrestsKind: "at-least", arrestsCount: 5, groups: [{ qualifier: "about", count: 5 }] },
      "at-least 5",
    ],
    [
      "at least three arrested, about five listed",
      { arrestsKind: "at-least", arrestsCount: 3, groups: [{ qualifier: "about", count: 5 }] },
      "at-least 5",
    ],
    ["at least six arrested, four listed", { arrestsKind: "at-least", arrestsCount: 6, persons: 4 }, "at-least 6"],
    [
      "three arrested, about five listed",
      { arrestsKind: "exact", arrestsCount: 3, groups: [{ qualifier: "about", count: 5 }] },
      "about 5",
    ],
    [
      "at least two, and three",
      {
        groups: [
          { qualifier: "at-least", count: 2 },
          { qualifier: "exact", count: 3 },
        ],
      },
      "at-least 5",
    ],
  ])("%s", (_, change, expected) => {
    const { kind, count } = peopleOf(facts(change));
    expect(count === null ? kind : `${kind} ${count}`).toBe(expected);
  });
});
