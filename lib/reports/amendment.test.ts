import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Account } from "@/lib/cases/schema";
import { anyAccount, plainAccount, plainLine } from "@/lib/testing/reports";
import { mergeValues, valuesOf } from "./amendment";
import type { ReportValues } from "./form";
import { freshLine } from "./form";
import { reportSchema } from "./schema";

const words = {
  point: (slug: string) => `point ${slug}`,
  substance: (slug: string) => `substance ${slug}`,
  unit: (code: string) => `unit ${code}`,
  country: (code: string) => code,
  source: (id: number) => ({ text: `source ${id}`, reliability: "B" }),
};
const context = { timeZone: "Asia/Shanghai", now: new Date("2020-01-01T00:00:00Z") };

/** Accounts as a version keeps them: people by id, a source. */
const anyKept: fc.Arbitrary<Account> = anyAccount(["clear", "green", "amber"]).map((account) => ({
  ...account,
  source: 7,
  people: account.people.map((one, at) => ({ ...one, person: one.person === null ? null : 100 + at })),
}));
const kept = (change: Partial<Account> = {}): Account => ({ ...plainAccount(), people: [], source: 7, ...change });
const values = (change: Partial<Account> = {}): ReportValues => valuesOf(kept(change), words);
const withReason = (form: ReportValues): ReportValues => ({
  ...form,
  amends: { report: "3f0f2a3e-6c1b-4d5e-9f70-112233445566", base: 1, reason: "read again" },
});
/** What a form says, whatever its rows are keyed by. */
const said = (form: ReportValues) => reportSchema(context).parse(withReason(form)).account;

describe("an account in the form", () => {
  it("reads back as the same account, people by their ids", () => {
    fc.assert(
      fc.property(anyKept, (account) => {
        const { source, ...rest } = account;
        const read = reportSchema(context).parse(withReason(valuesOf(account, words)));
        expect(read.account).toEqual(rest);
        expect(read.source).toEqual({ id: source });
        expect(read.amends).toMatchObject({ baseVersion: 1, reason: "read again" });
      }),
    );
  });

  it("asks why", () => {
    const form = { ...withReason(values()), amends: { ...withReason(values()).amends, reason: " " } };
    expect(reportSchema(context).safeParse(form).error?.issues).toMatchObject([
      { path: ["amends", "reason"], message: "reports.error.reason-missing" },
    ]);
  });
});

/** A text of the form that came from this one: fields of another account, rows changed, removed and added. */
const edited = (base: ReportValues): fc.Arbitrary<ReportValues> =>
  fc
    .tuple(
      anyKept,
      fc.subarray(["date", "place", "note", "seizingAgency", "concealment", "credibility"] as const),
      fc.boolean(),
      fc.array(fc.constantFrom("keep", "change", "remove"), {
        minLength: base.lines.length,
        maxLength: base.lines.length,
      }),
      fc.integer({ min: 0, max: 2 }),
    )
    .map(([other, fields, point, fates, more]) => {
      const from = valuesOf(other, words);
      const lines = base.lines.flatMap((line, at) => {
        if (fates[at] === "remove") return [];
        return fates[at] === "change"
          ? [{ ...line, quantity: `${line.quantity}1`, asReported: `${line.asReported}!` }]
          : [line];
      });
      const added = Array.from({ length: more }, (_, at) => ({
        ...freshLine(String(100 + at)),
        asReported: `added ${other.date} ${at}`,
      }));
      return {
        ...base,
        ...Object.fromEntries(fields.map((field) => [field, from[field]])),
        ...(point ? { point: from.point, attribution: from.attribution } : {}),
        lines: [...lines, ...added],
      };
    });

/** As their version comes back from the register: rows keyed by their place. */
const rekeyed = (form: ReportValues): ReportValues => ({
  ...form,
  lines: form.lines.map((row, at) => ({ ...row, key: String(at + 1) })),
});
const three = anyKept
  .map((account) => valuesOf(account, words))
  .chain((base) => fc.tuple(fc.constant(base), edited(base).map(rekeyed), edited(base)));
const texts = (form: ReportValues) => form.lines.map(({ key: _, ...line }) => JSON.stringify(line)).sort();
const plain = ["date", "place", "note", "seizingAgency", "concealment", "credibility"] as const;

describe("merging", () => {
  it("takes the one side that changed something", () => {
    fc.assert(
      fc.property(three, ([base, theirs, mine]) => {
        expect(mergeValues(base, base, mine)).toMatchObject({ values: mine, clashes: [], taken: [] });
        const took = mergeValues(base, theirs, base);
        expect(took.clashes).toEqual([]);
        expect({ ...took.values, lines: texts(took.values) }).toEqual({ ...theirs, lines: texts(theirs) });
        expect(mergeValues(base, theirs, theirs).values).toMatchObject({ date: theirs.date, note: theirs.note });
      }),
    );
  });

  it("loses nothing of either side: each change stands, or is a clash that shows both", () => {
    fc.assert(
      fc.property(three, ([base, theirs, mine]) => {
        const { values: merged, clashes } = mergeValues(base, theirs, mine);
        for (const field of plain) {
          const clash = clashes.find(({ part }) => part === field);
          if (mine[field] !== base[field]) expect(merged[field]).toBe(mine[field]);
          else expect(merged[field]).toBe(theirs[field]);
          const both = mine[field] !== base[field] && theirs[field] !== base[field] && mine[field] !== theirs[field];
          expect(clash !== undefined, field).toBe(both);
        }
        // Of rows: what I wrote stands, and what they wrote stands or is a side of a clash.
        const shown = texts(merged);
        const clashing = clashes.flatMap(({ part, theirs: side }) => (part === "lines" && side ? [side] : []));
        for (const line of texts(mine)) if (!texts(base).includes(line)) expect(shown).toContain(line);
        for (const line of texts(theirs))
          if (!texts(base).includes(line))
            expect([...shown, ...clashing.map((row) => texts({ ...base, lines: [row] })[0])]).toContain(line);
        expect(new Set(merged.lines.map(({ key }) => key)).size).toBe(merged.lines.length);
      }),
    );
  });

  it("takes the chosen side of each clash", () => {
    fc.assert(
      fc.property(three, ([base, theirs, mine]) => {
        const { clashes } = mergeValues(base, theirs, mine);
        const all = Object.fromEntries(clashes.map(({ id }) => [id, "theirs" as const]));
        const chosen = mergeValues(base, theirs, mine, all).values;
        for (const { part } of clashes)
          if (part === "date" || part === "note" || part === "place") expect(chosen[part]).toBe(theirs[part]);
        for (const clash of clashes)
          if (clash.part === "lines") {
            const side = clash.theirs;
            if (side) expect(texts(chosen)).toContain(texts({ ...base, lines: [side] })[0]);
          }
      }),
    );
  });

  it("decides a row as one, and a point with its basis", () => {
    const base = values({ lines: [plainLine(), plainLine({ asReported: "magu", substance: "magu" })] });
    const theirs = values({
      attribution: "inferred",
      lines: [plainLine({ unit: "g" }), plainLine({ asReported: "magu", substance: "magu" })],
    });
    const [first, second] = base.lines;
    if (!first || !second) throw new Error("two lines");
    const mine = {
      ...base,
      point: { id: "changbai", text: "Changbai" },
      lines: [
        { ...first, quantity: "1500" },
        { ...second, quantity: "3" },
      ],
    };
    const merged = mergeValues(base, theirs, mine);
    expect(merged.clashes.map(({ id }) => id)).toEqual(["point", "lines.1"]);
    expect(merged.values.lines.map((line) => [line.quantity, line.unit.id])).toEqual([
      ["1500", "kg"],
      ["3", "kg"],
    ]);
    const chosen = mergeValues(base, theirs, mine, { point: "theirs", "lines.1": "theirs" }).values;
    expect(said(chosen)).toMatchObject({ point: "dandong", attribution: "inferred" });
    expect(chosen.lines.map((line) => [line.quantity, line.unit.id])).toEqual([
      ["1.5", "g"],
      ["3", "kg"],
    ]);
  });

  it("counts what a field holds and not how it is called", () => {
    const base = values();
    const korean = { ...base, point: { id: "dandong", text: "단둥" } };
    expect(mergeValues(base, korean, base)).toMatchObject({ clashes: [], taken: [] });
  });

  it("keeps a row that one removed and the other changed, as a clash", () => {
    const base = values({ lines: [plainLine(), plainLine({ asReported: "magu", substance: "magu" })] });
    const theirs = values({ lines: [plainLine()] });
    const [first, second] = base.lines;
    if (!first || !second) throw new Error("two lines");
    const mine = { ...base, lines: [first, { ...second, quantity: "3" }] };
    const merged = mergeValues(base, theirs, mine);
    expect(merged.clashes).toMatchObject([{ id: "lines.2", part: "lines", theirs: null, mine: { quantity: "3" } }]);
    expect(merged.values.lines).toHaveLength(2);
    expect(mergeValues(base, theirs, mine, { "lines.2": "theirs" }).values.lines).toHaveLength(1);
  });
});
