import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arrestCodes,
  credibilityCodes,
  familyCodes,
  formCodes,
  handlingCodes,
  reliabilityCodes,
  roleCodes,
  statusCodes,
  unitCodes,
} from "@/lib/codes";
import { activeFields, parseFilter, toQuery, without } from "./codec";
import type { Filter, FilterKey } from "./fields";
import { emptyFilter, filterKeys, sortCodes } from "./fields";
import { foldText } from "./values";

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,4})?$/);
const month = fc
  .tuple(fc.integer({ min: 1800, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([y, m]) => `${y}-${String(m).padStart(2, "0")}`);
const day = fc.tuple(month, fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}-${String(d).padStart(2, "0")}`);
const moment = fc.oneof(month, day);
const set = (one: fc.Arbitrary<string>) => fc.uniqueArray(one, { maxLength: 4 }).map((values) => values.sort());
const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((s) => `${s}码a`.trim())
  .filter((s) => !s.includes("\u0000"));

const codes = <T extends string>(list: readonly T[]) => fc.subarray([...list]).map((chosen) => chosen.sort());
const stated = set(text.map(foldText).filter((folded) => folded !== "" && folded.length <= 200));
const grams = fc
  .tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(6, "0")}`.replace(/\.?0+$/, "") || "0");
const weights = fc.oneof(
  fc.constant([null, null] as const),
  grams.map((min) => [min, null] as const),
  fc.tuple(grams, grams).map(([a, b]) => (Number(a) <= Number(b) ? [a, b] : [b, a]) as [string, string]),
);

/** Any filter in the one form that a URL has for it. */
const anyFilter: fc.Arbitrary<Filter> = fc
  .record({
    point: set(
      fc.oneof(
        slug,
        slug.map((s) => `${s}~only`),
        fc.constant("none"),
      ),
    ),
    period: fc.oneof(
      fc.constant([null, null] as const),
      moment.map((from) => [from, null] as const),
      moment.map((to) => [null, to] as const),
      fc
        .tuple(moment, moment)
        .map(
          ([a, b]) => (a.slice(0, 7) <= b.slice(0, 7) ? [a.slice(0, 7), b.slice(0, 7)] : [b, a]) as [string, string],
        ),
    ),
    maybe: fc.constantFrom("1" as const, null),
    month: set(fc.oneof(month, fc.constantFrom("known", "unknown"))),
    substance: set(slug),
    family: codes(familyCodes),
    form: codes(formCodes),
    lies: codes(["quarter", "year", "longer"] as const),
    unit: codes(unitCodes),
    mixed: fc.constantFrom("yes" as const, "no" as const, null),
    role: codes(roleCodes),
    arrest: codes(arrestCodes),
    agency: stated,
    owner: set(slug),
    country: set(fc.constantFrom("CN", "KP", "RU", "none")),
    reliability: codes(reliabilityCodes),
    credibility: codes(credibilityCodes),
    handling: codes(handlingCodes),
    operation: stated,
    source: set(slug),
    batch: set(fc.stringMatching(/^[A-Za-z0-9]{1,9}$/)),
    mine: fc.constantFrom("1" as const, null),
    weights,
    names: fc.constantFrom("1" as const, null),
    status: fc
      .subarray([...statusCodes])
      .map((codes) => codes.sort())
      .filter((codes) => codes.join() !== "submitted,verified"),
    q: fc.option(text, { nil: null }),
  })
  .map(({ period: [from, to], weights: [min, max], ...rest }) => ({ ...rest, from, to, min, max }));

const only = (filter: Partial<Filter>) => ({ ...emptyFilter, ...filter });

describe("the URL of a filter", () => {
  it("reads back to the same filter and page, in the same words", () => {
    fc.assert(
      fc.property(
        anyFilter,
        fc.constantFrom(...sortCodes),
        fc.option(fc.constant("a~b"), { nil: null }),
        (filter, sort, cursor) => {
          const page = { sort, cursor, before: null };
          const query = toQuery(filter, page);
          const read = parseFilter(new URLSearchParams(query));
          expect(read).toEqual({ filter, page, problems: [] });
          expect(toQuery(read.filter, read.page)).toBe(query);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order of keys or on doubles", () => {
    fc.assert(
      fc.property(anyFilter, fc.infiniteStream(fc.nat()), (filter, random) => {
        const pairs = [...new URLSearchParams(toQuery(filter))];
        const repeats = pairs.filter(([key]) => filterKeys[key as FilterKey].many);
        const shuffled = [...pairs, ...repeats]
          .map((pair) => ({ pair, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ pair }) => pair);
        expect(parseFilter(new URLSearchParams(shuffled))).toMatchObject({ filter, problems: [] });
      }),
    );
  });

  it("is stable, short and legible", () => {
    const filter = only({
      point: ["dandong~only", "yanbian"],
      from: "2004-01",
      to: "2010-12",
      maybe: "1",
      q: "丹东 港",
    });
    expect(toQuery(filter, { sort: "-quantity" })).toBe(
      "point=dandong~only&point=yanbian&from=2004-01&to=2010-12&maybe=1&q=%E4%B8%B9%E4%B8%9C+%E6%B8%AF&sort=-quantity",
    );
    expect(toQuery(emptyFilter)).toBe("");
  });

  it("takes Next's record as it takes a query string", () => {
    const expected = only({ point: ["none", "yanbian"], q: "ice" });
    expect(parseFilter({ point: ["yanbian", "none"], q: "ice", from: undefined, to: "" }).filter).toEqual(expected);
    expect(parseFilter(new URLSearchParams("point=yanbian&q=ice&point=none&from=")).filter).toEqual(expected);
  });
});

describe("what cannot be read", () => {
  const problemsOf = (query: string, extras?: string[]) => parseFilter(new URLSearchParams(query), extras).problems;

  it("names unknown keys, with all their values, but for those of the page", () => {
    expect(problemsOf("colour=red&colour=blue&point=dandong&by=point", ["by"])).toEqual([
      { key: "colour", value: "red, blue", reason: "unknown-key" },
    ]);
    const elsewhere = problemsOf("sort=date&cursor=a&before=b&sort=smell&point=dandong", ["by"]);
    expect(elsewhere.map((p) => [p.key, p.value, p.reason])).toEqual([
      ["sort", "date, smell", "unknown-key"],
      ["cursor", "a", "unknown-key"],
      ["before", "b", "unknown-key"],
    ]);
    expect(problemsOf("__proto__=1&constructor=2").map((p) => p.key)).toEqual(["__proto__", "constructor"]);
  });

  it.each([
    ["from=2004-13", "unknown-value"],
    ["from=2004-02-30", "unknown-value"],
    ["from=2004", "unknown-value"],
    ["to=2004-12-00", "unknown-value"],
    ["to=0999-12", "unknown-value"],
    ["month=2004-12-23", "unknown-value"],
    ["maybe=yes", "unknown-value"],
    ["mixed=1", "unknown-value"],
    ["status=draft", "unknown-value"],
    ["status=Verified", "unknown-value"],
    ["point=Dandong", "unknown-value"],
    ["point=none~only", "unknown-value"],
    ["point=~only", "unknown-value"],
    ["substance=a'b", "unknown-value"],
    ["family=ATS", "unknown-value"],
    ["form=brick", "unknown-value"],
    ["role=boss", "unknown-value"],
    ["arrest=free", "unknown-value"],
    ["agency=%00", "unknown-value"],
    ["agency=%C2%B7", "nothing-to-search"],
    ["owner=Desk", "unknown-value"],
    ["country=CHN", "unknown-value"],
    ["country=1", "unknown-value"],
    ["reliability=a", "unknown-value"],
    ["credibility=0", "unknown-value"],
    ["handling=AMBER", "unknown-value"],
    [`operation=${"a".repeat(201)}`, "too-long"],
    ["source=a'b", "unknown-value"],
    ["batch=a%20b", "unknown-value"],
    ["mine=me", "unknown-value"],
    ["min=-1", "not-grams"],
    ["min=1e3", "not-grams"],
    ["max=1,5", "not-grams"],
    ["max=0.0000001", "not-grams"],
    ["q=%00a", "unknown-value"],
    ["q=--", "nothing-to-search"],
    [`q=${"a".repeat(201)}`, "too-long"],
    ["sort=name", "unknown-value"],
  ])("names %s: %s", (query, reason) => {
    const { filter, page, problems } = parseFilter(new URLSearchParams(query));
    const [[key, value]] = [...new URLSearchParams(query)] as [[string, string]];
    expect(problems).toEqual([{ key, value, reason }]);
    expect(toQuery(filter, page)).toBe("");
  });

  it("writes one question in one way", () => {
    const read = (query: string) => toQuery(parseFilter(new URLSearchParams(query)).filter);
    expect(read("min=007.50&max=0100")).toBe("min=7.5&max=100");
    expect(read("min=0.000&country=cn")).toBe("country=CN&min=0");
    expect(read("operation=5%C2%B720&operation=5-20&agency=BORDER%20%20Patrol")).toBe(
      "agency=border+patrol&operation=520",
    );
  });

  it("keeps the good values beside a bad one", () => {
    const { filter, problems } = parseFilter(
      new URLSearchParams("status=verified&status=draft&from=2004-12&from=2005-01"),
    );
    expect(filter).toEqual(only({ status: ["verified"], from: "2004-12" }));
    expect(problems.map((p) => [p.key, p.value, p.reason])).toEqual([
      ["from", "2005-01", "given-twice"],
      ["status", "draft", "unknown-value"],
    ]);
  });

  it("refuses a most that is less than the least, to the microgram", () => {
    expect(problemsOf("min=1&max=0.999999")).toEqual([{ key: "max", value: "0.999999", reason: "below-min" }]);
    expect(problemsOf("min=9&max=10")).toEqual([]);
    expect(problemsOf("min=1&max=1.0")).toEqual([]);
  });

  it("refuses an end before its beginning and two places in the list at once", () => {
    expect(problemsOf("from=2005-01&to=2004-12")).toEqual([{ key: "to", value: "2004-12", reason: "before-from" }]);
    expect(problemsOf("from=2004-12-23&to=2004-12")).toEqual([]);
    expect(parseFilter(new URLSearchParams("cursor=a&before=b"))).toMatchObject({
      page: { cursor: "a", before: null },
      problems: [{ key: "before", value: "b", reason: "not-both" }],
    });
  });

  it("never throws and always gives a filter that reads back", () => {
    const junk = fc.dictionary(
      fc.oneof(fc.constantFrom(...Object.keys(filterKeys), "sort", "cursor", "before"), fc.string()),
      fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string({ unit: "binary" }))),
    );
    fc.assert(
      fc.property(junk, (params) => {
        const { filter, page } = parseFilter(params);
        expect(parseFilter(new URLSearchParams(toQuery(filter, page)))).toEqual({ filter, page, problems: [] });
      }),
      { numRuns: 200 },
    );
  });
});

describe("fields", () => {
  it("are active when set; the default statuses and a lone maybe are not", () => {
    expect(activeFields(parseFilter(new URLSearchParams("maybe=1&status=verified&status=submitted")).filter)).toEqual(
      [],
    );
    const filter = only({ point: ["none"], to: "2004-12", maybe: "1", q: "x" });
    expect(activeFields(filter)).toEqual(["point", "period", "q"]);
    expect(without(filter, "period")).toEqual(only({ point: ["none"], q: "x" }));
    expect(activeFields(without(filter, "point"))).toEqual(["period", "q"]);
  });
});
