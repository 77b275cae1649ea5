import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as codes from "@/lib/codes";
import { testDatabase } from "@/lib/testing/database";
import { Prisma } from "./generated/client";

const db = testDatabase();

/** Models and fields are mapped one way: `CaseFile.dateFrom` is case_file.date_from. */
const snake = (name: string) =>
  name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? "" : "_"}${letter.toLowerCase()}`);

/** Which closed list a column holds. */
const lists: Record<string, readonly string[]> = {
  "app_user.role": codes.userRoleCodes,
  "app_user.locale": codes.localeCodes,
  "case_file.handling": codes.handlingCodes,
  "case_file.status": codes.statusCodes,
  "case_file.attribution": codes.attributionCodes,
  "case_file.transport_mode": codes.transportCodes,
  "case_file.arrests_kind": codes.arrestsKindCodes,
  "substance.family": codes.familyCodes,
  "substance.form": codes.formCodes,
  "conversion_factor.family": codes.familyCodes,
  "conversion_factor.form": codes.formCodes,
  "conversion_factor.unit": codes.unitCodes,
  "case_line.form": codes.formCodes,
  "case_line.unit": codes.unitCodes,
  "case_line.qualifier": codes.qualifierCodes,
  "case_line.purity_basis": codes.purityBasisCodes,
  "involvement.role": codes.roleCodes,
  "involvement.tier": codes.tierCodes,
  "involvement.arrest": codes.arrestCodes,
  "involvement.basis": codes.basisCodes,
  "involvement.data_subject": codes.dataSubjectCodes,
  "person_mention.data_subject": codes.dataSubjectCodes,
  "asset.kind": codes.assetKindCodes,
  "source.reliability": codes.reliabilityCodes,
  "report.credibility": codes.credibilityCodes,
  "report.handling": codes.handlingCodes,
  "report.status": codes.statusCodes,
  "report_decision.kind": codes.decisionCodes,
};

describe("the migrated database", () => {
  it("holds the closed lists of lib/codes.ts, no more and no less", async () => {
    const rows = await db.sql<{ table_name: string; definition: string }>(
      "SELECT conrelid::regclass::text AS table_name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'c' AND conname LIKE '%\\_code'",
    );
    const found = Object.fromEntries(
      rows.map((row) => {
        const column = /CHECK \(\(+(\w+)/.exec(row.definition)?.[1] ?? "";
        return [`${row.table_name}.${column}`, [...row.definition.matchAll(/'([^']+)'/g)].map((m) => m[1])];
      }),
    );
    expect(found).toEqual(lists);
  });

  it("gives a code in the read model its place in the list", async () => {
    const rows = await db.sql<{ source: string }>(
      "SELECT prosrc AS source FROM pg_proc WHERE proname IN ('refresh_read_model', 'case_sets', 'form_place') ORDER BY proname DESC",
    );
    const arrays = [
      ...rows
        .map((row) => row.source)
        .join(" ")
        .matchAll(/array_position\(ARRAY\[([^\]]+)\]/gi),
    ].map((m) => (m[1] ?? "").split(",").map((s) => s.trim().replaceAll("'", "")));
    expect(arrays).toEqual([
      [...codes.statusCodes],
      [...codes.reliabilityCodes],
      [...codes.credibilityCodes],
      [...codes.handlingCodes],
      [...codes.formCodes],
      [...codes.roleCodes],
      [...codes.arrestCodes],
    ]);
  });

  it("has exactly the tables and columns of Prisma's models", async () => {
    const columns = await db.sql<{ table_name: string; column_name: string }>(
      "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'",
    );
    const tables = new Map<string, string[]>();
    for (const { table_name, column_name } of columns)
      tables.set(table_name, [...(tables.get(table_name) ?? []), column_name].sort());
    const models = Object.fromEntries(
      Object.keys(Prisma.ModelName).map((model) => {
        const fields: unknown = Reflect.get(Prisma, `${model}ScalarFieldEnum`);
        return [snake(model), Object.keys(z.record(z.string(), z.string()).parse(fields)).map(snake).sort()];
      }),
    );
    expect(Object.fromEntries(tables)).toEqual(models);
  });

  it("lets nothing that runs as the owner take a temporary table for one of the register's", async () => {
    const open = await db.sql(
      "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND NOT coalesce(p.proconfig::text LIKE '%search_path=%pg_temp%', false)",
    );
    expect(open).toEqual([]);
  });

  it("refuses what must never be true", async () => {
    await db.sql("INSERT INTO agency (id, code, name) VALUES (1, 'a', 'A')");
    await db.sql("INSERT INTO app_user (id, email, name, role, agency_id) VALUES (1, 'a@a.test', 'A', 'analyst', 1)");
    await db.sql(
      "INSERT INTO substance (id, slug, family, name_en, name_zh, name_ko) VALUES (1, 's', 'ats', 's', 's', 's')",
    );
    await db.sql(
      "INSERT INTO case_file (id, reference, owner_agency_id, created_by_id, handling) VALUES (1, 'R', 1, 1, 'clear')",
    );
    await db.sql("INSERT INTO person (id, name, created_by_id) VALUES (1, 'n', 1)");
    const line = (columns: string, values: string) =>
      `INSERT INTO case_line (case_id, position, substance_as_reported, substance_id, ${columns}) VALUES (1, 0, 'x', 1, ${values})`;
    const wrong: Record<string, string> = {
      "an interval that ends before it begins":
        "UPDATE case_file SET edtf = 'x', date_precision = 'interval', date_from = '2010-02-01', date_to = '2010-01-01'",
      "half an interval": "UPDATE case_file SET edtf = 'x', date_precision = 'day', date_from = '2010-02-01'",
      "a point without a basis": "UPDATE case_file SET attribution = 'stated'",
      "unknown arrests with a number": "UPDATE case_file SET arrests_kind = 'unknown', arrests_count = 0",
      "a quantity of 0": line("quantity, unit", "0, 'kg'"),
      "a quantity without a unit": line("quantity", "1"),
      "an unknown quantity that says exact": line("unit", "'kg'"),
      "a unit of nobody's": line("quantity, unit", "1, 'stone'"),
      "a purity of 101": line("quantity, unit, purity, purity_basis", "1, 'kg', 101, 'salt'"),
      "a purity without its basis": line("quantity, unit, purity", "1, 'kg', 50"),
      "nobody's involvement": "INSERT INTO involvement (case_id, position) VALUES (1, 0)",
      "a person who is a group":
        "INSERT INTO involvement (case_id, position, person_id, group_qualifier) VALUES (1, 0, 1, 'unknown')",
      "a group of nobody":
        "INSERT INTO involvement (case_id, position, group_qualifier, group_count) VALUES (1, 0, 'exact', 0)",
      "an amount without a currency": "INSERT INTO asset (case_id, position, kind, amount) VALUES (1, 0, 'cash', 5)",
      "a person without any name": "INSERT INTO person (created_by_id) VALUES (1)",
      "a scope of one's own choice": "UPDATE case_file SET scope_id = 0",
      "a built-in actor with a password":
        "INSERT INTO app_user (name, role, agency_id, password_hash) VALUES ('o', 'operator', 1, 'x')",
    };
    for (const [what, sql] of Object.entries(wrong)) await expect(db.sql(sql), what).rejects.toThrow();
    await db.sql(line("quantity, unit, purity, purity_basis", "0.001, 'kg', 100, 'unstated'"));
  });
});
