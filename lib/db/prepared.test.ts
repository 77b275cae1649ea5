import { describe, expect, test } from "vitest";
import { planOnce, statementName } from "./prepared";

describe("statements whose plan is kept", () => {
  test("have one name a text, and another text another", () => {
    const one = statementName(`${planOnce.sql}SELECT 1`);
    expect(one).toMatch(/^w[0-9a-f]{24}$/);
    expect(statementName(`${planOnce.sql}SELECT 1`)).toBe(one);
    expect(statementName(`${planOnce.sql}SELECT 2`)).not.toBe(one);
    expect(statementName('SELECT "public"."agency"."id" FROM "public"."agency" WHERE 1=1')).not.toBe("");
  });

  test("are also writes of one length", () => {
    for (const write of [
      "INSERT INTO t (a) VALUES ($1)",
      "\n  UPDATE t SET a = $1",
      "DELETE FROM t WHERE a = ANY ($1::int[])",
    ])
      expect(statementName(write)).not.toBe("");
    expect(statementName("WITH m AS (DELETE FROM t WHERE a = $1) SELECT 1")).not.toBe("");
    expect(statementName('INSERT INTO "public"."t" ("a") VALUES ($1), ($2)')).toBe("");
    expect(statementName("DELETE FROM t WHERE a IN ($1,$2)")).toBe("");
  });

  test("are neither filters, nor as long as a list of values, nor more than a connection can hold", () => {
    expect(statementName("SELECT f.case_id FROM case_flat f")).toBe("");
    expect(statementName('SELECT "public"."agency"."id" FROM "public"."agency" WHERE "id" IN ($1,$2)')).toBe("");
    expect(statementName(`SELECT /* plan once */ 1`)).toBe("");
    const named = Array.from({ length: 1000 }, (_, n) => statementName(`${planOnce.sql}SELECT ${n} AS many`));
    expect(named.filter(Boolean).length).toBeLessThanOrEqual(400);
  });
});
