import { z } from "zod";
import {
  arrestsKindCodes,
  credibilityCodes,
  formCodes,
  handlingCodes,
  qualifierCodes,
  reliabilityCodes,
  roleCodes,
  statusCodes,
  transportCodes,
  unitCodes,
} from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { massSums } from "@/lib/db/mass";
import { planOnce } from "@/lib/db/prepared";
import type { Cursor } from "@/lib/filter/cursor";
import { writeCursor } from "@/lib/filter/cursor";
import type { Sort } from "@/lib/filter/fields";
import { countBeforeQuery, cursorKey, orderOf, pageQuery, pageSize } from "@/lib/filter/paging";
import type { PointNode } from "@/lib/filter/points";
import { pointNames } from "@/lib/filter/refs";
import type { SubstanceName } from "@/lib/filter/types";
import type { ColumnCode } from "./columns";
import { defaultColumns } from "./columns";
import { peopleOf } from "./rules";
import type { CaseRow, RowMass } from "./types";

type Names = { points: readonly PointNode[]; substances: readonly SubstanceName[] };

/** A place in the list to read from; null reads from its beginning. */
export type Place = { side: "after" | "before"; cursor: Cursor } | null;

/** One page of the list: rows in order, how many rows come before the first, a cursor to each row, and whether any row comes after the last. */
export type ListedPage = { rows: CaseRow[]; rowsBefore: number; cursors: string[]; more: boolean };

const place = z.array(z.object({ case_id: z.number(), key: z.string().nullable() }));

/** What is read for each row: the columns to show, at most how many rows, and the conversion set of their weights (null: the current one). */
export type Asked = { columns: ReadonlySet<ColumnCode>; limit: number; setId: number | null };
const plainly: Asked = { columns: new Set(defaultColumns.map(({ code }) => code)), limit: pageSize, setId: null };

/**
 * The cases that match, in the order asked for; pages meet without a gap and without a row twice. At most four statements.
 * @param where from filterWhere
 */
export async function listCases(
  tx: Tx,
  where: Prisma.Sql,
  sort: Sort,
  at: Place,
  names: Names,
  asked: Asked = plainly,
): Promise<ListedPage> {
  const { order, found, rows, cursors, more } = await readPage(tx, where, sort, at, names, asked);
  const [first, last] = [found[0], found.at(-1)];
  if (!at || !first || !last) return { rows, rowsBefore: 0, cursors, more };
  const count = await tx.$queryRaw(countBeforeQuery(order, where, { key: first.key, caseId: first.case_id }));
  const rowsBefore = z.tuple([z.object({ n: z.number() })]).parse(count)[0].n;
  if (at.side === "after") return { rows, rowsBefore, cursors, more };
  // Walked back to here: what stood after the page may have gone.
  const beyond = { key: sort === "reference" ? last.reference : last.key, reference: last.reference };
  const next = place.parse(await tx.$queryRaw(pageQuery(order, where, "after", beyond, 1)));
  return { rows, rowsBefore, cursors, more: next.length > 0 };
}

/** Up to `size` cases from a place on, each with a cursor to it; and whether more follow. Two statements: for who reads on and on. */
export async function listCasesFrom(
  tx: Tx,
  where: Prisma.Sql,
  sort: Sort,
  at: Place,
  names: Names,
  { size, setId }: { size: number; setId: number | null },
): Promise<{ rows: CaseRow[]; next: string | null }> {
  const { rows, cursors, more } = await readPage(tx, where, sort, at, names, { ...plainly, limit: size, setId });
  return { rows, next: more ? (cursors.at(-1) ?? null) : null };
}

/** One more than is asked for is looked up: it tells whether more follow. */
async function readPage(tx: Tx, where: Prisma.Sql, sort: Sort, at: Place, names: Names, asked: Asked) {
  const { limit } = asked;
  const order = orderOf(sort, names.points);
  const side = at?.side ?? "after";
  const from = at && { key: cursorKey(at.cursor, sort), reference: at.cursor.reference };
  const places = place.parse(await tx.$queryRaw(pageQuery(order, where, side, from, limit + 1)));
  const more = places.length > limit;
  const kept = places.slice(0, limit);
  if (side === "before") kept.reverse();
  if (kept.length === 0) return { order, found: [], rows: [], cursors: [], more };
  const ids = kept.map((row) => row.case_id);
  const rows = await readRows(tx, ids, names, asked);
  const found = kept.map((row, i) => ({ ...row, reference: rows[i]?.reference ?? "" }));
  const cursors = found.map(({ key, reference }) => writeCursor({ key: sort === "reference" ? null : key, reference }));
  return { order, found, rows, cursors, more };
}

const count = z.number();
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
  place: z.string().nullable(),
  agency: z.string().nullable(),
  transport: z.enum(transportCodes).nullable(),
  concealment: z.string().nullable(),
  logged: z.date(),
});
const weights = z.object({
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
});
const parties = z.object({
  persons: count,
  groups: z.array(
    z.object({ qualifier: z.enum(["exact", "about", "at-least", "unknown"]), count: z.number().nullable() }),
  ),
});
/** A row with whatever joins were asked for. */
const row = caseRow.extend({
  ...weights.partial().shape,
  ...parties.partial().shape,
  roles: z.array(z.object({ role: z.enum(roleCodes), count, open: z.boolean() })).optional(),
  owner: z.string().optional(),
  sources: count.optional(),
  changed: z.date().optional(),
});

/** What costs a join of its own: read only where a column shows it. */
const joins = {
  weights: {
    columns: ["lines", "mass", "range", "grams"],
    select: Prisma.sql`l.lines, m.low, m.central, m.high, m.converted, m.weighed < l.n AS incomplete`,
    from: Prisma.sql`CROSS JOIN LATERAL (
        SELECT count(*) AS n, coalesce(jsonb_agg(jsonb_build_object('as_reported', l.substance_as_reported, 'substance_id', l.substance_id,
          'form', l.form, 'quantity', l.quantity::text, 'unit', l.unit, 'unit_as_reported', l.unit_as_reported, 'qualifier', l.qualifier)
          ORDER BY l.position), '[]') AS lines
        FROM case_line l WHERE l.case_id = o.id) l
      CROSS JOIN LATERAL (
        SELECT count(y.grams) AS weighed, coalesce(bool_or(y.basis = 'factor'), FALSE) AS converted, ${massSums}
        FROM line_mass y WHERE y.case_id = o.id AND y.set_id = u.set_id) m`,
  },
  parties: {
    columns: ["people"],
    select: Prisma.sql`i.persons, i.groups`,
    from: Prisma.sql`CROSS JOIN LATERAL (
        SELECT count(v.person_id)::int AS persons, coalesce(jsonb_agg(jsonb_build_object('qualifier', v.group_qualifier, 'count', v.group_count)
          ORDER BY v.position) FILTER (WHERE v.person_id IS NULL), '[]') AS groups
        FROM involvement v WHERE v.case_id = o.id) i`,
  },
  roles: {
    columns: ["roles"],
    select: Prisma.sql`x.roles`,
    from: Prisma.sql`CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(jsonb_build_object('role', v.role, 'count', v.n, 'open', v.open) ORDER BY v.first), '[]') AS roles
        FROM (
          SELECT v.role, min(v.position) AS first, (count(v.person_id) + coalesce(sum(v.group_count), 0))::int AS n,
            coalesce(bool_or(v.group_qualifier IN ('at-least', 'unknown')), FALSE) AS open
          FROM involvement v WHERE v.case_id = o.id GROUP BY v.role) v) x`,
  },
  owner: {
    columns: ["owner"],
    select: Prisma.sql`w.name AS owner`,
    from: Prisma.sql`JOIN agency w ON w.id = c.owner_agency_id`,
  },
  sources: {
    columns: ["sources"],
    select: Prisma.sql`(SELECT count(*)::int FROM report r WHERE r.case_id = o.id) AS sources`,
    from: Prisma.empty,
  },
  changed: {
    columns: ["changed"],
    select: Prisma.sql`greatest(c.created_at,
        (SELECT max(greatest(v.created_at, d.decided_at)) FROM report r JOIN report_version v ON v.report_id = r.id
          JOIN report_decision d ON d.report_id = r.id WHERE r.case_id = o.id),
        (SELECT max(s.decided_at) FROM case_decision s WHERE s.case_id = o.id)) AS changed`,
    from: Prisma.empty,
  },
} as const satisfies Record<string, { columns: readonly ColumnCode[]; select: Prisma.Sql; from: Prisma.Sql }>;

/** The rows of cases in the order of their ids, in one statement. Decimals travel as text: JSON would round them. */
async function readRows(tx: Tx, ids: readonly number[], names: Names, { columns, setId }: Asked): Promise<CaseRow[]> {
  const wanted = (name: keyof typeof joins) => joins[name].columns.some((code) => columns.has(code));
  const used = (Object.keys(joins) as (keyof typeof joins)[]).filter(wanted).map((name) => joins[name]);
  const found = z.array(row).parse(
    await tx.$queryRaw(Prisma.sql`${planOnce}
      SELECT ${Prisma.join(
        [
          Prisma.sql`c.id, c.reference, c.operation, c.documented, c.edtf, f.point_id, f.reliability, f.credibility, c.handling, c.status,
            c.verified_at_source AS at_source, c.amendment_waiting AS waiting, c.arrests_kind, c.arrests_count, c.place, c.seizing_agency AS agency,
            c.transport_mode AS transport, c.concealment, c.created_at AS logged`,
          ...used.map(({ select }) => select),
        ],
        ", ",
      )}
      FROM (SELECT coalesce(${setId}::int, (SELECT t.id FROM conversion_set t WHERE t.is_current)) AS set_id) u
      CROSS JOIN unnest(${ids}::int[]) WITH ORDINALITY AS o(id, place)
      JOIN case_file c ON c.id = o.id
      JOIN case_flat f ON f.case_id = o.id
      ${Prisma.join([Prisma.empty, ...used.map(({ from }) => from)], " ")}
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
    lines: (row.lines ?? []).map((line) => ({
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
      persons: row.persons ?? 0,
      groups: row.groups ?? [],
    }),
    arrests: { kind: row.arrests_kind, count: row.arrests_count },
    roles: row.roles ?? [],
    reliability: reliabilityCodes[row.reliability] ?? "F",
    credibility: credibilityCodes[row.credibility] ?? "6",
    handling: row.handling,
    status: row.status,
    verifiedAtSource: row.at_source,
    amendmentWaiting: row.waiting,
    place: row.place,
    seizingAgency: row.agency,
    owner: row.owner ?? null,
    transport: row.transport,
    concealment: row.concealment,
    sources: row.sources ?? null,
    logged: row.logged,
    changed: row.changed ?? null,
  }));
}

function rowMass({ low, central, high, converted, incomplete }: z.infer<typeof row>): RowMass | null {
  if (low === undefined || low === null || central === undefined || central === null) return null;
  return { low, central, high: high ?? null, converted: converted ?? false, incomplete: incomplete ?? false };
}

/** The reference lists are read in the same snapshot, and a foreign key holds: whoever is missing is a defect. */
function known<T>(names: ReadonlyMap<number, T>, id: number): T {
  const name = names.get(id);
  if (name === undefined) throw new Error(`The reference list has no entry ${id}.`);
  return name;
}
