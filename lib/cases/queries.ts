import { z } from "zod";
import {
  arrestsKindCodes,
  credibilityCodes,
  formCodes,
  handlingCodes,
  qualifierCodes,
  reliabilityCodes,
  statusCodes,
  unitCodes,
} from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { currentMasses, massSums } from "@/lib/db/mass";
import type { Cursor } from "@/lib/filter/cursor";
import { writeCursor } from "@/lib/filter/cursor";
import type { Sort } from "@/lib/filter/fields";
import { countBeforeQuery, cursorKey, orderOf, pageQuery, pageSize } from "@/lib/filter/paging";
import type { PointNode } from "@/lib/filter/points";
import { pointNames } from "@/lib/filter/refs";
import type { SubstanceName } from "@/lib/filter/types";
import { peopleOf } from "./rules";
import type { CaseRow, RowMass } from "./types";

type Names = { points: readonly PointNode[]; substances: readonly SubstanceName[] };

/** A place in the list to read from; null reads from its beginning. */
export type Place = { side: "after" | "before"; cursor: Cursor } | null;

/** One page of the list: rows in order, how many rows come before the first, and a cursor to each row. */
export type ListedPage = { rows: CaseRow[]; rowsBefore: number; cursors: string[] };

const place = z.array(z.object({ case_id: z.number(), key: z.string().nullable() }));

/**
 * Up to 50 cases that match, in the order asked for; pages meet without a gap and without a row twice. At most three statements.
 * @param where from filterWhere
 */
export async function listCases(tx: Tx, where: Prisma.Sql, sort: Sort, at: Place, names: Names): Promise<ListedPage> {
  const order = orderOf(sort, names.points);
  const { found, rows, cursors } = await readPage(tx, where, sort, at, names, pageSize);
  const first = found[0];
  if (!at || !first) return { rows, rowsBefore: 0, cursors };
  const count = await tx.$queryRaw(countBeforeQuery(order, where, { key: first.key, caseId: first.case_id }));
  const rowsBefore = z.tuple([z.object({ n: z.number() })]).parse(count)[0].n;
  return { rows, rowsBefore, cursors };
}

/** Up to `size` cases from a place on, each with a cursor to it; and whether more follow. Two statements: for who reads on and on. */
export async function listCasesFrom(
  tx: Tx,
  where: Prisma.Sql,
  sort: Sort,
  at: Place,
  names: Names,
  size: number,
): Promise<{ rows: CaseRow[]; next: string | null }> {
  const { rows, cursors } = await readPage(tx, where, sort, at, names, size + 1);
  const more = rows.length > size;
  return { rows: rows.slice(0, size), next: more ? (cursors[size - 1] ?? null) : null };
}

async function readPage(tx: Tx, where: Prisma.Sql, sort: Sort, at: Place, names: Names, size: number) {
  const side = at?.side ?? "after";
  const from = at && { key: cursorKey(at.cursor, sort), reference: at.cursor.reference };
  const query = pageQuery(orderOf(sort, names.points), where, side, from, size);
  const found = place.parse(await tx.$queryRaw(query));
  if (side === "before") found.reverse();
  if (found.length === 0) return { found, rows: [], cursors: [] };
  const rows = await readRows(
    tx,
    found.map((row) => row.case_id),
    names,
  );
  const cursors = rows.map((row, i) =>
    writeCursor({ key: sort === "reference" ? null : (found[i]?.key ?? null), reference: row.reference }),
  );
  return { found, rows, cursors };
}

const caseRow = z.object({
  id: z.number(),
  reference: z.string(),
  operation: z.string().nullable(),
  documented: z.boolean(),
  edtf: z.string().nullable(),
  point_id: z.number().nullable(),
  reliability: z.number(),
  credibility: z.number(),
  handling: z.enum(handlingCodes),
  status: z.enum(statusCodes),
  at_source: z.boolean(),
  waiting: z.boolean(),
  arrests_kind: z.enum(arrestsKindCodes),
  arrests_count: z.number().nullable(),
  lines: z.array(
    z.object({
      as_reported: z.string(),
      substance_id: z.number(),
      form: z.enum(formCodes),
      quantity: z.string().nullable(),
      unit: z.enum(unitCodes).nullable(),
      unit_as_reported: z.string().nullable(),
      qualifier: z.enum(qualifierCodes),
    }),
  ),
  low: z.string().nullable(),
  central: z.string().nullable(),
  high: z.string().nullable(),
  converted: z.boolean(),
  incomplete: z.boolean(),
  persons: z.number(),
  groups: z.array(
    z.object({ qualifier: z.enum(["exact", "about", "at-least", "unknown"]), count: z.number().nullable() }),
  ),
});

/** The rows of cases in the order of their ids, in one statement. Decimals travel as text: JSON would round them. */
async function readRows(tx: Tx, ids: readonly number[], names: Names): Promise<CaseRow[]> {
  const found = z.array(caseRow).parse(
    await tx.$queryRaw(Prisma.sql`
      SELECT c.id, c.reference, c.operation, c.documented, c.edtf, f.point_id, f.reliability, f.credibility, c.handling, c.status,
        c.verified_at_source AS at_source, c.amendment_waiting AS waiting, c.arrests_kind, c.arrests_count,
        l.lines, m.low, m.central, m.high, m.converted, m.weighed < l.n AS incomplete, i.persons, i.groups
      FROM unnest(${ids}::int[]) WITH ORDINALITY AS o(id, place)
      JOIN case_file c ON c.id = o.id
      JOIN case_flat f ON f.case_id = o.id
      CROSS JOIN LATERAL (
        SELECT count(*) AS n, coalesce(jsonb_agg(jsonb_build_object('as_reported', l.substance_as_reported, 'substance_id', l.substance_id,
          'form', l.form, 'quantity', l.quantity::text, 'unit', l.unit, 'unit_as_reported', l.unit_as_reported, 'qualifier', l.qualifier)
          ORDER BY l.position), '[]') AS lines
        FROM case_line l WHERE l.case_id = o.id) l
      CROSS JOIN LATERAL (
        SELECT count(y.grams) AS weighed, coalesce(bool_or(y.basis = 'factor'), FALSE) AS converted, ${massSums}
        FROM ${currentMasses} WHERE y.case_id = o.id) m
      CROSS JOIN LATERAL (
        SELECT count(v.person_id)::int AS persons, coalesce(jsonb_agg(jsonb_build_object('qualifier', v.group_qualifier, 'count', v.group_count)
          ORDER BY v.position) FILTER (WHERE v.person_id IS NULL), '[]') AS groups
        FROM involvement v WHERE v.case_id = o.id) i
      ORDER BY o.place`),
  );
  const points = pointNames(names.points);
  const substances = new Map(names.substances.map((substance) => [substance.id, substance]));
  return found.map((row) => ({
    reference: row.reference,
    operation: row.operation,
    documented: row.documented,
    edtf: row.edtf,
    point: row.point_id === null ? null : known(points, row.point_id),
    lines: row.lines.map((line) => ({
      asReported: line.as_reported,
      substance: known(substances, line.substance_id),
      form: line.form,
      quantity: line.quantity,
      unit: line.unit,
      unitAsReported: line.unit_as_reported,
      qualifier: line.qualifier,
    })),
    mass: rowMass(row),
    people: peopleOf({
      arrestsKind: row.arrests_kind,
      arrestsCount: row.arrests_count,
      persons: row.persons,
      groups: row.groups,
    }),
    reliability: reliabilityCodes[row.reliability] ?? "F",
    credibility: credibilityCodes[row.credibility] ?? "6",
    handling: row.handling,
    status: row.status,
    verifiedAtSource: row.at_source,
    amendmentWaiting: row.waiting,
  }));
}

function rowMass({ low, central, high, converted, incomplete }: z.infer<typeof caseRow>): RowMass | null {
  return low === null || central === null ? null : { low, central, high, converted, incomplete };
}

/** The reference lists are read in the same snapshot, and a foreign key holds: whoever is missing is a defect. */
function known<T>(names: ReadonlyMap<number, T>, id: number): T {
  const name = names.get(id);
  if (name === undefined) throw new Error(`The reference list has no entry ${id}.`);
  return name;
}
