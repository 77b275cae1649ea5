import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { planOnce } from "@/lib/db/prepared";
import type { ChoiceName } from "./types";

/** The lists that grow with the register. Which of their entries there are is what the viewer may see. */
export const openLists = ["agency", "operation", "source"] as const;
export type OpenList = (typeof openLists)[number];

type ListSql = {
  from: Prisma.Sql;
  value: Prisma.Sql;
  label: Prisma.Sql;
  ids: { column: Prisma.Sql; join: Prisma.Sql };
};

/**
 * Per list, its entries as `d`: id, value in the URL and how it is written; and the ids that a case has of it, over case_flat as `f`. A seizing agency or an operation is written as in the newest
 * entry of a case that the viewer may see: policies of case_flat and case_file apply.
 */
export const lists: Record<OpenList, ListSql> = {
  agency: {
    from: Prisma.sql`seizing_agency d`,
    value: Prisma.sql`d.key`,
    label: Prisma.sql`(SELECT c.seizing_agency FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE f.seizing_agency_id = d.id ORDER BY f.case_id DESC LIMIT 1)`,
    ids: { column: Prisma.sql`f.seizing_agency_id`, join: Prisma.empty },
  },
  operation: {
    from: Prisma.sql`operation_name d`,
    value: Prisma.sql`d.key`,
    label: Prisma.sql`(SELECT c.operation FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE f.operation_id = d.id ORDER BY f.case_id DESC LIMIT 1)`,
    ids: { column: Prisma.sql`f.operation_id`, join: Prisma.empty },
  },
  source: {
    from: Prisma.sql`source d`,
    value: Prisma.sql`d.slug`,
    label: Prisma.sql`d.title`,
    ids: {
      column: Prisma.sql`u.id`,
      join: Prisma.sql`JOIN source_set z ON z.id = f.source_set_id CROSS JOIN unnest(z.source_ids) u(id)`,
    },
  },
};

const rows = z.array(z.object({ id: z.number(), value: z.string(), label: z.string() }));

/** The entries of a list with these values, in their order; unknown and hidden ones are left out. One statement, or none. */
export async function namesOfValues(tx: Tx, list: OpenList, values: readonly string[]): Promise<ChoiceName[]> {
  if (values.length === 0) return [];
  const { from, value, label } = lists[list];
  return rows.parse(
    await tx.$queryRaw(Prisma.sql`${planOnce}
      SELECT d.id, ${value} AS value, ${label} AS label FROM ${from} WHERE ${value} = ANY (${values}::text[]) ORDER BY 2`),
  );
}

/** The entries of a list with these ids, by what they are called. One statement, or none. */
export async function namesOfIds(tx: Tx, list: OpenList, ids: readonly number[]): Promise<ChoiceName[]> {
  if (ids.length === 0) return [];
  const { from, value, label } = lists[list];
  return rows.parse(
    await tx.$queryRaw(Prisma.sql`${planOnce}
      SELECT d.id, ${value} AS value, ${label} AS label FROM ${from} WHERE d.id = ANY (${ids}::int[]) ORDER BY 3, 2`),
  );
}
