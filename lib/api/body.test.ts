import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TypedAccount } from "@/lib/cases/schema";
import { typedAccount } from "@/lib/cases/schema";
import { reportSchema } from "@/lib/reports/schema";
import { anyAccount, plainAccount } from "@/lib/testing/reports";
import { formOf, inBody, readBody } from "./body";

const now = new Date("2026-01-01T00:00:00Z");
const read = (body: unknown) => reportSchema({ timeZone: "UTC", now }).parse(formOf(readBody(body)));

/** Without what is null or empty: as somebody writes by hand. */
function terse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(terse);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== null && !(Array.isArray(part) && part.length === 0));
  return Object.fromEntries(kept.map(([key, part]) => [key, terse(part)]));
}

describe("the body of a report", () => {
  it("says through the form's rules what the account says, written out or with nothing that is not stated", () => {
    let people = 0;
    fc.assert(
      fc.property(anyAccount(), (account: TypedAccount) => {
        const body = { ...account, source: { id: 7 } };
        expect(read(body).account).toEqual(typedAccount.parse(account));
        expect(read(terse(body)).account).toEqual(typedAccount.parse(account));
        people += account.people.length;
      }),
      { numRuns: 60 },
    );
    expect(people).toBeGreaterThan(20);
  });

  it("has what stands beside the account", () => {
    const create = { title: "Gazette", published: "2010-08", reliability: "B", language: "zh" };
    const body = { ...plainAccount(), source: { create }, operation: "5·20", attachTo: "C-7K3M-9QXA" };
    expect(read(body)).toMatchObject({
      source: { create: { title: "Gazette", author: null, language: "zh", published: "2010-08", reliability: "B" } },
      operation: "5·20",
      attachTo: "C-7K3M-9QXA",
      amends: null,
    });
    expect(read({ ...plainAccount({ handling: "red" }), source: { id: 1 }, team: [4, 5] }).team).toEqual([4, 5]);
  });

  it.each([
    [{ handling: "amber-ish" }, "handling"],
    [{ colour: "red" }, ""],
    [{ lines: [] }, "lines"],
    [{ lines: [{ asReported: "ice" }] }, "lines.0.substance"],
    [{ source: undefined }, "source"],
    [{ point: "dandong", attribution: null }, "attribution"],
    [{ amends: { report: "x" } }, ""],
  ])("with %j is refused at %j", (change, path) => {
    const body = { ...plainAccount(), source: { id: 1 }, ...change };
    expect(() => readBody(body)).toThrow(expect.objectContaining({ code: "INVALID" }));
    try {
      readBody(body);
    } catch (error) {
      expect((error as { fields: { path: string }[] }).fields.map((field) => field.path)).toContain(path);
    }
  });

  it.each([
    ["source.found", "source.id"],
    ["source.url", "source.create.url"],
    ["people.2.nameLatin", "people.2.person.nameLatin"],
    ["people.0.count", "people.0.group.count"],
    ["assets.1.statedAmount", "assets.1.stated.amount"],
    ["assets.1.amount", "assets.1.amount"],
    ["lines.0.quantity", "lines.0.quantity"],
    ["date", "date"],
  ])("calls the form's %s %s", (path, field) => expect(inBody({ path, message: "x" }).path).toBe(field));
});
