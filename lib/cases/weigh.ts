import { z } from "zod";
import { familyCodes, formCodes, qualifierCodes, unitCodes } from "@/lib/codes";
import type { RawTx, Tx } from "@/lib/db/client";
import type { ConversionSet, MeasuredLine } from "@/lib/quantity/conversion";
import { massOf } from "@/lib/quantity/conversion";

export type WeighedSet = ConversionSet & { id: number };

/** A line's row of line_mass under one set. */
export function massRow(caseId: number, position: number, line: MeasuredLine, set: WeighedSet) {
  const mass = massOf(line, set);
  return {
    case_id: caseId,
    position,
    set_id: set.id,
    factor_id: mass.factor?.id ?? null,
    basis: mass.basis,
    grams_low: mass.low,
    grams: mass.central,
    grams_high: mass.high,
  };
}

export async function writeMasses(tx: RawTx, rows: readonly ReturnType<typeof massRow>[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO line_mass (case_id, position, set_id, factor_id, basis, grams_low, grams, grams_high)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x(case_id int, position int, set_id int, factor_id int, basis text, grams_low numeric, grams numeric, grams_high numeric)`;
}

// An advisory lock of the database: shared by everybody who resolves cases, held alone while the sets change.
const weighing = 20_261_127;

/**
 * Says that this transaction resolves cases under the sets that there are now. Waits while another changes them; what is read after it is
 * then the new state (READ COMMITTED).
 */
export async function shareWeighing(tx: RawTx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${weighing}::bigint)`;
}

/**
 * Waits until nobody resolves a case under the sets as they were, and keeps others from it until the transaction ends. A long import in
 * progress is not waited for longer than some seconds, because everybody else would wait behind. @throws Error with SQLSTATE 55P03 then
 */
export async function holdWeighing(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT set_config('lock_timeout', '5s', true)`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${weighing}::bigint)`;
  await tx.$executeRaw`SELECT set_config('lock_timeout', '0', true)`;
}

const lineRow = z.object({
  caseId: z.number(),
  position: z.number(),
  substance: z.string(),
  family: z.enum(familyCodes),
  form: z.enum(formCodes),
  quantity: z.string().nullable(),
  unit: z.enum(unitCodes).nullable(),
  qualifier: z.enum(qualifierCodes),
});

/**
 * Weighs the next cases in the order of their ids under one set. Their rows are locked first, as resolving does; a case that was resolved
 * since the set was made has its masses already. @param after id of the last case weighed
 * @returns the cases weighed, none at the end
 */
export async function weighCases(tx: Tx, set: WeighedSet, after: number, limit: number): Promise<number[]> {
  const found = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM case_file WHERE id > ${after} ORDER BY id LIMIT ${limit} FOR UPDATE`;
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return ids;
  const lines = z.array(lineRow).parse(
    await tx.$queryRaw`
      SELECT l.case_id AS "caseId", l.position, s.slug AS substance, s.family, l.form, l.quantity::text AS quantity, l.unit, l.qualifier
      FROM case_line l JOIN substance s ON s.id = l.substance_id
      WHERE l.case_id = ANY (${ids}::int[])
        AND NOT EXISTS (SELECT 1 FROM line_mass m WHERE m.case_id = l.case_id AND m.position = l.position AND m.set_id = ${set.id})`,
  );
  await writeMasses(
    tx,
    lines.map(({ caseId, position, ...line }) => massRow(caseId, position, line, set)),
  );
  return ids;
}
