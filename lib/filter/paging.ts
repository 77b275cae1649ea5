import { Prisma } from "@/lib/db/generated/client";
import type { Cursor } from "./cursor";
import type { Sort } from "./fields";
import type { PointNode } from "./points";
import { flatten } from "./points";

export const pageSize = 50;

/**
 * How a list is ordered: by a key over `from`, in which case_flat is `f`; then by the case's number in the same direction. Rows whose key is
 * not known come last in either direction.
 */
export type Order = Readonly<{
  from: Prisma.Sql;
  key: Prisma.Sql;
  /** the case's number, from the table that the key is of: an index serves both or none */
  id: Prisma.Sql;
  /** type of the key, for the cursor's text */
  type: Prisma.Sql;
  descending: boolean;
  nullable: boolean;
}>;

/**
 * The order of each sort. By point: along the border, "none" last, newest first within a point. By grade: A1 first, F and 6 ("cannot be
 * judged") after what was judged. `logged` is the order in which the cases were logged.
 */
export function orderOf(sort: Sort, points: readonly PointNode[]): Order {
  const flat = { from: Prisma.sql`case_flat f`, id: Prisma.sql`f.case_id` };
  const by = (key: string, type: string, descending: boolean, nullable: boolean): Order => ({
    ...flat,
    key: Prisma.raw(key),
    type: Prisma.raw(type),
    descending,
    nullable,
  });
  switch (sort) {
    case "date":
    case "-date":
      return by("f.d_from", "date", sort === "-date", true);
    case "quantity":
    case "-quantity":
      return by("f.mg", "bigint", sort === "-quantity", true);
    case "grade":
      return by("f.grade", "smallint", false, false);
    case "logged":
    case "-logged":
      // By the case's number alone, which no cursor may tell: a key that nobody knows leaves the number to decide.
      return by("NULL::int", "int", sort === "-logged", true);
    case "reference":
      return {
        ...by("c.reference", "text", false, false),
        from: Prisma.sql`case_file c JOIN case_flat f ON f.case_id = c.id`,
        id: Prisma.sql`c.id`,
      };
    case "point": {
      const inOrder = flatten(points).map((node) => node.point.id);
      // rank, then days back from the last day a register accepts; undated last within its point
      const key = Prisma.sql`(coalesce(array_position(${inOrder}::int[], f.point_id), 99999999) * 10000000::bigint + coalesce(date '2101-01-01' - f.d_from, 9999999))`;
      return { ...flat, key, type: Prisma.sql`bigint`, descending: false, nullable: false };
    }
  }
}

/** The cursor of the reference order carries no key: the reference is the key. */
export function cursorKey(cursor: Cursor, sort: Sort): string | null {
  return sort === "reference" ? cursor.reference : cursor.key;
}

type Side = "after" | "before";

/**
 * The numbers and keys of up to `limit` cases that match, beside a place in the list or from one of its ends, nearest first. Two short walks
 * along an index (known keys, unknown keys): an OR of the two would have to walk from the list's beginning.
 * @param where over `f`, from filterWhere
 */
export function pageQuery(
  order: Order,
  where: Prisma.Sql,
  side: Side,
  at: { key: string | null; reference: string } | null,
  limit: number,
): Prisma.Sql {
  const forward = side === "after";
  // Walking back turns the direction round.
  const descending = order.descending === forward;
  const { key, id } = order;
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  // As the index has it: those of nullable keys are DESC NULLS LAST, and walked backwards ASC NULLS FIRST.
  const nulls = !order.nullable ? Prisma.empty : descending ? Prisma.sql`NULLS LAST` : Prisma.sql`NULLS FIRST`;
  const walk = Prisma.sql`${key} ${direction} ${nulls}, ${id} ${direction}`;
  const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
  // The place's own case may have gone from sight: then rows of the same key repeat rather than get lost. The coalesce stands inside the
  // sub-select, because outside the planner takes it for leaky and does not use the index.
  const number =
    at &&
    Prisma.sql`(SELECT coalesce(max(id), ${descending ? 2147483647 : 0}) FROM case_file WHERE reference = ${at.reference})`;
  const branch = (part: number, condition: Prisma.Sql) =>
    Prisma.sql`(SELECT ${part}::int AS part, ${id} AS case_id, ${key} AS key FROM ${order.from}
      WHERE ${where} AND ${condition} ORDER BY ${walk} LIMIT ${limit})`;

  const known = order.nullable ? Prisma.sql`${key} IS NOT NULL` : Prisma.sql`TRUE`;
  const unknown = Prisma.sql`${key} IS NULL`;
  const knownBeyond = at && Prisma.sql`(${key}, ${id}) ${beyond} (${at.key}::${order.type}, ${number})`;
  const unknownBeyond = at && Prisma.sql`${unknown} AND ${id} ${beyond} ${number}`;

  const branches: Prisma.Sql[] = [];
  const add = (condition: Prisma.Sql) => branches.push(branch(branches.length, condition));
  if (!order.nullable) add(knownBeyond ?? known);
  else if (forward) {
    if (at?.key !== null) add(knownBeyond ?? known);
    add(at?.key === null && unknownBeyond ? unknownBeyond : unknown);
  } else {
    if (at === null) add(unknown);
    if (at?.key === null && unknownBeyond) add(unknownBeyond);
    add(at?.key != null && knownBeyond ? knownBeyond : known);
  }
  return Prisma.sql`SELECT x.case_id, x.key::text AS key FROM (${Prisma.join(branches, " UNION ALL ")}) x
    ORDER BY x.part, x.key ${direction}, x.case_id ${direction} LIMIT ${limit}`;
}

/** How many of the matching cases come before a row of the list. */
export function countBeforeQuery(
  order: Order,
  where: Prisma.Sql,
  at: { key: string | null; caseId: number },
): Prisma.Sql {
  const beyond = order.descending ? Prisma.sql`>` : Prisma.sql`<`;
  const before =
    at.key === null
      ? Prisma.sql`(${order.key} IS NOT NULL OR ${order.id} ${beyond} ${at.caseId})`
      : Prisma.sql`(${order.key}, ${order.id}) ${beyond} (${at.key}::${order.type}, ${at.caseId})`;
  return Prisma.sql`SELECT count(*)::int AS n FROM ${order.from} WHERE ${where} AND ${before}`;
}
